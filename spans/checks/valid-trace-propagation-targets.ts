import type { TSESTree } from "@typescript-eslint/types";
import { defineCheck, type SpanProblem, type Suggestion } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { initAnchors, readInit, type InitCall } from "../init/read-init.ts";
import { findOriginCalls } from "../propagation/other-origin.ts";
import { canMatchUrl, matchesEverything, type MatchedText } from "../propagation/reach.ts";
import { samplePattern } from "../propagation/sample-pattern.ts";
import { matchesTarget, readTargets, type Target, type TargetList } from "../propagation/targets.ts";
import { findProperty } from "../repairs/property.ts";
import { removeOneOf } from "../repairs/remove-items.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";

export interface ValidTracePropagationTargetsOptions {
  /** Where the SDK runs; `auto`: told by its package, or by the file's name. */
  readonly server: "auto" | "always" | "never";
}

type Message =
  | "never"
  | "state"
  | "everything"
  | "everyOrigin"
  | "covered"
  | "twice"
  | "otherOrigin"
  | "remove"
  | "removeAll"
  | "toBoundary"
  | "toStateless";
type Problem = SpanProblem<Message>;

/**
 * Propagation targets that match nothing, everything, or what another one matches already; and, in a browser, calls of another origin
 * that no target matches.
 *
 * @see facts: sentry 2 (rows 13 to 13d)
 */
export const validTracePropagationTargets = defineCheck<
  "valid-trace-propagation-targets",
  Message,
  ValidTracePropagationTargetsOptions
>({
  name: "valid-trace-propagation-targets",
  codemod: "fix-propagation",
  messages: {
    never:
      "No URL matches this: the SDK compares the whole URL, which has a scheme, a host and at least '/' behind them. Trace headers are never sent.",
    state:
      "With the flag '{{flag}}' the expression remembers where it stopped, and matches every other request.",
    everything: "This matches every URL, which a server does without any target.",
    everyOrigin:
      "This matches every URL: third parties get trace headers too, and may refuse the request for them.",
    covered: "'{{text}}' matches all of this already.",
    twice: "This target is listed twice.",
    otherOrigin:
      "No trace header goes to {{origin}}: without a target that matches, a browser sends them to its own origin only.",
    remove: "Remove the target.",
    removeAll: "Remove 'tracePropagationTargets'.",
    toBoundary: "Let a path follow.",
    toStateless: "Remove the flag.",
  },
  defaultOptions: { server: "auto" },
  anchors: () => initAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { server }) {
    const read = readInit(file, node);
    if (read === undefined) return [];
    const runtime = server === "auto" ? read.runtime : server === "always" ? "server" : "browser";
    const init: InitCall = { ...read, runtime };
    const list = readTargets(file, init);
    return [
      ...(list === undefined ? [] : listProblems(file, init, list)),
      ...originProblems(file, init, list),
    ];
  },
});

function listProblems(file: SpanFile, init: InitCall, list: TargetList): Problem[] {
  const wide = list.targets.filter((target) => matchesEverything((url) => matchesTarget(target, url)));
  // On a server all others are without effect then.
  if (wide.length > 0 && init.runtime === "server")
    return wide.map(({ node }, index) => ({
      node,
      message: "everything",
      repair: index === 0 ? removeList(file, init, list) : undefined,
    }));
  const matched: MatchedText = init.runtime === "server" ? "url" : "url-or-path";
  const verdicts = list.targets.map((target) => ({
    target,
    verdict: verdictOf(target, list.targets, matched),
  }));
  const dead = verdicts
    .filter(({ verdict }) => verdict.kind !== "fine" && verdict.isRemoved)
    .map(({ target }) => target.node);
  // With nothing left the list would say "send to nobody", which is what it did; a person must say what was meant.
  const gone = dead.length < list.array.elements.length ? dead : [];
  return [
    ...wide.map(({ node }): Problem => ({ node, message: "everyOrigin" })),
    ...verdicts.flatMap(({ target, verdict }): Problem[] => {
      if (verdict.kind === "fine" || wide.includes(target)) return stateProblems(target);
      const removal = gone.includes(target.node) ? removeTarget(file, list, target, gone) : undefined;
      const rewrite = verdict.kind === "never" ? rewriteEnd(target) : undefined;
      const repair = removal ?? rewrite;
      const alternatives = [
        removal === undefined ? removeTarget(file, list, target, [target.node]) : rewrite,
      ].flatMap((one) => one ?? []);
      const data = verdict.kind === "covered" ? { text: verdict.by } : {};
      return [
        {
          node: target.node,
          message: verdict.kind,
          data,
          repair,
          alternatives: list.array.elements.length > 1 ? alternatives : [],
        },
      ];
    }),
  ];
}

