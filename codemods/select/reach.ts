import type { Boundary } from "./boundary.ts";
import type { CallGraph } from "./call-graph.ts";
import type { FunctionUnit } from "./units.ts";

/** The boundaries that a function waits for, nearest of each kind; in the order of `KINDS`. */
export type Reach = ReadonlyMap<FunctionUnit, readonly Boundary[]>;

/** What a reader cares for most comes first. */
const KINDS: readonly Boundary["kind"][] = ["ai", "mcp", "tool", "process", "http"];

/**
 * Follows calls backwards from every boundary to the functions that wait for it; what is detached in a function is not its time.
 *
 * @param choices - functions of the project that count as a boundary themselves.
 */
export function reachOf(graph: CallGraph, choices: ReadonlyMap<FunctionUnit, Boundary>): Reach {
  const reach = new Map<FunctionUnit, Boundary[]>();
  for (const kind of KINDS) {
    for (const [unit, boundary] of nearest(graph, choices, kind)) {
      const known = reach.get(unit);
      if (known === undefined) reach.set(unit, [boundary]);
      else known.push(boundary);
    }
  }
  return reach;
}

function nearest(
  graph: CallGraph,
  choices: ReadonlyMap<FunctionUnit, Boundary>,
  kind: Boundary["kind"],
): ReadonlyMap<FunctionUnit, Boundary> {
  const found = new Map<FunctionUnit, Boundary>();
  for (const { fate, boundary } of graph.crossings)
    if (fate.kind === "attached" && boundary.kind === kind && !found.has(fate.unit))
      found.set(fate.unit, boundary);
  for (const [unit, boundary] of choices)
    if (boundary.kind === kind && !found.has(unit)) found.set(unit, boundary);
  // A map gives what is added while it is gone through: breadth first.
  for (const [unit, boundary] of found) {
    for (const { fate } of graph.edgesTo.get(unit) ?? [])
      if (fate.kind === "attached" && !found.has(fate.unit)) found.set(fate.unit, boundary);
  }
  return found;
}

/** `query of @anthropic-ai/claude-agent-sdk, exec`: the first two kinds. */
export function labelOf(boundaries: readonly Boundary[]): string {
  return boundaries
    .slice(0, 2)
    .map(({ label }) => label)
    .join(", ");
}
