import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, skipWrappers, skipWrappersUp } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { chainOf } from "./chain.ts";
import { findClient } from "./client.ts";
import { consumerOf, isPartOfQuery } from "./consumer.ts";
import { findQuery } from "./query.ts";

/**
 * Whether a query goes into a variable by which this file runs it later, or uses it in another query: that place is the site. So it
 * is for a query that goes on with such a variable: `open.where(…)` on a line of its own.
 */
export function isRunByName(file: SpanFile, node: TSESTree.Expression): boolean {
  const at = skipWrappersUp(node);
  const { parent } = at;
  const id =
    parent?.type === "VariableDeclarator" && parent.init === at
      ? parent.id
      : parent?.type === "AssignmentExpression" && parent.right === at
        ? parent.left
        : parent?.type === "ExpressionStatement"
          ? heldName(file, node)
          : undefined;
  if (id?.type !== "Identifier") return false;
  const variable = findVariable(file, node, id.name);
  return (
    variable?.references.some(({ identifier }) =>
      identifier.type === "Identifier" && identifier !== id ? isRunHere(file, identifier) : false,
    ) === true
  );
}

/** The name that a query goes on with, where it was begun before: `query` of `query.limit(5)`. Its type is a builder's, whatever was assigned. */
export function heldName(file: SpanFile, node: TSESTree.Expression): TSESTree.Identifier | undefined {
  const inner = skipWrappers(node);
  const root = inner.type === "Identifier" ? inner : chainOf(node)?.root;
  return root?.type === "Identifier" && findClient(file, root)?.begun !== undefined ? root : undefined;
}

function isRunHere(file: SpanFile, name: TSESTree.Identifier): boolean {
  const top = topOfChain(name);
  if (top.type === "CallExpression" && findQuery(file, top)?.runs === "now") return true;
  return consumerOf(file, top) !== "builder" || isPartOfQuery(file, top);
}

/** The whole chain that begins with a name, without `.then` and its kind. */
function topOfChain(name: TSESTree.Identifier): TSESTree.Expression {
  let top: TSESTree.Expression = name;
  for (let at: TSESTree.Node = name; ;) {
    const outer = skipWrappersUp(at);
    const { parent } = outer;
    if (parent?.type === "MemberExpression" && parent.object === outer) at = parent;
    else if (parent?.type === "CallExpression" && parent.callee === outer) {
      const callee = skipWrappers(parent.callee);
      const isThen =
        callee.type === "MemberExpression" &&
        callee.property.type === "Identifier" &&
        /^(?:then|catch|finally)$/.test(callee.property.name);
      if (isThen) return top;
      top = parent;
      at = parent;
    } else return top;
  }
}