type Verdict =
  | { readonly kind: "fine" }
  | { readonly kind: "never"; readonly isRemoved: boolean }
  | { readonly kind: "covered"; readonly by: string; readonly isRemoved: true }
  | { readonly kind: "twice"; readonly isRemoved: true };

function verdictOf(target: Target, all: readonly Target[], matched: MatchedText): Verdict {
  const others = all.filter((other) => other !== target);
  const isTwice = all.slice(0, all.indexOf(target)).some((other) => keyOf(other) === keyOf(target));
  if (isTwice) return { kind: "twice", isRemoved: true };
  const texts = others.flatMap((other) =>
    other.kind === "text" && keyOf(other) !== keyOf(target) ? [other.text] : [],
  );
  if (target.kind === "text") {
    const by = texts.find((text) => text !== "" && target.text.includes(text));
    return by === undefined ? { kind: "fine" } : { kind: "covered", by, isRemoved: true };
  }
  if (canMatchUrl(target.pattern, target.flags, matched) !== false) return { kind: "fine" };
  const samples = samplePattern(target.pattern) ?? [];
  const isCovered = samples.every((sample) => texts.some((text) => sample.includes(text)));
  return { kind: "never", isRemoved: isCovered || rewriteEnd(target) === undefined };
}

function keyOf(target: Target): string {
  return target.kind === "text"
    ? `"${target.text}"`
    : `/${target.pattern}/${target.flags.replace(/[gy]/g, "")}`;
}

function stateProblems(target: Target): Problem[] {
  const flag = target.kind === "expression" ? /[gy]/.exec(target.flags)?.[0] : undefined;
  if (target.kind !== "expression" || flag === undefined) return [];
  const edit = replaceRange(target.node.range, `/${target.pattern}/${target.flags.replace(/[gy]/g, "")}`);
  const repair = { ...repairOf([edit]), message: "toStateless" as const };
  return [{ node: target.node, message: "state", data: { flag }, repair, isCertain: true }];
}

function removeTarget(
  file: SpanFile,
  { array }: TargetList,
  { node }: Target,
  gone: readonly TSESTree.Node[],
): Suggestion<Message> | undefined {
  const edit = removeOneOf(file, array.elements, node, gone);
  return edit === undefined ? undefined : { ...repairOf([edit]), message: "remove" };
}

function removeList(
  file: SpanFile,
  { options }: InitCall,
  { property, isWhole }: TargetList,
): Suggestion<Message> | undefined {
  const edit = isWhole ? removeOneOf(file, options.properties, property, [property]) : undefined;
  return edit === undefined ? undefined : { ...repairOf([edit]), message: "removeAll" };
}

/** `…:\d+$` becomes `…:\d+(?:[/?#]|$)`: the same hosts, and a path may follow. */
function rewriteEnd(target: Target): Suggestion<Message> | undefined {
  if (target.kind !== "expression" || !/(?:^|[^\\])(?:\\\\)*\$$/.test(target.pattern)) return undefined;
  const pattern = `${target.pattern.slice(0, -1)}(?:[/?#]|$)`;
  if (canMatchUrl(pattern, target.flags, "url") !== true) return undefined;
  // A literal is replaced as a whole, so that checks of the text know it for a repair.
  const edit = replaceRange(target.node.range, `/${pattern}/${target.flags.replace(/[gy]/g, "")}`);
  return { ...repairOf([edit]), message: "toBoundary" };
}

function originProblems(file: SpanFile, init: InitCall, list: TargetList | undefined): Problem[] {
  if (init.runtime !== "browser" || !init.isWhole) return [];
  const isUnknown =
    findProperty(init.options, "tracePropagationTargets") !== undefined && list?.isWhole !== true;
  if (isUnknown) return [];
  const targets = list?.targets ?? [];
  return findOriginCalls(file).flatMap(({ node, url }): Problem[] =>
    targets.some((target) => matchesTarget(target, url))
      ? []
      : [{ node, message: "otherOrigin", data: { origin: new URL(url).origin } }],
  );
}
