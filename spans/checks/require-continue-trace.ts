import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, isFunction, memberName, skipWrappers, type FunctionNode } from "../ast.ts";
import { readHelperCall, readSpanCall } from "../calls.ts";
import { isHandedOn, readCarrier } from "../carry/carrier-read.ts";
import { defineCheck, type SpanProblem, type Suggestion } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { readFlow } from "../flow.ts";
import { findProperty } from "../repairs/property.ts";
import { insertAt, repairOf, replaceRange } from "../repairs/replace.ts";
import { sdkFunctionOf } from "../sdk-reference.ts";
import { sentryCallee } from "../sentry.ts";
import { walk } from "../walk.ts";

export interface RequireContinueTraceOptions {
  /** Fields of a message that hold the trace. */
  readonly carriers: readonly string[];
}

type Message = "unused" | "list" | "wrap" | "takeFirst";
type Problem = SpanProblem<Message>;

/**
 * Functions that read the trace of a message and start spans without going on with it, and lists where `continueTrace` takes a string,
 * which throws.
 *
 * @see facts: sentry 2, row 16, and 3
 */
export const requireContinueTrace = defineCheck<
  "require-continue-trace",
  Message,
  RequireContinueTraceOptions
>({
  name: "require-continue-trace",
  messages: {
    unused:
      "The trace of the message is read here, but the span{{name}} does not go on with it: use 'continueTrace'.",
    list: "'continueTrace' throws when 'sentryTrace' is a list: pass its first element.",
    wrap: "Start the span inside 'continueTrace'.",
    takeFirst: "Pass the first element.",
  },
  defaultOptions: { carriers: ["_sentry"] },
  // Carriers of the rule's option are not known here: a file that starts a span or continues a trace may read one.
  anchors: ({ wrapper }) => [
    "startSpan",
    "startSpanManual",
    "startInactiveSpan",
    "continueTrace",
    ...(wrapper === undefined ? [] : [wrapper.name]),
  ],
  nodeTypes: ["MemberExpression", "CallExpression"],
  detect(node, file, { carriers }) {
    return node.type === "CallExpression" ? listProblems(file, node) : unusedProblems(file, node, carriers);
  },
});

function unusedProblems(
  file: SpanFile,
  node: TSESTree.Node,
  carriers: readonly string[],
): readonly Problem[] {
  const read = readCarrier(file, node, carriers);
  const owner = read === undefined ? undefined : findEnclosingFunction(node);
  if (read === undefined || owner === undefined || isHandedOn(file, node) || isContinued(file, node))
    return [];
  const start = firstStart(file, owner);
  // Only the first of several reads is reported.
  if (start === undefined || continuesInside(file, owner) || isReadBefore(file, owner, read.node, carriers))
    return [];
  const edits = wrapEdits(file, start, `sentryTrace: ${read.sentryTrace}, baggage: ${read.baggage}`);
  const name = readSpanCall(file, start)?.name;
  return [
    {
      node,
      message: "unused",
      data: { name: name === undefined ? "" : ` '${name}'` },
      alternatives: edits === undefined || !isVisible(start, owner) ? [] : [edits],
    },
  ];
}

/** The first start call of a function and of the callbacks in it. */
function firstStart(file: SpanFile, owner: FunctionNode): TSESTree.CallExpression | undefined {
  let found: TSESTree.CallExpression | undefined;
  walk(owner.body, (node) => {
    if (found === undefined && node.type === "CallExpression" && readSpanCall(file, node) !== undefined)
      found = node;
    return found === undefined;
  });
  return found;
}

/** The span begins in the function that reads, not in one that runs later. */
function isVisible(start: TSESTree.Node, owner: FunctionNode): boolean {
  return findEnclosingFunction(start) === owner;
}

function isReadBefore(
  file: SpanFile,
  owner: FunctionNode,
  node: TSESTree.Node,
  carriers: readonly string[],
): boolean {
  let first: TSESTree.Node | undefined;
  walk(owner.body, (inner) => {
    if (first === undefined && readCarrier(file, inner, carriers) !== undefined) first = inner;
    return first === undefined;
  });
  return first !== undefined && first !== node && first.range[0] <= node.range[0];
}

/** The SDK's function, the helpers that are made of it, or a team's own of that name. */
function continuesTrace(file: SpanFile, node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression") return false;
  const helper = readHelperCall(file, node);
  if (helper === "withIncomingTrace" || helper === "startJob" || helper === "asJob") return true;
  if (sdkFunctionOf(file, node) === "continueTrace") return true;
  const callee = skipWrappers(node.callee);
  const name =
    callee.type === "Identifier"
      ? callee.name
      : callee.type === "MemberExpression"
        ? memberName(callee)
        : undefined;
  return /continue|incoming/i.test(name ?? "");
}

function continuesInside(file: SpanFile, owner: FunctionNode): boolean {
  let found = false;
  walk(owner, (node) => {
    if (continuesTrace(file, node)) found = true;
    return !found;
  });
  return found;
}

function isContinued(file: SpanFile, node: TSESTree.Node): boolean {
  for (let at = node.parent; at != null; at = at.parent) {
    if (continuesTrace(file, at)) return true;
    if (isFunction(at) && at.parent != null && continuesTrace(file, at.parent)) return true;
  }
  return false;
}

function wrapEdits(
  file: SpanFile,
  start: TSESTree.CallExpression,
  carrier: string,
): Suggestion<Message> | undefined {
  const callee = sentryCallee(file, start, "continueTrace");
  // What is awaited for the options cannot move into a callback that is not async.
  if (typeof callee === "string" || readFlow(start).awaits || readFlow(start).yields) return undefined;
  const [from, to] = start.range;
  const edits = [
    insertAt(from, `${callee.text}({ ${carrier} }, () => `),
    { range: [to, to], text: ")", side: "close" } as const,
  ];
  return { ...repairOf(edits, callee.needs), message: "wrap" };
}

/** `sentryTrace: message.headersDistinct["sentry-trace"]`, `[trace]`, `headers as string[]` */
function listProblems(file: SpanFile, node: TSESTree.CallExpression): readonly Problem[] {
  if (sdkFunctionOf(file, node) !== "continueTrace") return [];
  const [carrier] = node.arguments;
  const value =
    carrier?.type === "ObjectExpression" ? findProperty(carrier, "sentryTrace")?.value : undefined;
  if (value === undefined || !isList(value)) return [];
  const repair = {
    ...repairOf([replaceRange([value.range[1], value.range[1]], "?.[0]")]),
    message: "takeFirst",
  } as const;
  return [{ node: value, message: "list", alternatives: value.type === "MemberExpression" ? [repair] : [] }];
}

function isList(value: TSESTree.Node): boolean {
  if (value.type === "ArrayExpression") return true;
  if (value.type === "TSAsExpression") return value.typeAnnotation.type === "TSArrayType";
  if (value.type !== "MemberExpression") return false;
  const object = skipWrappers(value.object);
  return object.type === "MemberExpression" && memberName(object) === "headersDistinct";
}
