import { contains } from "../../spans/index.ts";
import type { CallGraph, Edge } from "./call-graph.ts";
import { labelOf, type Reach } from "./reach.ts";
import { findEndlessLoop, unfitnessOf } from "./unfit.ts";
import type { FunctionUnit } from "./units.ts";

/**
 * Functions that run on their own (a floating promise, a timer, a subscription) and reach a boundary; the value is the evidence. In
 * place of an endless loop, of a function that is called for every chunk and of a short wrapper, what they wait for is taken.
 */
export function findDetached(graph: CallGraph, reach: Reach): ReadonlyMap<FunctionUnit, string> {
  const found = new Map<FunctionUnit, string>();
  const seen = new Set<FunctionUnit>();
  const pending = graph.edges.flatMap((edge) =>
    edge.fate.kind === "detached" ? [{ edge, how: edge.fate.how }] : [],
  );
  // More is pushed while it runs; the iterator of an array sees that.
  for (const { edge, how } of pending) {
    if (seen.has(edge.to)) continue;
    const unit = edge.to;
    const end = reach.get(unit);
    if (end === undefined) continue;
    seen.add(unit);
    switch (unfitnessOf(unit) ?? (isPerChunk(unit) ? "per-chunk" : undefined)) {
      case undefined:
        found.set(unit, `${how}${placeOf(edge)}; reaches ${labelOf(end)}`);
        break;
      case "endless": {
        const loop = findEndlessLoop(unit);
        for (const inner of attachedCalls(graph, unit))
          if (loop !== undefined && contains(loop.range, inner.node.range))
            pending.push({ edge: inner, how: "each turn of the loop" });
        break;
      }
      case "per-chunk":
      case "too-short":
        for (const inner of attachedCalls(graph, unit)) pending.push({ edge: inner, how });
        break;
      default:
    }
  }
  return found;
}

function attachedCalls(graph: CallGraph, unit: FunctionUnit): readonly Edge[] {
  return (graph.edgesFrom.get(unit) ?? []).filter(
    ({ fate }) => fate.kind === "attached" && fate.unit === unit,
  );
}

function placeOf({ from, module }: Edge): string {
  return ` in ${from?.symbol ?? module.path}`;
}

/** Called for each piece of a stream, most of which mean no work. */
function isPerChunk({ name }: FunctionUnit): boolean {
  return /(?:chunk|token|delta|stream)s?$/i.test(name);
}
