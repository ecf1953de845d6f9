import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, isFunction, skipWrappersUp } from "../ast.ts";
import { readHelperCall } from "../calls.ts";
import { findNamedAround, matchesCallee } from "../carry/callee.ts";
import type { ProcessEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { matchesPath } from "../paths.ts";
import { isPromisify, processApiOf, type ProcessApi } from "./api.ts";

/** A call that starts a process. */
export function findStart(
  file: SpanFile,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
): { readonly entry: ProcessEntry; readonly api: ProcessApi } | undefined {
  const api = processApiOf(file, node.callee);
  if (api === undefined || (api === "Worker") !== (node.type === "NewExpression")) return undefined;
  const entry = findEntry(file, node, (one) => one.entry !== true && one.function === api);
  return entry === undefined ? undefined : { entry, api };
}

/** `const execAsync = promisify(exec)`, meant by `exec` or by the name of the const. */
export function findExec(file: SpanFile, node: TSESTree.CallExpression): ProcessEntry | undefined {
  const [run] = node.arguments;
  const api = run === undefined || !isPromisify(file, node.callee) ? undefined : processApiOf(file, run);
  if (api !== "exec" && api !== "execFile") return undefined;
  const outer = skipWrappersUp(tracedAround(file, node) ?? node).parent;
  const name =
    outer?.type === "VariableDeclarator" && outer.id.type === "Identifier" ? outer.id.name : undefined;
  if (name === undefined) return undefined;
  return findEntry(
    file,
    node,
    (one) => one.entry !== true && (one.function === api || one.function === name),
  );
}

/** `traceExec(…)` around a declaration that is traced already. */
export function tracedAround(file: SpanFile, node: TSESTree.Node): TSESTree.CallExpression | undefined {
  const { parent } = skipWrappersUp(node);
  return parent?.type === "CallExpression" && readHelperCall(file, parent) === "traceExec"
    ? parent
    : undefined;
}

/** The call of what a child process is there for: at the top level of its file. */
export function findEntryCall(file: SpanFile, node: TSESTree.CallExpression): ProcessEntry | undefined {
  const around = findEnclosingFunction(node);
  const isTop = around === undefined || isEntryCallback(file, around);
  return isTop
    ? findEntry(file, node, (one) => one.entry === true && matchesCallee(node, one.function, file))
    : undefined;
}

function isEntryCallback(file: SpanFile, node: TSESTree.Node): boolean {
  const { parent } = node;
  return (
    isFunction(node) &&
    findEnclosingFunction(node) === undefined &&
    parent !== undefined &&
    readHelperCall(file, parent) === "startProcess"
  );
}

function findEntry(
  file: SpanFile,
  node: TSESTree.Node,
  isMeant: (entry: ProcessEntry) => boolean,
): ProcessEntry | undefined {
  return (file.config.processes ?? []).find(
    (entry) =>
      isMeant(entry) &&
      matchesPath(file.path, entry.file) &&
      (entry.in === undefined || findNamedAround(node, entry.in) !== undefined),
  );
}
