import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, skipWrappers, type FunctionNode } from "../ast.ts";
import { defineCheck } from "../check.ts";
import { isLoop, walkOwn } from "../flow.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { repairOf } from "../repairs/replace.ts";
import { unwrapCall } from "../repairs/unwrap-call.ts";
import { readStartCall } from "../start-call.ts";

type Message = "trivial" | "unwrap";

/** What takes time, or may do anything. */
const WORK: ReadonlySet<string> = new Set([
  "CallExpression",
  "NewExpression",
  "AwaitExpression",
  "YieldExpression",
  "ImportExpression",
  "TaggedTemplateExpression",
]);

/** Spans around code that calls nothing and waits for nothing: starting the span takes longer than what it measures. */
export const noTrivialSpan = defineCheck<"no-trivial-span", Message>({
  name: "no-trivial-span",
  messages: {
    trivial: "This span{{name}} is around nothing that takes time: it costs more than it measures.",
    unwrap: "Take this span away.",
  },
  defaultOptions: {},
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    const call = readStartCall(file, node);
    if (call?.callback === undefined || call.callback.generator || works(call.callback)) return [];
    const edits = unwrapCall(file, call);
    return [
      {
        node: call.node.callee,
        message: "trivial",
        data: { name: call.name === undefined ? "" : ` '${call.name}'` },
        alternatives: edits === undefined ? [] : [{ ...repairOf(edits), message: "unwrap" }],
      },
    ];
  },
});

function works({ body, params }: FunctionNode): boolean {
  // To make a function takes no time; what it does is done later.
  if (isFunction(body)) return false;
  const [first] = params;
  const span = first?.type === "Identifier" ? first.name : undefined;
  let found = body.type !== "BlockStatement" && mayBePromise(body);
  walkOwn(body, (node) => {
    if (WORK.has(node.type) || isLoop(node)) found = true;
    if (node.type === "ReturnStatement" && node.argument !== null && mayBePromise(node.argument))
      found = true;
    // The span is kept, for somebody who goes on with it.
    if (node.type === "Identifier" && node.name === span) found = true;
  });
  return found;
}

/** A promise or a lazy query that is held somewhere: the span waits for it. */
function mayBePromise(value: TSESTree.Node): boolean {
  const inner = skipWrappers(value);
  switch (inner.type) {
    case "Identifier":
      return inner.name !== "undefined";
    case "MemberExpression":
      return true;
    case "ConditionalExpression":
      return mayBePromise(inner.consequent) || mayBePromise(inner.alternate);
    case "LogicalExpression":
      return mayBePromise(inner.left) || mayBePromise(inner.right);
    case "SequenceExpression":
      return inner.expressions.some(mayBePromise);
    default:
      return false;
  }
}
