import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, isFunction, memberPath, skipWrappersUp } from "../ast.ts";
import type { DbCallSite } from "../site.ts";
import type { LibraryFacts } from "./library.ts";

const COMBINATORS = new Set(["all", "allSettled", "race", "any"]);

/**
 * What becomes of a query at the place where it stands. `none`: it is an argument of something else (a subquery, a batch element), so
 * it is no site of its own.
 */
export function consumerOf(
  node: TSESTree.Expression,
  runs: LibraryFacts["runs"],
): DbCallSite["consumer"] | "none" {
  const consumer = lookUp(node);
  if (runs === "sync")
    return consumer === "none" || consumer === "builder" ? "sync" : consumer === "await" ? "sync" : "sync";
  // A promise that exists already runs whether or not someone awaits it.
  if (runs === "promise" && consumer === "builder") return "floating";
  return consumer;
}

function lookUp(node: TSESTree.Node): DbCallSite["consumer"] | "none" {
  const at = skipWrappersUp(node);
  const { parent } = at;
  switch (parent?.type) {
    case "AwaitExpression":
      return "await";
    case "ReturnStatement":
      return returned(findEnclosingFunction(parent));
    case "ArrowFunctionExpression":
      return parent.body === at ? returned(parent) : "builder";
    case "ConditionalExpression":
      return parent.test === at ? "builder" : lookUp(parent);
    case "LogicalExpression":
      return parent.right === at ? lookUp(parent) : "builder";
    case "ArrayExpression":
      return inCombinator(parent);
    case "MemberExpression":
      // Only `.then`, `.catch` and `.finally` get here: they run the query.
      return "floating";
    case "CallExpression":
    case "NewExpression":
    case "SpreadElement":
    case "Property":
    case "TemplateLiteral":
      return "none";
    default:
      return "builder";
  }
}

/** A query handed to the caller: an async function awaits it; a callback's caller does; a plain function hands out the builder. */
function returned(owner: TSESTree.Node | undefined): DbCallSite["consumer"] {
  if (!isFunction(owner)) return "builder";
  if (owner.async) return "return";
  const annotation = owner.returnType?.typeAnnotation;
  if (annotation?.type === "TSTypeReference" && memberPath(annotation.typeName)?.join(".") === "Promise")
    return "return";
  const outer = skipWrappersUp(owner);
  const isArgument =
    outer.parent?.type === "CallExpression" && outer.parent.arguments.includes(outer as TSESTree.Expression);
  return isArgument &&
    owner.type !== "FunctionDeclaration" &&
    isRunning(outer.parent as TSESTree.CallExpression)
    ? "return"
    : "builder";
}

/** The call that takes the callback is itself awaited, returned or collected, so it runs what the callback returns. */
function isRunning(call: TSESTree.CallExpression): boolean {
  const { parent } = skipWrappersUp(call);
  if (parent?.type === "AwaitExpression" || parent?.type === "ReturnStatement") return true;
  if (parent?.type === "ArrowFunctionExpression" || parent?.type === "MemberExpression") return true;
  if (parent?.type === "ArrayExpression") return inCombinator(parent) === "promise-list";
  return parent?.type === "CallExpression" && isCombinator(parent);
}

function inCombinator(array: TSESTree.ArrayExpression): DbCallSite["consumer"] | "none" {
  const { parent } = skipWrappersUp(array);
  return parent?.type === "CallExpression" && isCombinator(parent) ? "promise-list" : "none";
}

function isCombinator(call: TSESTree.CallExpression): boolean {
  const path = memberPath(call.callee);
  return path?.length === 2 && path[0] === "Promise" && COMBINATORS.has(path[1] ?? "");
}
