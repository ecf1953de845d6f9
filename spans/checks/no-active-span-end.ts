import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, skipWrappers, type FunctionNode } from "../ast.ts";
import { findSpanAround, type SpanCall } from "../calls.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { insertAt, repairOf, replaceRange } from "../repairs/replace.ts";
import { sdkFunctionOf } from "../sdk-reference.ts";
import { freeParameter } from "../status.ts";

type Message = "end" | "own" | "useParameter";

/**
 * The active span in place of one's own: `getActiveSpan()?.end()` ends whatever span happens to be active, often the request's, and in a
 * start call's callback the parameter is the span that is meant.
 *
 * @see facts: sentry 2, row 20
 */
export const noActiveSpanEnd = defineCheck<"no-active-span-end", Message>({
  name: "no-active-span-end",
  messages: {
    end: "This ends whatever span is active here, which belongs to whoever started it.",
    own: "'getActiveSpan' may give another span than the one of this callback, or none; use the callback's parameter.",
    useParameter: "Use '{{name}}'.",
  },
  defaultOptions: {},
  anchors: () => ["getActiveSpan"],
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    if (node.type !== "CallExpression") return [];
    const callee = skipWrappers(node.callee);
    if (callee.type !== "MemberExpression") return [];
    const method = memberName(callee) ?? "";
    const object = skipWrappers(callee.object);
    if (sdkFunctionOf(file, object) !== "getActiveSpan") return [];
    const isEnd = method === "end" || method === "finish";
    if (!isEnd && method !== "setStatus") return [];
    const span = findSpanAround(file, node);
    if (span?.callback === undefined) return isEnd ? [{ node, message: "end" }] : [];
    // `startSpan` ends its span itself; there is nothing to put in its place.
    if (isEnd && span.api === "startSpan") return [{ node, message: "end" }];
    return [ownProblem(file, node, callee, { ...span, callback: span.callback })];
  },
});

function ownProblem(
  file: SpanFile,
  node: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  { callback }: SpanCall & { readonly callback: FunctionNode },
): SpanProblem<Message> {
  const problem: SpanProblem<Message> = { node, message: "own" };
  const [first] = callback.params;
  // `Sentry.getActiveSpan()?.` up to the method's name.
  const object = [node.range[0], callee.property.range[0]] as const;
  if (callee.computed || file.comments.some(({ range }) => object[0] <= range[0] && range[1] <= object[1]))
    return problem;
  if (first === undefined) {
    const open = parameterPlace(file, callback);
    const name = freeParameter(callback.body);
    if (open === undefined) return problem;
    const edits = [insertAt(open, name), replaceRange(object, `${name}.`)];
    return { ...problem, repair: { ...repairOf(edits), message: "useParameter", data: { name } } };
  }
  if (first.type !== "Identifier") return problem;
  const { name } = first;
  const edits = [replaceRange(object, `${name}.`)];
  const repair = { ...repairOf(edits), message: "useParameter", data: { name } } as const;
  // By another name it may be that the span around is meant.
  return { ...problem, repair, isCertain: /span/i.test(name) };
}

/** Behind the opening parenthesis of an empty parameter list. */
function parameterPlace(file: SpanFile, callback: FunctionNode): number | undefined {
  if (!isFunction(callback)) return undefined;
  const open = file.text.indexOf("(", callback.range[0]);
  return /^\(\s*\)/.test(file.text.slice(open, callback.body.range[0])) ? open + 1 : undefined;
}
