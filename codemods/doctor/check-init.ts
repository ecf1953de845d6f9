import { getModuleFormat } from "../engine/packages.ts";
import { finding, type DoctorFinding } from "./finding.ts";
import type { Init } from "./find-inits.ts";
import { isInstrumented } from "./instrumented.ts";
import { followEntry, type EntryOrder } from "./load-order.ts";
import { isStarted, type Service } from "./service.ts";
import type { Sources } from "./sources.ts";

/** SDKs of which the user decides when they start; the others are started by their framework. */
const plainSdk = /^@sentry\/(?:node|node-core|nestjs|bun|profiling-node)$/;

/** Whether a service starts its SDK, once and early enough. */
export function checkInit(service: Service, inits: readonly Init[], sources: Sources): DoctorFinding[] {
  const { facts, folder } = service;
  if (facts.sdk === undefined) return [];
  const own = inits.filter(({ path }) => service.files.includes(path));
  if (own.length === 0)
    return isStarted(service)
      ? [finding("no-init", `no Sentry.init in ${nameOf(service)} (${facts.sdk.module})`, { path: folder })]
      : [];
  if (!plainSdk.test(facts.sdk.module)) return [];
  return own.flatMap((init) => checkOrder(service, init, sources));
}

function checkOrder(service: Service, init: Init, sources: Sources): DoctorFinding[] {
  const major = service.facts.sdk?.major ?? 11;
  const { path, line } = init;
  const flag = findFlag(service, path);
  if (flag === "require" && major >= 11)
    return [finding("require-flag", `${path} is started with --require`, { path, line })];
  // In a function that something calls later: when, cannot be told from here.
  if (init.later) return [];
  if (flag !== undefined) return earlyOf(followEntry(sources, path, init), init);
  const orders = entriesOf(service, path, sources).map((entry) => followEntry(sources, entry, init));
  const reaching = orders.filter(({ reachesInit }) => reachesInit);
  if (reaching.length === 0) {
    const isEntry = sources
      .loadsOf(path)
      .some(({ specifier }) => isInstrumented(specifier) || sources.resolve(path, specifier) !== undefined);
    if (isEntry) return earlyOf(followEntry(sources, path, init), init);
    return orders.length === 0
      ? []
      : [finding("init-not-loaded", `nothing loads ${path}, which calls Sentry.init`, { path, line })];
  }
  const early = reaching.flatMap((order) => earlyOf(order, init));
  if (early.length > 0) return early.slice(0, 1);
  const isEsm = getModuleFormat(path, service.facts) === "esm";
  const needsFlag = isEsm && major <= 10 && !/^@sentry\/bun$/.test(service.facts.sdk?.module ?? "");
  return needsFlag
    ? [
        finding(
          "esm-without-import",
          `${nameOf(service)} is an ES module with SDK ${major}, and no start command has --import with ${path}`,
          { path, line },
        ),
      ]
    : [];
}

function earlyOf({ early }: EntryOrder, init: Init): DoctorFinding[] {
  if (early === undefined) return [];
  const by = early.by === undefined ? "" : ` (by ${early.by})`;
  return [
    finding(
      "init-not-first",
      `${early.specifier} is loaded${by} before Sentry.init in ${init.path}:${init.line}`,
      { path: early.path, line: early.line },
    ),
  ];
}

/** How a start command loads a file, by its name: what runs is often a compiled copy elsewhere. */
function findFlag({ commands }: Service, path: string): "import" | "require" | undefined {
  const name = baseName(path);
  for (const command of commands) {
    for (const [, option, target = ""] of command.matchAll(
      /(--import|--require|(?<![\w-])-r)[\s=,"']+([^\s"',]+)/g,
    ))
      if (baseName(target) === name) return option === "--import" ? "import" : "require";
  }
  return undefined;
}

function baseName(path: string): string {
  return stemOf(path.slice(path.lastIndexOf("/") + 1));
}

/** What the package says that it runs, in its sources; without a word, the usual names. Files that another entry loads are none. */
function entriesOf(service: Service, init: string, sources: Sources): string[] {
  const inFolder = service.folder === "." ? "" : `${service.folder}/`;
  const named = service.entries.flatMap((entry) => sourceOf(service, entry) ?? []);
  const usual = ["index", "main", "server", "app", "start"].flatMap((name) =>
    [`${inFolder}src/${name}`, inFolder + name].flatMap(
      (stem) => service.files.find((path) => stemOf(path) === stem) ?? [],
    ),
  );
  const entries = [...new Set([...named, ...usual])].filter((entry) => entry !== init);
  const loaded = new Map(entries.map((entry) => [entry, filesOf(sources, entry)]));
  return entries.filter((entry) =>
    entries.every((other) => other === entry || loaded.get(other)?.has(entry) !== true),
  );
}

function filesOf(sources: Sources, entry: string): ReadonlySet<string> {
  return followEntry(sources, entry, { path: "", line: 0, offset: 0, later: false }).files;
}

/** `dist/server.js` runs what was `src/server.ts`. */
function sourceOf({ files, folder }: Service, entry: string): string | undefined {
  const inFolder = folder === "." ? "" : `${folder}/`;
  const stem = stemOf(entry);
  const rest = stem.startsWith(inFolder) ? stem.slice(inFolder.length) : stem;
  const below = rest.slice(rest.indexOf("/") + 1);
  const candidates = [stem, `${inFolder}src/${rest}`, `${inFolder}src/${below}`, inFolder + below];
  return candidates.flatMap((one) => files.find((path) => stemOf(path) === one) ?? [])[0];
}

/** The path without its extension: `src/index` stays what it is. */
function stemOf(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}

function nameOf({ facts, folder }: Service): string {
  return facts.name ?? (folder === "." ? "this package" : folder);
}
