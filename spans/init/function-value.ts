import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, skipWrappers, type FunctionNode } from "../ast.ts";
import { findConstValue, findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";

/** A function that is given as a value, and whether it is written right there, so that its parameter's type comes from the place. */
export interface FunctionValue {
  readonly node: FunctionNode;
  readonly isInline: boolean;
}

/** The function that an expression means: written here, or a const or a declaration of this file. */
export function findFunctionValue(file: SpanFile, node: TSESTree.Node): FunctionValue | undefined {
  const inner = skipWrappers(node);
  if (isFunction(inner)) return { node: inner, isInline: true };
  if (inner.type !== "Identifier") return undefined;
  const definition = findDefinition(file, inner, inner.name);
  if (definition?.kind === "function" && isFunction(definition.node))
    return { node: definition.node, isInline: false };
  const init = findConstValue(file, inner);
  if (init === undefined) return undefined;
  const value = skipWrappers(init);
  return isFunction(value) ? { node: value, isInline: false } : undefined;
}
