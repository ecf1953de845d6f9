import type { TSESTree } from "@typescript-eslint/types";
import {
  findEnclosingFunction,
  findVariable,
  isFunction,
  memberName,
  memberPath,
  skipWrappers,
  skipWrappersUp,
  type FunctionNode,
} from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { walkOwn } from "../flow.ts";
import { findImport } from "../imports.ts";
import type { DbCallSite } from "../site.ts";
import { clientOfTransaction, lookupIn } from "./client.ts";
import { libraryOfModule } from "./library.ts";
import { findHandle } from "./query.ts";

type Consumer = DbCallSite["consumer"];

/** What becomes of a lazy query, or of a promise, at the place where it stands. */
export function consumerOf(file: SpanFile, node: TSESTree.Node): Consumer {
  const at = skipWrappersUp(node);
  const { parent } = at;
  switch (parent?.type) {
    case "AwaitExpression":
      return "await";
    case "ReturnStatement":
      return returned(file, findEnclosingFunction(parent));
    case "ArrowFunctionExpression":
      return parent.body === at ? returned(file, parent) : "builder";
    case "ConditionalExpression":
      return parent.test === at ? "builder" : consumerOf(file, parent);
    case "LogicalExpression":
      return parent.right === at ? consumerOf(file, parent) : "builder";
    case "ArrayExpression":
      return isCollected(parent) ? "promise-list" : "builder";
    case "MemberExpression":
      return parent.object === at && isThenCalled(parent) ? "floating" : "builder";
    default:
      return "builder";
  }
}

/**
 * Whether a lazy query runs only after the code around it went on: in a list, behind a `try` that returns it or a `using`, for the
 * caller of a callback. A builder that throws when it is asked to run (a value that no column takes) must not throw here then, and what runs in
 * between must stay in between.
 */
export function isRunLater(node: TSESTree.Node, consumer: Consumer): boolean {
  if (consumer === "promise-list") return true;
  if (consumer !== "return") return false;
  for (let at = node.parent; at != null; at = at.parent) {
    if (isFunction(at)) return !at.async;
    if (at.type === "TryStatement" || (at.type === "BlockStatement" && at.body.some(isDisposed))) return true;
  }
  return false;
}

/** `using lock = …`: it is released when the block is left, before a query that is returned runs. */
function isDisposed(statement: TSESTree.Statement): boolean {
  return (
    statement.type === "VariableDeclaration" &&
    (statement.kind === "using" || statement.kind === "await using")
  );
}

/** `.then`, `.catch` and `.finally` run a lazy query, and are no part of it. */
export function isPromiseMethod(name: string | undefined): boolean {
  return name === "then" || name === "catch" || name === "finally";
}

/** `query.then(…)`; to read the method runs nothing. */
export function isThenCalled(member: TSESTree.MemberExpression): boolean {
  const { parent } = skipWrappersUp(member);
  return (
    isPromiseMethod(memberName(member)) &&
    parent?.type === "CallExpression" &&
    skipWrappers(parent.callee) === member
  );
}

/**
 * Whether a query is part of another one: a subquery, an element of a batch, a fragment in a template. That one runs it, so it is no
 * site of its own.
 */
export function isPartOfQuery(file: SpanFile, node: TSESTree.Node): boolean {
  for (let at = skipWrappersUp(node); at.parent != null; at = skipWrappersUp(at.parent)) {
    const { parent } = at;
    if (parent.type === "TemplateLiteral") return parent.parent.type === "TaggedTemplateExpression";
    if (parent.type === "CallExpression" && parent.callee !== at) {
      if (isFunction(at) && clientOfTransaction(lookupIn(file), at) !== undefined) return false;
      if (isQueryCall(file, parent)) return true;
    } else if (parent.type === "ReturnStatement") {
      const owner = findEnclosingFunction(parent);
      if (owner === undefined || owner.async) return false;
      at = owner;
      if (!isQueryCallback(file, owner)) return false;
    } else if (!isTransparent(parent, at)) return false;
  }
  return false;
}

function isQueryCallback(file: SpanFile, owner: FunctionNode): boolean {
  const { parent } = skipWrappersUp(owner);
  return (
    parent?.type === "CallExpression" &&
    clientOfTransaction(lookupIn(file), owner) === undefined &&
    isQueryCall(file, parent)
  );
}

/** What a query can stand in and still be part of what is around. */
function isTransparent(parent: TSESTree.Node, child: TSESTree.Node): boolean {
  switch (parent.type) {
    case "ArrayExpression":
    case "ObjectExpression":
    case "SpreadElement":
    case "Property":
    case "LogicalExpression":
    case "ConditionalExpression":
      return true;
    case "MemberExpression":
      return parent.object === child;
    case "CallExpression":
      return parent.callee === child;
    case "ArrowFunctionExpression":
      return parent.body === child && !parent.async;
    default:
      return false;
  }
}

/** A method of a handle or of a query, or a function of the library such as drizzle's `exists`. */
function isQueryCall(file: SpanFile, call: TSESTree.CallExpression): boolean {
  const callee = skipWrappers(call.callee);
  if (callee.type === "Identifier") {
    const binding = findImport(file, callee.name);
    if (binding !== undefined) return libraryOfModule(binding.module) !== undefined;
  }
  return findHandle(file, call) !== undefined;
}

