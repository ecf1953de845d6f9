import type { TSESTree } from "@typescript-eslint/types";
import { skipWrappers } from "./ast.ts";
import { readSpanCall } from "./calls.ts";
import { findConstValue, findDefinition } from "./definition.ts";
import type { SpanFile } from "./file.ts";
import { sdkFunctionOf } from "./sdk-reference.ts";

/** Where a span in a variable comes from. */
export type SpanOrigin = "callback-parameter" | "inactive" | "active";

/**
 * Whether an expression is a span for sure: the parameter of a start call's callback, the result of `startInactiveSpan`,
 * `getActiveSpan()`, or a const that holds one of these.
 *
 * @returns where the span comes from, `undefined` where it is not sure to be one.
 */
export function readSpanValue(file: SpanFile, node: TSESTree.Node): SpanOrigin | undefined {
  const inner = skipWrappers(node);
  if (inner.type === "CallExpression") {
    if (readSpanCall(file, inner)?.api === "startInactiveSpan") return "inactive";
    return sdkFunctionOf(file, inner) === "getActiveSpan" ? "active" : undefined;
  }
  if (inner.type !== "Identifier") return undefined;
  const definition = findDefinition(file, inner, inner.name);
  if (definition?.kind === "parameter") {
    const call =
      definition.node.parent === undefined ? undefined : readSpanCall(file, definition.node.parent);
    const [first] = call?.callback?.params ?? [];
    const isFirst = first?.type === "Identifier" && first.name === inner.name;
    return call?.callback === definition.node && isFirst ? "callback-parameter" : undefined;
  }
  const init = findConstValue(file, inner);
  return init === undefined ? undefined : readSpanValue(file, init);
}
