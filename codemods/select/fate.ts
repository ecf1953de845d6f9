import type { TSESTree } from "@typescript-eslint/types";
import {
  findEnclosingFunction,
  isFunction,
  memberName,
  skipWrappers,
  type FunctionNode,
} from "../../spans/index.ts";
import type { FunctionUnit, SourceModule } from "./units.ts";

/**
 * Who waits for a call.
 * - `attached`: the named function around it;
 * - `detached`: nobody, it runs on its own (`how` says why);
 * - `elsewhere`: whoever gets the function around it (a returned handler), or the start of the program.
 */
export type Fate =
  | { readonly kind: "attached"; readonly unit: FunctionUnit }
  | { readonly kind: "detached"; readonly how: string }
  | { readonly kind: "elsewhere" };

const ELSEWHERE: Fate = { kind: "elsewhere" };

/** Follows the promise of a call up to whoever waits for it or drops it. */
export function fateOf(module: SourceModule, call: TSESTree.Node): Fate {
  let at: TSESTree.Node = call;
  for (let up = at.parent; up != null; at = up, up = at.parent) {
    switch (up.type) {
      case "TSAsExpression":
      case "TSNonNullExpression":
      case "ChainExpression":
      case "SequenceExpression":
        continue;
      case "LogicalExpression":
      case "ConditionalExpression":
        continue;
      case "MemberExpression":
        if (up.object === at && isSettler(up)) continue;
        return fateInside(module, at);
      case "CallExpression":
        if (up.callee === at) continue;
        return fateInside(module, at);
      case "UnaryExpression":
        return up.operator === "void" ? fateOfDropped(module, up) : fateInside(module, at);
      case "ExpressionStatement":
        return fateOfDropped(module, up);
      default:
        return fateInside(module, at);
    }
  }
  return ELSEWHERE;
}

/** A promise that nobody takes: it is detached, unless the function around it stands for a promise of its own. */
function fateOfDropped(module: SourceModule, node: TSESTree.Node): Fate {
  const around = findEnclosingFunction(node);
  if (around === undefined) return ELSEWHERE; // the start of the program is no piece of work
  if (isExecutor(around)) return fateInside(module, around);
  for (
    let at: FunctionNode | undefined = around;
    at !== undefined && !module.functionOf.has(at);
    at = findEnclosingFunction(at)
  ) {
    if (at.parent.type === "CallExpression" && laterCall(at.parent)?.kind === "ignored") return ELSEWHERE;
  }
  const inside = fateInside(module, node);
  return inside.kind === "detached" ? inside : { kind: "detached", how: "floating promise" };
}

/** The fate of what the function around a node does. */
function fateInside(module: SourceModule, node: TSESTree.Node): Fate {
  const around = findEnclosingFunction(node);
  if (around === undefined) return ELSEWHERE;
  const unit = module.functionOf.get(around);
  return unit === undefined ? fateOfCallback(module, around) : { kind: "attached", unit };
}

function fateOfCallback(module: SourceModule, callback: FunctionNode): Fate {
  const { parent } = callback;
  if (isExecutor(callback)) return fateInside(module, callback);
  if (parent.type === "CallExpression") {
    if (parent.callee === callback) return fateOf(module, parent);
    const later = laterCall(parent);
    if (later !== undefined) return later.kind === "ignored" ? ELSEWHERE : later;
    const callee = skipWrappers(parent.callee);
    if (callee.type === "MemberExpression") {
      if (isSettler(callee)) return fateOf(module, parent);
      if (memberName(callee) === "forEach" && isDropped(callback))
        return { kind: "detached", how: "forEach" };
    }
    return fateInside(module, parent);
  }
  if (
    parent.type === "NewExpression" &&
    parent.callee.type === "Identifier" &&
    WORKERS.has(parent.callee.name)
  )
    return { kind: "detached", how: `new ${parent.callee.name}` };
  // A function that is given back or kept runs when its new owner calls it.
  return ELSEWHERE;
}

const TIMERS = new Set(["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "nextTick"]);
const SUBSCRIBERS = new Set([
  "on",
  "once",
  "addListener",
  "prependListener",
  "addEventListener",
  "subscribe",
  "schedule",
  "scheduleJob",
  "consume",
]);
/** Classes of schedulers and queues that get a callback. */
const WORKERS = new Set(["Worker", "CronJob", "Cron"]);
/** Events that carry pieces of a stream. */
const PIECES = new Set(["data", "readable", "drain"]);

/** A call that runs its callback on its own, later; `ignored` for pieces of a stream and for a process that stops. */
export function laterCall(
  call: TSESTree.CallExpression,
): { readonly kind: "detached"; readonly how: string } | { readonly kind: "ignored" } | undefined {
  const callee = skipWrappers(call.callee);
  const name =
    callee.type === "Identifier"
      ? callee.name
      : callee.type === "MemberExpression"
        ? memberName(callee)
        : undefined;
  if (name === undefined) return undefined;
  if (TIMERS.has(name)) return { kind: "detached", how: name };
  if (callee.type !== "MemberExpression" || !(SUBSCRIBERS.has(name) || /^on[A-Z]/.test(name)))
    return undefined;
  const [first] = call.arguments;
  const event = first?.type === "Literal" && typeof first.value === "string" ? first.value : undefined;
  const isProcess = callee.object.type === "Identifier" && callee.object.name === "process";
  // A program that stops does no work worth a trace.
  if ((isProcess && event !== "message") || /^on(?:Shutdown|Exit|Close|Destroy)$/.test(name))
    return { kind: "ignored" };
  if (event === undefined) return { kind: "detached", how: name };
  return PIECES.has(event) ? { kind: "ignored" } : { kind: "detached", how: `${name} ${event}` };
}

/** A callback of which the caller drops the promise. */
function isDropped({ async: isAsync, body }: FunctionNode): boolean {
  return isAsync || body.type !== "BlockStatement";
}

function isSettler(node: TSESTree.MemberExpression): boolean {
  const name = memberName(node);
  return name === "then" || name === "catch" || name === "finally";
}

/** The function that `new Promise` runs: whoever waits for that promise waits for it. */
function isExecutor(node: TSESTree.Node): boolean {
  const { parent } = node;
  return (
    isFunction(node) &&
    parent?.type === "NewExpression" &&
    parent.callee.type === "Identifier" &&
    parent.callee.name === "Promise"
  );
}
