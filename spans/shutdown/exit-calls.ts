import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, type FunctionNode } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { findImport } from "../imports.ts";

/** Events after which a process goes down; `exit` is not one of them, as nothing asynchronous runs in it. */
const SHUTDOWN_EVENTS = new Set([
  "SIGTERM",
  "SIGINT",
  "SIGHUP",
  "SIGQUIT",
  "SIGBREAK",
  "SIGUSR2",
  "beforeExit",
  "uncaughtException",
  "unhandledRejection",
]);

/** `process.exit(…)`, or `exit` imported from `node:process`. */
export function isExitCall(file: SpanFile, node: TSESTree.Node): boolean {
  if (node.type !== "CallExpression") return false;
  const { callee } = node;
  if (callee.type === "Identifier") return isProcessImport(file, callee, "exit");
  return (
    callee.type === "MemberExpression" && memberName(callee) === "exit" && isProcess(file, callee.object)
  );
}

/** The function that runs when the process is told to stop: the last argument of `process.on("SIGTERM", …)`. */
export function readShutdownListener(file: SpanFile, node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  if (!/^(?:on|once|addListener|prependListener)$/.test(memberName(node.callee) ?? "")) return undefined;
  if (!isProcess(file, node.callee.object)) return undefined;
  const [event, listener] = node.arguments;
  const isShutdown =
    event?.type === "Literal" ? SHUTDOWN_EVENTS.has(String(event.value)) : namesSignal(event ?? node);
  return isShutdown ? listener : undefined;
}

/** `for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, …)`. */
function namesSignal(event: TSESTree.Node): boolean {
  return event.type === "Identifier" && /sig(?:nal)?$/i.test(event.name);
}

/** A function that a timer runs: the way out when the orderly one takes too long. */
export function isTimerCallback(node: FunctionNode): boolean {
  const { parent } = node;
  return (
    parent?.type === "CallExpression" &&
    parent.arguments[0] === node &&
    parent.callee.type === "Identifier" &&
    parent.callee.name === "setTimeout"
  );
}

/** A test by which a second signal, or one that comes too early, is told: `if (isShuttingDown) process.exit(1)`. */
export function isForced(node: TSESTree.Node, file: SpanFile): boolean {
  for (let at = node; at.parent != null && !isFunction(at); at = at.parent) {
    const { parent } = at;
    if (parent.type !== "IfStatement" || parent.consequent !== at) continue;
    const test = file.text.slice(...parent.test.range);
    if (/shutting|stopping|closing|exiting|already|force|terminating|attempt|count/i.test(test)) return true;
  }
  return false;
}

function isProcess(file: SpanFile, node: TSESTree.Node): boolean {
  if (node.type !== "Identifier") return false;
  if (isProcessImport(file, node, "*") || isProcessImport(file, node, "default")) return true;
  return node.name === "process" && findDefinition(file, node, "process") === undefined;
}

function isProcessImport(file: SpanFile, node: TSESTree.Identifier, imported: string): boolean {
  const binding = findImport(file, node.name);
  return (
    binding?.imported === imported &&
    /^(?:node:)?process$/.test(binding.module) &&
    findDefinition(file, node, node.name)?.block.type === "Program"
  );
}
