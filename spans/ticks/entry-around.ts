import type { TSESTree } from "@typescript-eslint/types";
import {
  functionName,
  isFunction,
  memberName,
  memberPath,
  skipWrappersUp,
  type FunctionNode,
} from "../ast.ts";
import { isSentryNamespace, readHelperCall } from "../calls.ts";
import { isListenCall } from "../carry/listener.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { sdkFunctionOf } from "../sdk-reference.ts";
import { startCallOf } from "../start-call.ts";
import { nodesOf } from "../walk.ts";
import { boundFunction } from "./entries.ts";
import { findRunner, runnerName } from "./runner.ts";

/** What runs the code around a node by itself, with no trace around it. */
export interface Entry {
  /** As it is written: `setInterval`, `socket.on`. */
  readonly by: string;
  /** The function is written there, so nothing else runs it. */
  readonly isInline: boolean;
}

/** They go on with the trace of whoever set the timer, or emits in this process. */
const FOLLOWS = /^(?:setTimeout|setImmediate|subscribe)$/;

/** The SDK's own functions that give their callback a trace or a scope of its own. */
const ISOLATES = /^(?:startNewTrace|continueTrace|withIsolationScope|withMonitor)$/;

/**
 * The timer, schedule, queue or socket that runs the code around a node, as `wrap-ticks` and `carry-trace` see them, where nothing on
 * the way begins a trace, opens a scope or has a span.
 *
 * @param named - further functions whose callbacks are entries: `bus.subscribe`.
 */
export function findEntryAround(
  file: SpanFile,
  node: TSESTree.Node,
  named: readonly string[],
): Entry | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (!isFunction(at)) continue;
    if (isIsolated(file, at)) return undefined;
    const by = takerOf(file, at, named);
    if (by !== undefined) return { by, isInline: true };
    if (!runsAtOnce(file, at)) return entryOfNamed(file, at, named);
  }
  return undefined;
}

function isIsolated(file: SpanFile, node: FunctionNode): boolean {
  const call = skipWrappersUp(node).parent;
  if (call?.type !== "CallExpression") return false;
  if (startCallOf(file, node) !== undefined || readHelperCall(file, call) !== undefined) return true;
  return ISOLATES.test(sdkFunctionOf(file, call) ?? "");
}

/** What is handed a function, or what stands for one, and runs it later. */
function takerOf(file: SpanFile, node: TSESTree.Node, named: readonly string[]): string | undefined {
  const runner = findRunner(file, node);
  if (runner !== undefined && !FOLLOWS.test(runnerName(runner.node)))
    return memberPath(runner.node.callee)?.join(".") ?? runnerName(runner.node);
  const outer = skipWrappersUp(node);
  const call = outer.parent;
  if (call?.type !== "CallExpression" || call.callee === outer) return undefined;
  const path = memberPath(call.callee)?.join(".") ?? lastName(call.callee);
  if (path === undefined) return undefined;
  if (named.some((one) => path === one || path.endsWith(`.${one}`))) return path;
  const [event] = call.arguments;
  return isListenCall(call) && event?.type === "Literal" && event.value === "message" ? path : undefined;
}

/** A function that is named here and handed over by that name, `setInterval(poll, 1000)`, or called in such a callback. */
function entryOfNamed(file: SpanFile, owner: FunctionNode, named: readonly string[]): Entry | undefined {
  const name = functionName(owner)?.split(".").at(-1);
  if (name === undefined) return undefined;
  for (const node of nodesOf(file.program)) {
    if (!isReference(file, node, owner, name)) continue;
    const bound = boundFunctionAround(node);
    const by = takerOf(file, bound, named) ?? (isCalled(node) ? callbackTaker(file, node, named) : undefined);
    if (by !== undefined) return { by, isInline: false };
  }
  return undefined;
}

/** `this.poll.bind(this)` of `this.poll` */
function boundFunctionAround(node: TSESTree.Node): TSESTree.Node {
  const call = node.parent?.parent;
  return call?.type === "CallExpression" && boundFunction(call) === node ? call : node;
}

function isCalled(node: TSESTree.Node): boolean {
  return node.parent?.type === "CallExpression" && node.parent.callee === node;
}

/** The taker of the callback that calls a function, and nothing that isolates it in between. */
function callbackTaker(file: SpanFile, node: TSESTree.Node, named: readonly string[]): string | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (!isFunction(at)) continue;
    if (isIsolated(file, at)) return undefined;
    const by = takerOf(file, at, named);
    if (by !== undefined || !runsAtOnce(file, at)) return by;
  }
  return undefined;
}

function isReference(file: SpanFile, node: TSESTree.Node, owner: FunctionNode, name: string): boolean {
  if (node.type === "MemberExpression")
    return node.object.type === "ThisExpression" && memberName(node) === name && isMethod(owner);
  if (node.type !== "Identifier" || node.name !== name || isMethod(owner)) return false;
  const definition = findDefinition(file, node, name);
  return definition?.node === owner || definition?.node === owner.parent;
}

function isMethod(owner: FunctionNode): boolean {
  return owner.parent?.type === "MethodDefinition" || owner.parent?.type === "PropertyDefinition";
}

function lastName(callee: TSESTree.Node): string | undefined {
  return callee.type === "MemberExpression" ? memberName(callee) : undefined;
}

function runsAtOnce(file: SpanFile, node: FunctionNode): boolean {
  const outer = skipWrappersUp(node);
  const call = outer.parent;
  if (call?.type !== "CallExpression") return false;
  if (call.callee === outer) return true;
  const { callee } = call;
  if (callee.type !== "MemberExpression") return false;
  if (/^(?:then|catch|finally|map|forEach)$/.test(memberName(callee) ?? "")) return true;
  return callee.object.type === "Identifier" && isSentryNamespace(file, callee.object);
}
