import type { TSESTree } from "@typescript-eslint/types";
import { contains, isFunction, memberName, skipWrappers } from "./ast.ts";
import { walkOwn } from "./flow.ts";

/**
 * Where a test is true, an error is none of those that are let pass: `error.code !== "ENOENT"`, `!isMissing(error)`. Who throws on then
 * has said that what is left is no failure.
 *
 * @param test - the condition of an `if`
 * @param block - the body of the catch, or of the `.catch` handler, that the `if` stands in
 */
export function isNoneOfThoseLetPass(test: TSESTree.Expression, block: TSESTree.BlockStatement): boolean {
  const error = caughtName(block);
  return error !== undefined && excludes(test, error);
}

function excludes(test: TSESTree.Expression, error: string): boolean {
  switch (test.type) {
    case "LogicalExpression":
      return excludes(test.left, error) && excludes(test.right, error);
    case "BinaryExpression": {
      const isUnequal = test.operator === "!==" || test.operator === "!=";
      const value = skipWrappers(test.right);
      // Without `null` and `undefined`: `error.code !== undefined` does not name an error.
      return (
        isUnequal && value.type === "Literal" && value.value !== null && mentions(test.left, error, "kind")
      );
    }
    case "UnaryExpression":
      return test.operator === "!" && isKind(skipWrappers(test.argument), error);
    default:
      return false;
  }
}

/** `isMissing(error)`, `error instanceof NotFound`; all errors are of the class `Error`, so that one says nothing. */
function isKind(node: TSESTree.Node, error: string): boolean {
  if (node.type === "CallExpression") return node.arguments.some((one) => mentions(one, error, "whole"));
  if (node.type !== "BinaryExpression" || node.operator !== "instanceof") return false;
  const { right } = node;
  const name = right.type === "Identifier" ? right.name : memberNameOf(right);
  return name !== undefined && name !== "Error" && mentions(node.left, error, "whole");
}

function memberNameOf(node: TSESTree.Node): string | undefined {
  return node.type === "MemberExpression" ? memberName(node) : undefined;
}

/** The error itself, or what tells its kind: `error.code`, `error.name`, `error.status`. */
function mentions(node: TSESTree.Node, error: string, what: "whole" | "kind"): boolean {
  const inner = skipWrappers(node);
  if (what === "whole") return inner.type === "Identifier" && inner.name === error;
  if (inner.type !== "MemberExpression" || !/^(?:code|name|status|statusCode)$/.test(memberName(inner) ?? ""))
    return false;
  let found = false;
  walkOwn(inner.object, (one) => {
    if (one.type === "Identifier" && one.name === error && contains(inner.range, one.range)) found = true;
  });
  return found;
}

function caughtName(block: TSESTree.BlockStatement): string | undefined {
  const { parent } = block;
  const param =
    parent?.type === "CatchClause" ? parent.param : isFunction(parent) ? parent.params[0] : undefined;
  return param?.type === "Identifier" ? param.name : undefined;
}
