import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, type FunctionNode } from "../ast.ts";
import { calleePath, matchesCallee } from "../carry/callee.ts";
import { readSpanCall } from "../calls.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { walkOwn } from "../flow.ts";
import { sdkFunctionOf } from "../sdk-reference.ts";
import { walk } from "../walk.ts";

const CAPTURES = new Set(["captureException", "captureMessage", "captureEvent", "captureCheckIn"]);

/** `Sentry.flush()`, `Sentry.close()`, or a function that the config says does it. */
export function isFlushCall(file: SpanFile, node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression") return false;
  const name = sdkFunctionOf(file, node);
  if (name === "flush" || name === "close") return true;
  return (file.config.flushFunctions ?? []).some((wanted) => matchesCallee(node, wanted, file));
}

/** Something is waited for here that sends what Sentry holds: `await`, or the `.then` chain that the exit is in. */
export function awaitsFlush(file: SpanFile, node: TSESTree.Node): boolean {
  let found = false;
  walkOwn(node, (inner) => {
    if (inner.type === "AwaitExpression" && mayFlush(file, inner.argument)) found = true;
  });
  return found;
}

/**
 * A promise of which the end says that everything is sent, as far as one can see here.
 *
 * @param failed - it was rejected, so callbacks given to its `.then` have not run.
 */
export function mayFlush(file: SpanFile, promise: TSESTree.Node, failed = false): boolean {
  let found = false;
  walk(promise, (node) => {
    if (found || (failed && isFunction(node))) return false;
    if (node.type === "CallExpression") found = looksLikeFlush(file, node) || runsFlush(file, node);
    return undefined;
  });
  return found;
}

/** Also `Sentry.close()` where nobody said that the module it is imported from re-exports the SDK. */
function looksLikeFlush(file: SpanFile, node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression" || isFlushCall(file, node)) return node.type === "CallExpression";
  const path = calleePath(node);
  return (
    /^(?:flush|close)$/.test(path.at(-1) ?? "") && path.slice(0, -1).some((part) => /sentry/i.test(part))
  );
}

/** A function of the file that flushes, or one from elsewhere whose name says that it may. */
function runsFlush(file: SpanFile, call: TSESTree.CallExpression): boolean {
  const name = calleePath(call).at(-1) ?? "";
  if (/flush|sentry|telemetry|tracing/i.test(name)) return true;
  const body = findLocalFunction(file, call.callee)?.body;
  if (body !== undefined) {
    let found = false;
    walkOwn(body, (node) => void (found ||= looksLikeFlush(file, node)));
    return found;
  }
  // What another module does on shutdown cannot be seen from here.
  return call.callee.type === "Identifier" && /shut_?down|clean_?up|teardown|graceful|terminate/i.test(name);
}

/** Something that Sentry still has to send begins here: an event, a span, or a function of the file that makes one. */
export function makesData(file: SpanFile, node: TSESTree.Node): boolean {
  let found = false;
  walkOwn(node, (inner) => {
    if (found || inner.type !== "CallExpression") return;
    found = isDataCall(file, inner);
    const body = found ? undefined : findLocalFunction(file, inner.callee)?.body;
    if (body !== undefined) walkOwn(body, (one) => void (found ||= isDataCall(file, one)));
  });
  return found;
}

function isDataCall(file: SpanFile, node: TSESTree.Node): boolean {
  return readSpanCall(file, node) !== undefined || CAPTURES.has(sdkFunctionOf(file, node) ?? "");
}

/** The function of this file that a callee means: by its name, or a method of the class around, by `this.name`. */
export function findLocalFunction(file: SpanFile, callee: TSESTree.Node): FunctionNode | undefined {
  if (callee.type === "MemberExpression" && callee.object.type === "ThisExpression")
    return methodAround(callee, memberName(callee));
  if (callee.type !== "Identifier") return undefined;
  const definition = findDefinition(file, callee, callee.name);
  if (definition?.kind === "function" && isFunction(definition.node)) return definition.node;
  if (definition?.kind !== "variable" || definition.node.type !== "VariableDeclarator") return undefined;
  return isFunction(definition.node.init) ? definition.node.init : undefined;
}

function methodAround(node: TSESTree.Node, name: string | undefined): FunctionNode | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (at.type !== "ClassBody") continue;
    for (const member of at.body) {
      if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
      const { key } = member;
      const text =
        key.type === "Identifier" ? key.name : key.type === "PrivateIdentifier" ? `#${key.name}` : "";
      if (text === name && isFunction(member.value)) return member.value;
    }
    return undefined;
  }
  return undefined;
}
