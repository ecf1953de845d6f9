import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, skipWrappers, skipWrappersUp, type FunctionNode } from "../ast.ts";
import { isSentryNamespace, readHelperCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import { walk } from "../walk.ts";
import { findRunner } from "./runner.ts";

const BEGINNERS: readonly string[] = ["runTick", "startTick", "startJob", "withIncomingTrace"];

/** `runTick(…)` and its like, or the SDK's own `startNewTrace(…)` and `continueTrace(…)`. */
function beginsTrace(file: SpanFile, call: TSESTree.Node): boolean {
  if (BEGINNERS.includes(readHelperCall(file, call) ?? "")) return true;
  if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
  const { object } = call.callee;
  return (
    object.type === "Identifier" &&
    /^(?:startNewTrace|continueTrace)$/.test(memberName(call.callee) ?? "") &&
    isSentryNamespace(file, object)
  );
}

/** Whether a call, or a function that is handed over, begins a trace already. */
export function isBegun(file: SpanFile, node: TSESTree.Node): boolean {
  for (let at = node.parent; at != null; at = at.parent) {
    const helper = readHelperCall(file, at);
    if (helper === "asTick" || helper === "asJob") return true;
    if (!isFunction(at)) continue;
    const call = skipWrappersUp(at).parent;
    if (call === undefined || !takes(call, at)) return false;
    if (beginsTrace(file, call)) return true;
    if (findRunner(file, at) !== undefined) return false;
  }
  return false;
}

/** Whether a function begins a trace in its own body. */
export function beginsInside(file: SpanFile, node: FunctionNode): boolean {
  let found = false;
  walk(node.body, (inner) => {
    if (beginsTrace(file, inner)) found = true;
    return !found;
  });
  return found;
}

function takes(call: TSESTree.Node, callback: FunctionNode): boolean {
  return (
    call.type === "CallExpression" && call.arguments.some((argument) => skipWrappers(argument) === callback)
  );
}
