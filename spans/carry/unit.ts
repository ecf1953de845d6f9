import type { TSESTree } from "@typescript-eslint/types";
import { contains, findVariable, functionName, isFunction, type FunctionNode } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { skip, type Skip } from "../outcome.ts";
import type { Payload } from "./payload.ts";
import { findRun, type Run } from "./run.ts";
import type { Sink } from "./sinks.ts";

/** What the span is put around. */
export type Unit =
  | { readonly kind: "expression"; readonly node: TSESTree.Expression }
  | { readonly kind: "statements"; readonly run: Run };

/**
 * The smallest unit that serialises the message and sends it, so that the carrier names the span: the call of a local operation that
 * does both, the sending call when it serialises, else the statements from the one to the other. A guard in front stays outside.
 */
export function findUnit(file: SpanFile, { call, sender }: Sink, { taken }: Payload): Unit | Skip {
  const operation = sender === undefined ? undefined : findOperation(file, sender, call, taken);
  if (operation !== undefined) return { kind: "expression", node: withChain(operation) };
  if (contains(call.range, taken.range)) return { kind: "expression", node: withChain(call) };
  const run = findRun(file, taken, call);
  return typeof run === "string" ? skip(run) : { kind: "statements", run };
}

export function nodeOf(unit: Unit): TSESTree.Node | undefined {
  return unit.kind === "expression" ? unit.node : unit.run.statements[0];
}

/** `operation()` in a function that does its sending in `const operation = () => { … }` and calls that once. */
function findOperation(
  file: SpanFile,
  sender: FunctionNode,
  call: TSESTree.CallExpression,
  taken: TSESTree.Node,
): TSESTree.CallExpression | undefined {
  let local: FunctionNode | undefined;
  for (let at: TSESTree.Node | undefined = call; at !== undefined && at !== sender; at = at.parent) {
    if (isFunction(at) && functionName(at) !== undefined && contains(at.range, taken.range)) local = at;
  }
  const name = local === undefined ? undefined : functionName(local);
  if (local === undefined || name === undefined) return undefined;
  const variable = findVariable(file, local, name) ?? findVariable(file, local.body, name);
  const reads = (variable?.references ?? []).filter((reference) => reference.isRead());
  const [only] = reads;
  const identifier = only?.identifier as TSESTree.Node | undefined;
  if (identifier === undefined || reads.length !== 1 || !contains(sender.range, identifier.range))
    return undefined;
  const { parent } = identifier;
  return parent?.type === "CallExpression" && parent.callee === identifier ? parent : undefined;
}

/** The shell of an optional call belongs to it. */
function withChain(node: TSESTree.Expression): TSESTree.Expression {
  return node.parent?.type === "ChainExpression" ? node.parent : node;
}
