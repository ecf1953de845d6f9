import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, memberName, skipWrappers } from "../ast.ts";
import { readSpanCall } from "../calls.ts";
import { defineCheck } from "../check.ts";
import { findProperty } from "../repairs/property.ts";
import { removeStatement } from "../repairs/remove-statement.ts";
import { repairOf } from "../repairs/replace.ts";
import { isStatusMessage } from "../status-message.ts";
import { alwaysThrows } from "../swallow.ts";

/**
 * An error status right before the error goes on: `startSpan` sets the same one by itself, and drops a text of one's own.
 *
 * @see facts: sentry 2, row 3
 */
export const noRedundantSpanStatus = defineCheck({
  name: "no-redundant-span-status",
  messages: {
    redundant: "'startSpan' marks the span by itself when the error leaves its callback.",
    remove: "Remove the status.",
  },
  defaultOptions: {},
  anchors: () => ["setStatus"],
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    if (node.type !== "CallExpression" || node.parent.type !== "ExpressionStatement") return [];
    const callee = skipWrappers(node.callee);
    if (callee.type !== "MemberExpression" || memberName(callee) !== "setStatus") return [];
    const span = skipWrappers(callee.object);
    const owner = findEnclosingFunction(node);
    const call = owner?.parent === undefined ? undefined : readSpanCall(file, owner.parent);
    if (call?.api !== "startSpan" || call.callback !== owner || span.type !== "Identifier") return [];
    const [parameter] = owner?.params ?? [];
    if (parameter?.type !== "Identifier" || parameter.name !== span.name) return [];
    const block = node.parent.parent;
    if (block.type !== "BlockStatement" || block.parent.type !== "CatchClause" || !alwaysThrows(block))
      return [];
    if (!leavesCallback(block, call.callback) || !isGeneral(node.arguments[0])) return [];
    const edit = removeStatement(file, node.parent);
    const problem = { node, message: "redundant" } as const;
    return [
      edit === undefined ? problem : { ...problem, repair: { ...repairOf([edit]), message: "remove" } },
    ];
  },
});

/** Nothing else in the callback catches what the catch throws. */
function leavesCallback(block: TSESTree.BlockStatement, callback: TSESTree.Node | undefined): boolean {
  const own = block.parent?.parent;
  for (let at: TSESTree.Node | undefined = own?.parent; at != null && at !== callback; at = at.parent) {
    if (at.type === "TryStatement" && at.handler !== null) return false;
  }
  return true;
}

/** An error without a message that says more than the SDK would. */
function isGeneral(status: TSESTree.Node | undefined): boolean {
  if (status?.type !== "ObjectExpression") return false;
  const code = findProperty(status, "code")?.value;
  if (code?.type !== "Literal" || code.value !== 2) return false;
  const message = findProperty(status, "message")?.value;
  if (message?.type !== "Literal" || typeof message.value !== "string") return true;
  return !isStatusMessage(message.value) || /^(?:internal|unknown)_error$/.test(message.value);
}
