import type { TSESTree } from "@typescript-eslint/types";
import { skipWrappersUp } from "../ast.ts";
import { readHelperCall } from "../calls.ts";
import type { TickEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import type { TickCallSite, TickReferenceSite } from "../site.ts";
import { nodesOf } from "../walk.ts";
import { boundFunction, findFunctionEntry, findReference } from "./entries.ts";
import { findRunner, findRunnerAround, type Runner } from "./runner.ts";

/** Where something runs a function that the config names: a call in a callback or a loop, or a function that is handed over. */
export function detectRun(node: TSESTree.Node, file: SpanFile): TickCallSite | TickReferenceSite | undefined {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  return (node.type === "CallExpression" ? detectCall(node, file) : undefined) ?? detectReference(node, file);
}

/** What runs it; a queue hands over a job, a timer nothing. */
export function runnerOf(
  file: SpanFile,
  { form, node }: TickCallSite | TickReferenceSite,
): Runner | "loop" | undefined {
  return form === "call" ? findRunnerAround(file, node) : findRunner(file, handedOver(file, node));
}

/** All places of a file that run what an entry names. */
export function runsOf(file: SpanFile, entry: TickEntry): (TickCallSite | TickReferenceSite)[] {
  return nodesOf(file.program).flatMap((node) => {
    const site = detectRun(node, file);
    return site?.entry === entry ? [site] : [];
  });
}

/** A queue that is given the function's job has the span there, and the function none. */
export function runsOnQueueOnly(file: SpanFile, entry: TickEntry): boolean {
  const runs = runsOf(file, entry);
  return runs.length > 0 && !runs.some((site) => runsOnTimer(file, site));
}

export function runsOnTimer(file: SpanFile, site: TickCallSite | TickReferenceSite): boolean {
  const runner = runnerOf(file, site);
  return runner === "loop" || runner?.kind === "timer";
}

function detectCall(node: TSESTree.CallExpression, file: SpanFile): TickCallSite | undefined {
  const entry = findFunctionEntry(file, node.callee);
  if (entry === undefined || findRunnerAround(file, node) === undefined) return undefined;
  return { kind: "tick", form: "call", node, entry };
}

function detectReference(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  file: SpanFile,
): TickReferenceSite | undefined {
  for (const value of handedTo(node)) {
    const reference = findReference(file, value);
    const named = reference === undefined ? undefined : boundFunction(reference);
    if (reference === undefined || named === undefined || findRunner(file, value) === undefined) continue;
    const entry = findFunctionEntry(file, named);
    if (entry !== undefined) return { kind: "tick", form: "reference", node: reference, entry };
  }
  return undefined;
}

/** Arguments, and what is in objects that are arguments. */
function handedTo(node: TSESTree.CallExpression | TSESTree.NewExpression): readonly TSESTree.Node[] {
  return node.arguments.flatMap((argument): TSESTree.Node[] =>
    argument.type === "ObjectExpression"
      ? argument.properties.flatMap((property) => (property.type === "Property" ? [property.value] : []))
      : [argument],
  );
}

/** `asTick(poll)` for `poll`, once it is a tick. */
function handedOver(file: SpanFile, node: TSESTree.Expression): TSESTree.Node {
  const { parent } = skipWrappersUp(node);
  const helper = parent === undefined ? undefined : readHelperCall(file, parent);
  return parent !== undefined && (helper === "asTick" || helper === "asJob") ? parent : node;
}
