import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, matchesSymbol, skipWrappers, symbolOf, type FunctionNode } from "../ast.ts";
import { readHelperCall } from "../calls.ts";
import { findNamedAround, functionPath, matchesCallee, matchesFunction } from "../carry/callee.ts";
import type { TickEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { symbolsOf } from "../name.ts";
import { matchesPath } from "../paths.ts";
import { walk } from "../walk.ts";
import { findRegistration, findRunner, type Runner } from "./runner.ts";

const known = new WeakMap<SpanFile, readonly TickEntry[]>();

/** The entries that speak of one file. */
export function tickEntries(file: SpanFile): readonly TickEntry[] {
  const found = known.get(file);
  if (found !== undefined) return found;
  const entries = (file.config.ticks ?? []).filter((entry) => matchesPath(file.path, entry.file));
  known.set(file, entries);
  return entries;
}

/** The entry by which a function that is written where it is handed over is a tick. */
export function findCallbackEntry(file: SpanFile, node: FunctionNode): TickEntry | undefined {
  const registration = findRegistration(node);
  if (registration === undefined) return undefined;
  const isKnown = findRunner(file, node) !== undefined;
  // Of several functions, such as `onTick` and `onComplete`, the first one does the work.
  const isJob = isKnown || registration.node.arguments.find(isFunction) === node;
  return tickEntries(file).find((entry) => {
    const isNamed = isKnown && symbolsOf(node).some((symbol) => matchesSymbol(symbol, entry.function));
    return (
      (isNamed || (isJob && runsUnder(registration.node, entry.function))) &&
      isInside(node, entry) &&
      callsWanted(node, entry)
    );
  });
}

/** The entry by which a function that is defined under a name is a tick; a generator is none. */
export function findBodyEntry(file: SpanFile, node: FunctionNode): TickEntry | undefined {
  if (node.generator || findRunner(file, node) !== undefined) return undefined;
  const symbols = symbolsOf(node);
  return tickEntries(file).find((entry) => symbols.some((symbol) => matchesSymbol(symbol, entry.function)));
}

/** The entry that names the function that an expression stands for, where it is called or handed over. */
export function findFunctionEntry(file: SpanFile, node: TSESTree.Node): TickEntry | undefined {
  return tickEntries(file).find(
    (entry) => entry.span !== "body" && namesFunction(file, node, entry.function) && isInside(node, entry),
  );
}

/** The entry of which the phases are looked for in a function. */
export function findPhaseEntry(file: SpanFile, node: FunctionNode): TickEntry | undefined {
  const entry = findCallbackEntry(file, node) ?? findBodyEntry(file, node);
  return (entry?.phases?.length ?? 0) > 0 ? entry : undefined;
}

/** The function that a timer is given by name: `poll`, `this.poll.bind(this)`, also when it is a tick already. */
export function findReference(file: SpanFile, argument: TSESTree.Node): TSESTree.Expression | undefined {
  const inner = skipWrappers(argument);
  if (inner.type === "CallExpression") {
    const helper = readHelperCall(file, inner);
    const [first] = inner.arguments;
    if (helper === "asTick" || helper === "asJob")
      return first === undefined ? undefined : findReference(file, first);
  }
  return boundFunction(inner) === undefined ? undefined : (argument as TSESTree.Expression);
}

/** `this.poll` of `this.poll.bind(this)`, `poll` itself. */
export function boundFunction(node: TSESTree.Node): TSESTree.Expression | undefined {
  const inner = skipWrappers(node);
  if (inner.type === "Identifier" || inner.type === "MemberExpression") return inner;
  if (inner.type !== "CallExpression" || inner.callee.type !== "MemberExpression") return undefined;
  return functionPath(inner.callee).at(-1) === "bind" ? inner.callee.object : undefined;
}

function namesFunction(file: SpanFile, node: TSESTree.Node, wanted: string): boolean {
  if (matchesFunction(node, wanted, file)) return true;
  // As where it is defined: `poll` is a method of any class.
  const [owner, name, ...others] = functionPath(node);
  return owner === "this" && name === wanted && others.length === 0;
}

function runsUnder(node: Runner["node"], wanted: string): boolean {
  const text = functionPath(node.callee).join(".");
  return text === wanted || text.endsWith(wanted.startsWith(".") ? wanted : `.${wanted}`);
}

function isInside(node: TSESTree.Node, { in: around }: TickEntry): boolean {
  if (around === undefined) return true;
  const outside = isFunction(node) ? node.parent : node;
  return around === "<module>"
    ? outside === undefined || symbolOf(outside) === around
    : findNamedAround(node, around) !== undefined;
}

function callsWanted(node: FunctionNode, { calls }: TickEntry): boolean {
  if (calls === undefined) return true;
  let found = false;
  walk(node.body, (inner) => {
    if (inner.type === "CallExpression" && matchesCallee(inner, calls)) found = true;
    return !found;
  });
  return found;
}
