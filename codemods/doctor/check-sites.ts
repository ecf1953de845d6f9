import type { TSESTree } from "@typescript-eslint/types";
import { planFiles } from "../engine/plan-project.ts";
import type { ProjectContext } from "../engine/project-context.ts";
import { findUnpairedDestinations, type MessageEnd } from "../../spans/carry/pairs.ts";
import { isFunction, skipText, type PlannedSite } from "../../spans/index.ts";
import { finding, type DoctorFinding } from "./finding.ts";
import type { Service } from "./service.ts";

/** More entries than any real system needed for its boundaries; the default selection names 27 and 29 on two large ones. */
const manyFunctions = 60;

/** Packages that hand messages to another process without the SDK. */
const messagePackages: readonly string[] = ["ws", "socket.io", "socket.io-client", "bullmq", "nats", "mqtt"];

/** Plans every file without types, and looks at where messages and loops are. */
export function checkSites(
  context: ProjectContext,
  paths: readonly string[],
  services: readonly Service[],
): DoctorFinding[] {
  const ends: MessageEnd[] = [];
  const found: DoctorFinding[] = [];
  for (const file of planFiles(context, paths)) {
    if (file.kind === "skipped") continue;
    for (const planned of file.plan.sites) {
      const { site } = planned;
      if (site.kind === "message-send") ends.push({ kind: site.kind, entry: site.entry });
      if (site.kind === "message-receive") ends.push({ kind: site.kind, entry: site.entry });
      const place = { path: file.path, line: lineOf(file.plan.file.text, site.node.range[0]) };
      found.push(...checkCarrier(planned, place), ...checkLoop(planned, place));
    }
  }
  return [
    ...findUnpairedDestinations(ends).map(({ destination, missing, functions }) =>
      finding(
        "unpaired-destination",
        missing === "receive"
          ? `nothing receives from "${destination}", to which ${functions.join(", ")} sends`
          : `nothing sends to "${destination}", from which ${functions.join(", ")} receives`,
      ),
    ),
    ...(ends.length === 0 ? checkSelection(services) : []),
    ...found,
    ...checkCount(context),
  ];
}

interface Place {
  readonly path: string;
  readonly line: number;
}

function checkCarrier({ site, symbol, outcome }: PlannedSite, place: Place): DoctorFinding[] {
  if (site.kind !== "message-send" && site.kind !== "message-receive") return [];
  const isSend = site.kind === "message-send";
  const who = symbol === "<module>" ? "the module" : symbol;
  switch (outcome.kind) {
    case "already":
      return [];
    case "plan":
      return [
        finding(
          "no-carrier",
          isSend ? `${who} sends without the trace` : `${who} does not continue the trace it receives`,
          place,
        ),
      ];
    case "skip": {
      const { title } = skipText[outcome.reason];
      const detail = outcome.detail === undefined ? "" : ` (${outcome.detail})`;
      return outcome.reason === "already-traced"
        ? []
        : [finding("carrier-refused", `${who}: ${outcome.reason}: ${title}${detail}`, place)];
    }
  }
}

/** What runs once for each item multiplies; database calls in loops are the query's own matter. */
function checkLoop({ site, symbol, outcome }: PlannedSite, place: Place): DoctorFinding[] {
  if (outcome.kind === "skip") return [];
  if (site.kind !== "function" && site.kind !== "step" && site.kind !== "message-send") return [];
  if (!isInLoop(site.node)) return [];
  return [finding("span-in-loop", `${symbol} gets a span for each turn of a loop`, place)];
}

function isInLoop(node: TSESTree.Node): boolean {
  for (let at = node; at.parent !== undefined && at.parent !== null; at = at.parent) {
    // What a function does when it is called is its callers' matter.
    if (isFunction(at)) return false;
    const { parent } = at;
    const isLoop = /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(parent.type);
    if (isLoop && "body" in parent && parent.body === at) return true;
  }
  return false;
}

function checkSelection(services: readonly Service[]): DoctorFinding[] {
  return services.flatMap(({ facts, folder }) => {
    const present = messagePackages.filter((name) => facts.dependencies.has(name));
    return present.length === 0
      ? []
      : [
          finding(
            "sockets-not-selected",
            `${facts.name ?? folder} depends on ${present.join(", ")}, but no function that sends or receives is named`,
            { path: folder },
          ),
        ];
  });
}

function checkCount({ config }: ProjectContext): DoctorFinding[] {
  const count = config.functions?.length ?? 0;
  return count > manyFunctions
    ? [finding("many-functions", `the config names ${count} functions; each call of one is a span`)]
    : [];
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
