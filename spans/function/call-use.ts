import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, isFunction, memberPath, skipWrappersUp } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import type { SkipReason } from "../reason.ts";
import { resultOf, valueResult } from "./result.ts";

/**
 * What becomes of a call's result.
 *
 * - `awaited`: it stands behind `await`
 * - `promise`: it is surely used as a promise: returned from an async function, chained with `.catch`, an element of `Promise.all`
 * - `statement`: nothing uses it
 * - `value`: anything else
 */
export type CallUse = "awaited" | "promise" | "statement" | "value";

export function useOf(node: TSESTree.CallExpression): CallUse {
  const outer = skipWrappersUp(node);
  const { parent } = outer;
  switch (parent?.type) {
    case "AwaitExpression":
      return "awaited";
    case "ExpressionStatement":
      return "statement";
    case "UnaryExpression":
      return parent.operator === "void" ? "statement" : "value";
    case "ReturnStatement":
      return findEnclosingFunction(parent)?.async === true ? "promise" : "value";
    case "ArrowFunctionExpression":
      return parent.body === outer && parent.async ? "promise" : "value";
    case "MemberExpression":
      return parent.object === outer && isPromiseMethod(parent) ? "promise" : "value";
    case "ArrayExpression":
      return isCombined(parent) ? "promise" : "value";
    default:
      return "value";
  }
}

/** Why a call cannot be put into a callback where it stands. */
export function refuseCall(
  file: SpanFile,
  node: TSESTree.CallExpression,
  use: CallUse,
): SkipReason | undefined {
  if (isMidChain(node)) return "optional-chain";
  if (use === "awaited" || use === "promise") return undefined;
  if (use === "statement") {
    const kind = file.types?.kindOfValue(file.path, node.range);
    // A result that nothing uses is what the config asked for, unless types say that `then` would start it.
    return kind === "thenable" || kind === "stream" || kind === "iterable" || kind === "async-iterable"
      ? "sync-result-unknown"
      : undefined;
  }
  if (valueResult(file, node) !== "unknown") return undefined;
  const owner = findEnclosingFunction(node);
  const isReturned =
    skipWrappersUp(node).parent?.type === "ReturnStatement" || owner?.body === skipWrappersUp(node);
  return isReturned &&
    isFunction(owner) &&
    owner.returnType !== undefined &&
    resultOf(file, owner) !== "unknown"
    ? undefined
    : "sync-result-unknown";
}

/** Inside `a?.run().catch()`: without `a`, nothing of the rest is reached, and a span would be. */
export function isMidChain(node: TSESTree.Expression): boolean {
  const { parent } = node;
  const goesOn =
    (parent?.type === "MemberExpression" && parent.object === node) ||
    (parent?.type === "CallExpression" && parent.callee === node);
  if (!goesOn) return false;
  for (let at: TSESTree.Node = node; ;) {
    if ((at.type === "MemberExpression" || at.type === "CallExpression") && at.optional) return true;
    if (at.type === "CallExpression") at = at.callee;
    else if (at.type === "MemberExpression") at = at.object;
    else if (at.type === "TSNonNullExpression") at = at.expression;
    else return false;
  }
}

function isPromiseMethod(node: TSESTree.MemberExpression): boolean {
  return node.property.type === "Identifier" && /^(?:then|catch|finally)$/.test(node.property.name);
}

function isCombined(array: TSESTree.ArrayExpression): boolean {
  const { parent } = skipWrappersUp(array);
  return (
    parent?.type === "CallExpression" &&
    /^Promise\.(?:all|allSettled|race|any)$/.test(memberPath(parent.callee)?.join(".") ?? "")
  );
}
