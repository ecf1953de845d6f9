import type { TSESTree } from "@typescript-eslint/types";
import { contains, keyName, memberName, skipWrappers, type FunctionNode } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";

/**
 * What an expression inside a sampler means of the sampling context, through destructuring and consts: `[]` is the context itself,
 * `["transactionContext", "name"]` is `context.transactionContext?.name`.
 *
 * @returns `undefined` for all that is not part of the context.
 */
export function contextPath(
  file: SpanFile,
  sampler: FunctionNode,
  node: TSESTree.Node,
): readonly string[] | undefined {
  const inner = skipWrappers(node);
  if (inner.type === "MemberExpression") {
    const name = memberName(inner);
    const base = name === undefined ? undefined : contextPath(file, sampler, inner.object);
    return name === undefined || base === undefined ? undefined : [...base, name];
  }
  return inner.type === "Identifier" ? pathOfName(file, sampler, inner) : undefined;
}

/** The first parameter, without its default value. */
export function contextParameter(
  sampler: FunctionNode,
): TSESTree.Identifier | TSESTree.ObjectPattern | undefined {
  const [first] = sampler.params;
  const pattern = first?.type === "AssignmentPattern" ? first.left : first;
  return pattern?.type === "Identifier" || pattern?.type === "ObjectPattern" ? pattern : undefined;
}

function pathOfName(
  file: SpanFile,
  sampler: FunctionNode,
  identifier: TSESTree.Identifier,
): readonly string[] | undefined {
  const definition = findDefinition(file, identifier, identifier.name);
  if (definition?.kind === "parameter" && definition.node === sampler) {
    const parameter = contextParameter(sampler);
    return parameter === undefined ? undefined : pathInPattern(parameter, identifier.name);
  }
  if (definition?.kind !== "variable" || definition.node.type !== "VariableDeclarator") return undefined;
  const { id, init, parent } = definition.node;
  if (parent.kind !== "const" || init === null || !contains(sampler.range, init.range)) return undefined;
  const base = contextPath(file, sampler, init);
  const path = base === undefined ? undefined : pathInPattern(id, identifier.name);
  return base === undefined || path === undefined ? undefined : [...base, ...path];
}

/** Where a pattern takes a name from: `["a", "b"]` for `x` in `{ a: { b: x } }`. */
function pathInPattern(pattern: TSESTree.Node, name: string): readonly string[] | undefined {
  if (pattern.type === "Identifier") return pattern.name === name ? [] : undefined;
  if (pattern.type === "AssignmentPattern") return pathInPattern(pattern.left, name);
  if (pattern.type !== "ObjectPattern") return undefined;
  for (const property of pattern.properties) {
    if (property.type !== "Property") continue;
    const key = keyName(property.key, property.computed);
    const path = key === undefined ? undefined : pathInPattern(property.value, name);
    if (key !== undefined && path !== undefined) return [key, ...path];
  }
  return undefined;
}
