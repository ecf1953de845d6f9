import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, skipWrappersUp, type FunctionNode } from "../ast.ts";
import {
  isSentryNamespace,
  isWholeCallback,
  literalProperty,
  readHelperCall,
  readSpanCall,
} from "../calls.ts";
import type { SpanFile } from "../file.ts";
import type { SpanOptions } from "../options.ts";
import { rangeOf } from "./run.ts";
import type { Unit } from "./unit.ts";

interface TracedCall {
  readonly name: string | undefined;
  readonly op: string | undefined;
  readonly callback: FunctionNode;
}

/** The span that a send has already: one of the same name and op around it, or one of which the callback does nothing else. */
export function findPublishSpan(
  file: SpanFile,
  node: TSESTree.Node,
  unit: Unit | undefined,
  options: SpanOptions,
): TracedCall | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (!isFunction(at)) continue;
    const call = readTraced(file, at);
    if (call === undefined) return undefined;
    if (call.name === options.name && call.op === options.op) return call;
    if (unit !== undefined && isWhole(at, unit)) return call;
  }
  return undefined;
}

/** A receiver that runs inside a continued trace: the helper, or the SDK's own `continueTrace`. */
export function isContinued(file: SpanFile, node: TSESTree.Node): boolean {
  for (let at = node.parent; at != null; at = at.parent) {
    if (!isFunction(at)) continue;
    if (at.parent !== undefined && continues(file, at.parent)) return true;
    if (!isScopeCallback(file, at)) return false;
  }
  return false;
}

/** `withIncomingTrace(…)` or `Sentry.continueTrace(…)`. */
export function continues(file: SpanFile, node: TSESTree.Node): boolean {
  return (
    readHelperCall(file, node) === "withIncomingTrace" ||
    (node.type === "CallExpression" &&
      node.callee.type === "MemberExpression" &&
      node.callee.object.type === "Identifier" &&
      memberName(node.callee) === "continueTrace" &&
      isSentryNamespace(file, node.callee.object))
  );
}

/** Functions that the SDK calls at once: what is active around them is active inside. */
function isScopeCallback(file: SpanFile, node: FunctionNode): boolean {
  const call = node.parent;
  if (call?.type !== "CallExpression") return false;
  if (readSpanCall(file, call) !== undefined || readHelperCall(file, call) !== undefined) return true;
  return (
    call.callee.type === "MemberExpression" &&
    call.callee.object.type === "Identifier" &&
    /^with|^start/.test(memberName(call.callee) ?? "") &&
    isSentryNamespace(file, call.callee.object)
  );
}

function readTraced(file: SpanFile, callback: FunctionNode): TracedCall | undefined {
  const call = callback.parent;
  if (call === undefined) return undefined;
  const span = readSpanCall(file, call);
  if (span?.callback === callback) return { name: span.name, op: span.op, callback };
  if (call.type !== "CallExpression" || readHelperCall(file, call) !== "startSpanIf") return undefined;
  const options = call.arguments[1];
  const isObject = options?.type === "ObjectExpression";
  return {
    name: isObject ? literalProperty(options, "name") : undefined,
    op: isObject ? literalProperty(options, "op") : undefined,
    callback,
  };
}

function isWhole(callback: FunctionNode, unit: Unit): boolean {
  if (unit.kind === "expression") return isWholeCallback(callback, skipWrappersUp(unit.node));
  if (callback.body.type !== "BlockStatement") return false;
  const [start, end] = rangeOf(unit.run);
  return callback.body.body[0]?.range[0] === start && callback.body.body.at(-1)?.range[1] === end;
}
