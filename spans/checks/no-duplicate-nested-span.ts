import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, keyName, memberPath, skipWrappers } from "../ast.ts";
import { automaticCall } from "../automatic.ts";
import type { SpanCall } from "../calls.ts";
import { defineCheck, type SpanProblem, type Suggestion } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { repairOf } from "../repairs/replace.ts";
import { unwrapCall } from "../repairs/unwrap-call.ts";
import { readStartCall, startCallOf } from "../start-call.ts";

export interface NoDuplicateNestedSpanOptions {
  /** Also spans around nothing but a call that the SDK traces by itself. */
  readonly pedantic: boolean;
  /** With `pedantic`: callees of the team's own that are traced, such as `api.get`. */
  readonly autoInstrumented: readonly string[];
}

type Message = "nested" | "automatic" | "unwrap";

/**
 * Spans that stand directly inside a span of the same name and op, and, when asked, around nothing but what the SDK traces by itself:
 * both give two spans for one piece of work.
 *
 * @see facts: sentry 7
 */
export const noDuplicateNestedSpan = defineCheck<
  "no-duplicate-nested-span",
  Message,
  NoDuplicateNestedSpanOptions
>({
  name: "no-duplicate-nested-span",
  messages: {
    nested: "The span around this one is called '{{name}}' as well: one of the two says nothing.",
    automatic: "Sentry makes a span for each call of '{{name}}': this one doubles it.",
    unwrap: "Take this span away.",
  },
  defaultOptions: { pedantic: false, autoInstrumented: [] },
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { pedantic, autoInstrumented }) {
    const call = readStartCall(file, node);
    if (call?.callback === undefined) return [];
    const owner = findEnclosingFunction(node);
    const outer = owner === undefined ? undefined : startCallOf(file, owner);
    if (outer !== undefined && isSame(call, outer))
      return [problem(file, call, "nested", call.name ?? "", outer)];
    const traced = pedantic ? onlyAutomatic(file, call, autoInstrumented) : undefined;
    return traced === undefined ? [] : [problem(file, call, "automatic", traced, undefined)];
  },
});

function problem(
  file: SpanFile,
  call: SpanCall,
  message: "nested" | "automatic",
  name: string,
  outer: SpanCall | undefined,
): SpanProblem<Message> {
  const [span] = outer?.callback?.params ?? [];
  const edits =
    isPlain(call) || message === "automatic"
      ? unwrapCall(file, call, span?.type === "Identifier" ? span.name : undefined)
      : undefined;
  const unwrap: readonly Suggestion<Message>[] =
    edits === undefined ? [] : [{ ...repairOf(edits), message: "unwrap" }];
  return { node: call.node.callee, message, data: { name }, alternatives: unwrap };
}

function isSame(a: SpanCall, b: SpanCall): boolean {
  return a.name !== undefined && a.name === b.name && a.op === b.op && hasStaticOp(a) === hasStaticOp(b);
}

/** An op that is worked out may be another one. */
function hasStaticOp({ options, op }: SpanCall): boolean {
  return op !== undefined || options?.properties.every((one) => nameOf(one) !== "op") === true;
}

/** Nothing is lost but the name: no attributes, no links. */
function isPlain({ options }: SpanCall): boolean {
  return options?.properties.every((one) => /^(?:name|op)$/.test(nameOf(one) ?? "")) === true;
}

function nameOf(property: TSESTree.ObjectLiteralElement): string | undefined {
  return property.type === "Property" ? keyName(property.key, property.computed) : undefined;
}

/** The traced call that is all that the callback does. */
function onlyAutomatic(
  file: SpanFile,
  { callback }: SpanCall,
  autoInstrumented: readonly string[],
): string | undefined {
  if (callback === undefined) return undefined;
  let value: TSESTree.Node = callback.body;
  if (value.type === "BlockStatement") {
    const [only, ...others] = value.body;
    const inner =
      only?.type === "ReturnStatement"
        ? only.argument
        : only?.type === "ExpressionStatement"
          ? only.expression
          : null;
    if (inner === null || others.length > 0) return undefined;
    value = inner;
  }
  value = skipWrappers(value);
  if (value.type === "AwaitExpression") value = skipWrappers(value.argument);
  if (value.type !== "CallExpression") return undefined;
  const path = memberPath(value.callee)?.join(".");
  return path !== undefined && autoInstrumented.includes(path) ? path : automaticCall(file, value);
}
