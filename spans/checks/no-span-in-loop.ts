import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, memberPath, skipWrappersUp, type FunctionNode } from "../ast.ts";
import { isSentryNamespace, type SpanCall } from "../calls.ts";
import { defineCheck } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { isLoop, readFlow } from "../flow.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { isAsync } from "../promise.ts";
import { readStartCall, startCallOf } from "../start-call.ts";

export interface NoSpanInLoopOptions {
  /** Spans that a loop may start in all, where its rounds can be counted in the source: `for (const side of ["left", "right"])`. */
  readonly max: number;
  /** Accept rounds that wait for something: a span for each of these is often wanted. */
  readonly allowAwaited: boolean;
  /** Array methods of which the callbacks are no loop: `map`. */
  readonly ignoreCallbacks: readonly string[];
}

type Message = "loop" | "callback" | "timer" | "chunk";

/** What runs the code around a node again and again. */
interface Rounds {
  readonly message: Message;
  readonly by: string;
  /** What one round runs. */
  readonly body: TSESTree.Node;
  /** How many there are, where the source says so. */
  readonly count: number | undefined;
}

const ARRAY_METHODS =
  /^(?:forEach|map|flatMap|filter|reduce|reduceRight|some|every|find|findIndex|findLast|findLastIndex)$/;

/**
 * Spans that are started again and again: a root keeps 1,000 children up to version 10, and each costs about 20 µs. Rounds that wait for
 * something are left alone unless `allowAwaited` is off.
 *
 * @see facts: sentry 1.4 and 10
 */
export const noSpanInLoop = defineCheck<"no-span-in-loop", Message, NoSpanInLoopOptions>({
  name: "no-span-in-loop",
  messages: {
    loop: "This starts a span in each round. Put one span around the loop, and the number of rounds in an attribute.",
    callback:
      "This starts a span for each element of '{{by}}'. Put one span around it, and the number of elements in an attribute.",
    timer: "This starts a span every {{by}} ms. Measure what takes time, or count.",
    chunk:
      "This starts a span for each chunk. Put one span around the whole stream, and the number of chunks in an attribute.",
  },
  defaultOptions: { max: 0, allowAwaited: true, ignoreCallbacks: [] },
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { max, allowAwaited, ignoreCallbacks }) {
    const call = readStartCall(file, node);
    const rounds = call === undefined ? undefined : findRounds(file, node, ignoreCallbacks);
    if (call === undefined || rounds === undefined) return [];
    if (rounds.count !== undefined && rounds.count <= max) return [];
    if (allowAwaited && isAwaited(file, call, rounds)) return [];
    return [{ node: call.node.callee, message: rounds.message, data: { by: rounds.by } }];
  },
});

function isAwaited(file: SpanFile, { callback, node }: SpanCall, { body }: Rounds): boolean {
  if (callback !== undefined && isAsync(file, callback)) return true;
  if (isChained(node) || isAwaitedTogether(body)) return true;
  return readFlow(isFunction(body) ? body.body : body).awaits;
}

/** `startSpan(…).then(…)` */
function isChained(node: TSESTree.Node): boolean {
  const { parent } = skipWrappersUp(node);
  return parent?.type === "MemberExpression" && /^(?:then|catch|finally)$/.test(memberName(parent) ?? "");
}

/** `Promise.all(rows.map(…))` */
function isAwaitedTogether(callback: TSESTree.Node): boolean {
  const call = isFunction(callback) ? skipWrappersUp(callback).parent : undefined;
  const outer = call === undefined ? undefined : skipWrappersUp(call).parent;
  if (outer?.type !== "CallExpression") return false;
  const [root, name = ""] = memberPath(outer.callee) ?? [];
  return root === "Promise" && /^(?:all|allSettled|any|race)$/.test(name);
}

function findRounds(file: SpanFile, node: TSESTree.Node, ignored: readonly string[]): Rounds | undefined {
  for (let at = node; at.parent != null; at = at.parent) {
    const { parent } = at;
    if (isFunction(at)) {
      // Of nested spans the outermost one is reported.
      if (startCallOf(file, at) !== undefined) return undefined;
      const rounds = roundsOfCallback(at);
      if (rounds !== undefined && !(rounds.message === "callback" && ignored.includes(rounds.by)))
        return rounds;
      if (rounds === undefined && !runsAtOnce(file, at)) return undefined;
    }
    if (isLoop(parent) && "body" in parent && runsEachRound(parent, at))
      return { message: "loop", by: "", body: parent.body as TSESTree.Node, count: countOf(parent) };
  }
  return undefined;
}

/** The body, the test and the update run each time; what a loop goes over and begins with runs once. */
function runsEachRound(loop: TSESTree.Node, part: TSESTree.Node): boolean {
  return loop.type === "ForStatement"
    ? loop.init !== part
    : !(loop.type === "ForOfStatement" || loop.type === "ForInStatement") || loop.right !== part;
}

function countOf(loop: TSESTree.Node): number | undefined {
  return loop.type === "ForOfStatement" ? lengthOf(loop.right) : undefined;
}

function lengthOf(node: TSESTree.Node): number | undefined {
  if (node.type !== "ArrayExpression") return undefined;
  return node.elements.every((one) => one?.type !== "SpreadElement") ? node.elements.length : undefined;
}

function roundsOfCallback(callback: FunctionNode): Rounds | undefined {
  const outer = skipWrappersUp(callback);
  const { parent: call } = outer;
  if (call?.type !== "CallExpression" || call.callee === outer) return undefined;
  const [first, second] = call.arguments;
  const { callee } = call;
  if (callee.type === "Identifier") {
    const isFast =
      callee.name === "setInterval" &&
      first === outer &&
      second?.type === "Literal" &&
      typeof second.value === "number" &&
      second.value <= 1000;
    return isFast
      ? { message: "timer", by: String(second.value), body: callback, count: undefined }
      : undefined;
  }
  if (callee.type !== "MemberExpression") return undefined;
  const name = memberName(callee) ?? "";
  if (ARRAY_METHODS.test(name) && first === outer)
    return { message: "callback", by: name, body: callback, count: lengthOf(callee.object) };
  const isChunk = /^(?:on|addListener)$/.test(name) && first?.type === "Literal" && first.value === "data";
  return isChunk ? { message: "chunk", by: "", body: callback, count: undefined } : undefined;
}

/** `(() => …)()`, `Sentry.withIsolationScope(() => …)` */
function runsAtOnce(file: SpanFile, callback: FunctionNode): boolean {
  const outer = skipWrappersUp(callback);
  const { parent: call } = outer;
  if (call?.type !== "CallExpression") return false;
  const { callee } = call;
  return (
    callee === outer ||
    (callee.type === "MemberExpression" &&
      callee.object.type === "Identifier" &&
      isSentryNamespace(file, callee.object))
  );
}