/** A query handed to the caller: an async function awaits it; a callback's caller may; a plain function hands out the builder. */
function returned(file: SpanFile, owner: FunctionNode | undefined): Consumer {
  if (owner === undefined) return "builder";
  if (owner.async) return "return";
  const annotation = owner.returnType?.typeAnnotation;
  if (annotation?.type === "TSTypeReference" && isPromiseType(annotation)) return "return";
  if (owner.type === "FunctionDeclaration") return "builder";
  if (clientOfTransaction(lookupIn(file), owner) !== undefined) return "return";
  const at = skipWrappersUp(owner);
  const { parent: call } = at;
  if (call?.type !== "CallExpression" || call.callee === at) return "builder";
  return runsCallback(file, call, call.arguments.indexOf(at as TSESTree.Expression)) ? "return" : "builder";
}

function isPromiseType(type: TSESTree.TypeNode): boolean {
  return (
    (type.type === "TSTypeReference" &&
      /^Promise(?:Like)?$/.test(memberPath(type.typeName)?.join(".") ?? "")) ||
    (type.type === "TSUnionType" && type.types.some(isPromiseType))
  );
}

/** Names of functions that run what they are given; a `paginate(() => query)` would go on building it. */
const RUNNERS =
  /retr(?:y|ies)|attempt|backoff|timeout|limit|throttle|queue|lock|mutex|semaphore|once|memo|cache|remember|swr|dedupe|measure|time|trace|span|profile|log|safe|try|catch|handle|wrap|run|exec|call|perform|invoke|schedule|batch|step|transaction|with(?![a-z])/i;

/** Whether a call awaits what its callback returns, and is itself awaited, returned or collected. */
function runsCallback(file: SpanFile, call: TSESTree.CallExpression, index: number): boolean {
  const callee = skipWrappers(call.callee);
  if (callee.type === "Identifier") {
    if (!isRunning(call)) return false;
    const declared = declaredFunction(file, callee);
    return declared === undefined ? RUNNERS.test(callee.name) : awaitsParameter(declared, index);
  }
  const name = callee.type === "MemberExpression" ? memberName(callee) : undefined;
  if (name === undefined) return false;
  // A promise adopts what its callback returns, whoever looks at it.
  if (isPromiseMethod(name)) return true;
  if (name === "map" || name === "flatMap") return isMapCollected(call);
  return isRunning(call) && RUNNERS.test(name);
}

function isRunning(call: TSESTree.CallExpression): boolean {
  const at = skipWrappersUp(call);
  const { parent } = at;
  if (parent?.type === "AwaitExpression" || parent?.type === "ReturnStatement") return true;
  if (parent?.type === "ArrowFunctionExpression") return parent.body === at;
  if (parent?.type === "MemberExpression") return isThenCalled(parent);
  return parent?.type === "ArrayExpression" && isCollected(parent);
}

/** `Promise.all(ids.map(…))`, `Promise.all([...ids.map(…)])`. */
function isMapCollected(call: TSESTree.CallExpression): boolean {
  const { parent } = skipWrappersUp(call);
  if (parent?.type === "SpreadElement")
    return parent.parent.type === "ArrayExpression" && isCollected(parent.parent);
  return parent?.type === "CallExpression" && isCombinator(parent);
}

function declaredFunction(file: SpanFile, name: TSESTree.Identifier): FunctionNode | undefined {
  const definition = findVariable(file, name, name.name)?.defs[0];
  if (definition?.type === "FunctionName" && definition.node.type === "FunctionDeclaration")
    return definition.node;
  const init = definition?.type === "Variable" ? definition.node.init : undefined;
  return isFunction(init) ? init : undefined;
}

/** `fn: () => Promise<T>`, or `await fn()` in the body. */
function awaitsParameter(owner: FunctionNode, index: number): boolean {
  const parameter = owner.params[index];
  const id = parameter?.type === "AssignmentPattern" ? parameter.left : parameter;
  if (id?.type !== "Identifier") return false;
  const annotation = id.typeAnnotation?.typeAnnotation;
  if (annotation?.type === "TSFunctionType" && annotation.returnType !== undefined)
    return isPromiseType(annotation.returnType.typeAnnotation);
  let awaits = false;
  walkOwn(owner.body, (node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== id.name)
      return;
    const { parent } = skipWrappersUp(node);
    if (parent?.type === "AwaitExpression" || (parent?.type === "ReturnStatement" && owner.async))
      awaits = true;
  });
  return awaits;
}

function isCollected(array: TSESTree.ArrayExpression): boolean {
  const { parent } = skipWrappersUp(array);
  return parent?.type === "CallExpression" && isCombinator(parent);
}

function isCombinator(call: TSESTree.CallExpression): boolean {
  const path = memberPath(call.callee);
  return path?.length === 2 && path[0] === "Promise" && /^(?:all|allSettled|race|any)$/.test(path[1] ?? "");
}
