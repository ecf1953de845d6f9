import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, type FunctionNode } from "../ast.ts";
import { patternNames } from "../flow.ts";
import { walk } from "../walk.ts";

/**
 * Whether a body means something else one function further in: `var x` over a parameter `x` starts as undefined there, `var arguments`
 * hides the caller's, and what `eval` or `arguments.callee` reach cannot be read off the text.
 *
 * @see facts/users-and-peers.md: the causes for which test262 programs flip.
 */
export function changesInArrow(node: FunctionNode): boolean {
  return (
    declaresOver(node, new Set([...node.params.flatMap(patternNames), "arguments"])) || looksAtItself(node)
  );
}

/** A `var` or a function in the body takes the name of a parameter. */
function declaresOver(node: FunctionNode, taken: ReadonlySet<string>): boolean {
  let found = false;
  walk(node.body, (inner) => {
    if (inner.type === "FunctionDeclaration" && inner.id !== null && taken.has(inner.id.name)) found = true;
    if (isFunction(inner) || inner.type === "ClassBody") return false;
    if (inner.type === "VariableDeclaration" && inner.kind === "var") {
      const names = inner.declarations.flatMap((declarator) => patternNames(declarator.id));
      if (names.some((name) => taken.has(name))) found = true;
    }
    return undefined;
  });
  return found;
}

/** A direct `eval`, or `arguments.callee`, in the function or in arrows that share its `arguments`; default values count. */
function looksAtItself(node: FunctionNode): boolean {
  let found = false;
  walk(node, (inner) => {
    if (inner !== node && isFunction(inner) && inner.type !== "ArrowFunctionExpression") return false;
    if (isDirectEval(inner) || isCallee(inner)) found = true;
    return undefined;
  });
  return found;
}

function isDirectEval(node: TSESTree.Node): boolean {
  return node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "eval";
}

function isCallee(node: TSESTree.Node): boolean {
  return (
    node.type === "MemberExpression" &&
    node.object.type === "Identifier" &&
    node.object.name === "arguments" &&
    memberName(node) === "callee"
  );
}
