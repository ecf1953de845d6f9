import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, memberPath, skipWrappersUp } from "../ast.ts";
import { readSpanCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";

/** The span of which the callback is nothing but this call: what is awaited of a step that has its span already. */
export function stepSpanAround(
  file: SpanFile,
  node: TSESTree.CallExpression,
): TSESTree.CallExpression | undefined {
  const callback = skipWrappersUp(node).parent;
  const call = isFunction(callback) ? callback.parent : undefined;
  return call?.type === "CallExpression" && readSpanCall(file, call)?.callback === callback
    ? call
    : undefined;
}

/** `saveSession` means `saveSession()` and `this.saveSession()`; `store.save` means that member of that object. */
export function matchesStep(path: readonly string[], wanted: string): boolean {
  const parts = wanted.split(".");
  return parts.every((part, index) => path[path.length - parts.length + index] === part);
}

const COMBINATORS = new Set(["all", "allSettled", "any", "race"]);

/** `await call()`, an element of `await Promise.all([call()])`, also with a `.catch` behind the call. */
export function isAwaitedStep(node: TSESTree.Node): boolean {
  const { parent } = skipWrappersUp(node);
  switch (parent?.type) {
    case "AwaitExpression":
      return true;
    case "ArrayExpression": {
      const call = skipWrappersUp(parent).parent;
      if (call?.type !== "CallExpression" || memberPath(call.callee)?.[0] !== "Promise") return false;
      return COMBINATORS.has(memberPath(call.callee)?.[1] ?? "") && isAwaitedStep(call);
    }
    case "MemberExpression": {
      const isChained = /^(?:then|catch|finally)$/.test(memberName(parent) ?? "");
      const call = skipWrappersUp(parent).parent;
      return isChained && call?.type === "CallExpression" && isAwaitedStep(call);
    }
    default:
      return false;
  }
}
