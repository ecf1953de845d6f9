import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberName, memberPath, skipWrappers, type FunctionNode } from "./ast.ts";
import { findDefinition } from "./definition.ts";
import type { SpanFile } from "./file.ts";
import { readStartCall } from "./start-call.ts";

/**
 * Whether an expression is a promise for sure, told without types: `fetch(…)`, `new Promise(…)`, `Promise.all(…)`, a chain that ends with
 * `.then(fn)`, the call of a function that this file or class declares `async`, a span around async work.
 */
export function isSurelyPromise(file: SpanFile, node: TSESTree.Node): boolean {
  const inner = skipWrappers(node);
  if (file.types?.kindOfValue(file.path, inner.range) === "promise") return true;
  if (inner.type === "NewExpression")
    return inner.callee.type === "Identifier" && isGlobal(file, inner.callee, "Promise");
  if (inner.type === "ImportExpression") return true;
  if (inner.type !== "CallExpression") return false;
  const start = readStartCall(file, inner);
  if (start !== undefined) return start.callback !== undefined && isAsync(file, start.callback);
  const callee = skipWrappers(inner.callee);
  if (callee.type === "Identifier") {
    if (isGlobal(file, callee, "fetch")) return true;
    const named = functionNamed(file, callee);
    return named?.async === true && !named.generator;
  }
  if (callee.type !== "MemberExpression") return false;
  return isChain(callee, inner) || isPromiseStatic(file, callee) || isAsyncMethod(callee);
}

/** The function returns a promise for sure. */
export function isAsync(file: SpanFile, callback: FunctionNode): boolean {
  if (callback.generator) return false;
  if (callback.async) return true;
  if (callback.body.type !== "BlockStatement") return isSurelyPromise(file, callback.body);
  const last = callback.body.body.at(-1);
  return last?.type === "ReturnStatement" && last.argument !== null && isSurelyPromise(file, last.argument);
}

/** `work().then(fn)`; without a function behind it, it may be anybody's method. */
function isChain(callee: TSESTree.MemberExpression, call: TSESTree.CallExpression): boolean {
  return /^(?:then|catch|finally)$/.test(memberName(callee) ?? "") && call.arguments.some(isHandler);
}

function isHandler(node: TSESTree.Node): boolean {
  return isFunction(node) || memberPath(node) !== undefined;
}

function isPromiseStatic(file: SpanFile, { object, property }: TSESTree.MemberExpression): boolean {
  return (
    object.type === "Identifier" &&
    isGlobal(file, object, "Promise") &&
    /^(?:all|allSettled|any|race|resolve|reject)$/.test(keyName(property, false) ?? "")
  );
}

function isGlobal(file: SpanFile, node: TSESTree.Identifier, name: string): boolean {
  return node.name === name && findDefinition(file, node, name) === undefined;
}

/** `this.load()` of a class that has `async load()`. */
function isAsyncMethod(callee: TSESTree.MemberExpression): boolean {
  const name = memberName(callee);
  if (callee.object.type !== "ThisExpression" || name === undefined) return false;
  let at: TSESTree.Node | undefined = callee;
  while (at != null && at.type !== "ClassBody") at = at.parent;
  return (
    at?.type === "ClassBody" &&
    at.body.some(
      (member) =>
        (member.type === "MethodDefinition" || member.type === "PropertyDefinition") &&
        keyName(member.key, member.computed) === name &&
        isFunction(member.value) &&
        member.value.async &&
        !member.value.generator,
    )
  );
}

/** The function that a name stands for in this file. */
function functionNamed(file: SpanFile, node: TSESTree.Identifier): FunctionNode | undefined {
  const definition = findDefinition(file, node, node.name);
  if (definition?.kind === "function" && isFunction(definition.node)) return definition.node;
  if (definition?.kind !== "variable" || definition.node.type !== "VariableDeclarator") return undefined;
  const { id, init, parent } = definition.node;
  return parent.kind === "const" && id.type === "Identifier" && isFunction(init) ? init : undefined;
}
