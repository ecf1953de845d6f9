import type { TSESTree } from "@typescript-eslint/types";
import {
  contains,
  findEnclosingFunction,
  findStatement,
  memberPath,
  skipWrappers,
  symbolOf,
  type TickEntry,
} from "../../spans/index.ts";
import { isLoop } from "../../spans/flow.ts";
import type { CallGraph, Edge } from "./call-graph.ts";
import type { Reach } from "./reach.ts";
import { findEndlessLoop } from "./unfit.ts";
import type { FunctionUnit } from "./units.ts";

/**
 * Which of the chosen functions a timer, a schedule, a queue or an endless loop runs: each run of these gets a trace of its own, where
 * it is run.
 *
 * @param chosen - functions with their evidence.
 */
export function findTicks(
  graph: CallGraph,
  reach: Reach,
  chosen: ReadonlyMap<FunctionUnit, string>,
): ReadonlyMap<FunctionUnit, TickEntry> {
  const found = new Map<FunctionUnit, TickEntry>();
  for (const [unit, evidence] of chosen) {
    const runs = (graph.edgesTo.get(unit) ?? []).filter((edge) => isRun(graph, edge));
    const here = runs.find(({ module }) => module === unit.module);
    const [run = here] = here === undefined ? runs : [here];
    if (run === undefined) continue;
    const name = here === undefined ? nameAt(run) : unit.symbol;
    if (name === undefined) continue;
    const callback = callbackAround(run);
    const phases = here === undefined ? [] : phasesOf(graph, reach, unit);
    found.set(unit, {
      ...(callback ?? { function: name }),
      file: run.module.path,
      ...(phases.length > 0 ? { phases } : {}),
      evidence,
    });
  }
  return found;
}

const RUNNERS = /^(?:setInterval|schedule|scheduleJob|consume|new (?:Worker|CronJob|Cron))(?: |$)/;

/** A timeout is a tick only where it is set again by what it runs; else it just puts off a piece of work. */
function isRun(graph: CallGraph, edge: Edge): boolean {
  if (edge.fate.kind === "detached")
    return RUNNERS.test(edge.fate.how) || (edge.fate.how === "setTimeout" && setsItself(graph, edge));
  const loop = edge.from === undefined ? undefined : findEndlessLoop(edge.from);
  return edge.fate.kind === "attached" && loop !== undefined && contains(loop.range, edge.node.range);
}

function setsItself(graph: CallGraph, { from, to }: Edge): boolean {
  if (from === undefined) return false;
  const seen = new Set([to]);
  // More is added while it runs; the iterator of a set sees that.
  for (const unit of seen) {
    if (unit === from) return true;
    for (const edge of graph.edgesFrom.get(unit) ?? []) if (seen.size < 50) seen.add(edge.to);
  }
  return false;
}

/** The callback of a timer that does the work itself, item by item: then the tick is the callback, and not what it calls. */
function callbackAround({ node, fate }: Edge): Pick<TickEntry, "function" | "in" | "calls"> | undefined {
  const callback = findEnclosingFunction(node);
  const timer = callback?.parent;
  if (fate.kind !== "detached" || callback === undefined || !isRepeated(callback, node)) return undefined;
  const runner = timer?.type === "CallExpression" ? memberPath(timer.callee)?.join(".") : undefined;
  const calls = memberPath(node.callee)?.join(".");
  if (runner === undefined || calls === undefined || !isFunctionOf(timer, callback)) return undefined;
  return { function: runner, in: symbolOf(timer ?? node), calls };
}

function isFunctionOf(call: TSESTree.Node | undefined, callback: TSESTree.Node): boolean {
  return call?.type === "CallExpression" && call.arguments.some((argument) => argument === callback);
}

/** `poller.tick` where another file runs it: as the callee, or among what is handed over, is written there. */
function nameAt({ node, to }: Edge): string | undefined {
  for (const written of [node.callee, ...node.arguments]) {
    const inner = skipWrappers(written);
    const path =
      inner.type === "CallExpression" && inner.callee.type === "MemberExpression"
        ? memberPath(inner.callee.object)
        : memberPath(inner);
    if (path?.at(-1) === to.name) return path.join(".");
  }
  return undefined;
}

/**
 * Methods of the same object that a tick awaits one after the other, where at least two of them leave the program: then the others
 * beside them are phases as well.
 */
function phasesOf(graph: CallGraph, reach: Reach, unit: FunctionUnit): string[] {
  const calls = (graph.edgesFrom.get(unit) ?? [])
    .filter(
      ({ fate, node, to }) =>
        fate.kind === "attached" &&
        fate.unit === unit &&
        to.owner !== undefined &&
        to.owner === unit.owner &&
        node.parent.type === "AwaitExpression" &&
        !isRepeated(unit.node, node),
    )
    .sort((a, b) => a.node.range[0] - b.node.range[0]);
  const leaving = calls.filter(({ to }) => reach.has(to));
  const blocks = leaving.map(({ node }) => findStatement(node)?.parent);
  const isPhase = (edge: Edge): boolean =>
    leaving.includes(edge) || blocks.includes(findStatement(edge.node)?.parent);
  return leaving.length < 2 ? [] : [...new Set(calls.filter(isPhase).map(({ to }) => to.name))];
}

/** One item of many: a span for each is for a person to ask for. */
function isRepeated(around: TSESTree.Node, node: TSESTree.Node): boolean {
  for (let at = node.parent; at != null && at !== around; at = at.parent) if (isLoop(at)) return true;
  return false;
}
