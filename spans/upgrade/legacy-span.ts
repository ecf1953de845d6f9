import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, skipWrappers } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { sdkFunctionOf } from "../sdk-reference.ts";
import { readSpanValue } from "../span-value.ts";

/** Whether an expression is a span for sure, of this major or of version 7: `startTransaction(…)`, `span.startChild(…)`. */
export function isAnySpan(file: SpanFile, node: TSESTree.Node): boolean {
  if (readSpanValue(file, node) !== undefined) return true;
  const inner = skipWrappers(node);
  if (inner.type === "CallExpression") {
    if (/^(?:startTransaction|getActiveTransaction)$/.test(sdkFunctionOf(file, inner) ?? "")) return true;
    const method = inner.callee.type === "MemberExpression" ? inner.callee : undefined;
    if (method === undefined) return false;
    const name = memberName(method) ?? "";
    if (name === "startChild") return isAnySpan(file, method.object);
    return /^(?:getSpan|getTransaction)$/.test(name) && isScope(file, method.object);
  }
  if (inner.type === "Identifier" && isCallbackParameter(file, inner, /^(?:startActiveSpan|trace)$/))
    return true;
  const init = constValue(file, inner);
  return init !== undefined && isAnySpan(file, init);
}

/** Whether an expression is a scope for sure. */
export function isScope(file: SpanFile, node: TSESTree.Node): boolean {
  const inner = skipWrappers(node);
  if (inner.type === "CallExpression") {
    if (/^get(?:Current|Isolation|Global)Scope$/.test(sdkFunctionOf(file, inner) ?? "")) return true;
    const { callee } = inner;
    return (
      callee.type === "MemberExpression" && memberName(callee) === "getScope" && isHub(file, callee.object)
    );
  }
  if (inner.type !== "Identifier") return false;
  if (isCallbackParameter(file, inner, /^(?:with(?:Isolation)?Scope|configureScope|withActiveSpan)$/))
    return true;
  const init = constValue(file, inner);
  return init !== undefined && isScope(file, init);
}

/** The first parameter of the callback that a function of the SDK is given. */
function isCallbackParameter(file: SpanFile, node: TSESTree.Identifier, callee: RegExp): boolean {
  const definition = findDefinition(file, node, node.name);
  if (definition?.kind !== "parameter") return false;
  const { node: callback } = definition;
  const call = callback.parent;
  if (!isFunction(callback) || call?.type !== "CallExpression") return false;
  const [first] = callback.params;
  const isFirst = first?.type === "Identifier" && first.name === node.name;
  return isFirst && callee.test(sdkFunctionOf(file, call) ?? "");
}

export function isHub(file: SpanFile, node: TSESTree.Node): boolean {
  const inner = skipWrappers(node);
  if (inner.type === "CallExpression") return sdkFunctionOf(file, inner) === "getCurrentHub";
  const init = constValue(file, inner);
  return init !== undefined && isHub(file, init);
}

/** Whether a new span stays in sight, so that the calls on it are mended with it: in a const, or called upon at once. */
export function isKept(call: TSESTree.CallExpression): boolean {
  const { parent } = call;
  if (parent.type === "VariableDeclarator")
    return parent.id.type === "Identifier" && parent.parent.kind === "const" && parent.init === call;
  return parent.type === "MemberExpression" && parent.object === call;
}

/** What a const was given. */
export function constValue(file: SpanFile, node: TSESTree.Node): TSESTree.Expression | undefined {
  if (node.type !== "Identifier") return undefined;
  const definition = findDefinition(file, node, node.name);
  if (definition?.kind !== "variable" || definition.node.type !== "VariableDeclarator") return undefined;
  const { id, init, parent } = definition.node;
  return id.type === "Identifier" && parent.kind === "const" ? (init ?? undefined) : undefined;
}
