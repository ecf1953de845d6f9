import type { TSESTree } from "@typescript-eslint/types";
import { skipWrappers } from "../../spans/index.ts";
import type { CallGraph, Edge } from "../select/call-graph.ts";
import { findRouteHandlers } from "../select/handlers.ts";
import type { Project } from "../select/project.ts";
import { holderOfUnit, isRouteCallback, type Holder } from "./holder.ts";

/** Where work begins, and how often where that is written down. */
export interface Entry {
  readonly holder: Holder;
  readonly kind: "route" | "timer" | "event" | "function";
  /** Milliseconds between two runs of an interval. */
  readonly everyMs: number | undefined;
}

/**
 * Where work begins: route handlers, what timers and subscriptions run, callbacks, and functions that nobody in sight calls.
 *
 * @param holders - those that have or reach a span; others are no matter.
 */
export function findEntries(
  project: Project,
  graph: CallGraph,
  holders: readonly Holder[],
): readonly Entry[] {
  const routes = new Set([...findRouteHandlers(project)].map(holderOfUnit));
  const detached = new Map<Holder, Edge[]>();
  for (const edge of graph.edges) {
    if (edge.fate.kind !== "detached") continue;
    const holder = holderOfUnit(edge.to);
    detached.set(holder, [...(detached.get(holder) ?? []), edge]);
  }
  return holders.flatMap((holder): Entry[] => {
    if (routes.has(holder) || isRouteCallback(holder)) return [{ holder, kind: "route", everyMs: undefined }];
    const edges = detached.get(holder);
    if (edges !== undefined) {
      const isTimer = edges.some(({ fate }) => fate.kind === "detached" && TIMER.test(fate.how));
      const [everyMs] = edges.flatMap((edge) => intervalOf(edge) ?? []);
      return [{ holder, kind: isTimer ? "timer" : "event", everyMs }];
    }
    if (holder.unit === undefined) return [{ holder, kind: "event", everyMs: undefined }];
    const isCalled = (graph.edgesTo.get(holder.unit) ?? []).some(({ from }) => from !== holder.unit);
    return isCalled ? [] : [{ holder, kind: "function", everyMs: undefined }];
  });
}

const TIMER = /^set(?:Interval|Timeout|Immediate)$|^schedule|^new Cron/;

/** The period of the `setInterval` around a call, where it is a number in the source: `5 * 60 * 1000`, `60_000`. */
function intervalOf({ node, fate }: Edge): number | undefined {
  if (fate.kind !== "detached" || fate.how !== "setInterval") return undefined;
  for (let at: TSESTree.Node | undefined = node; at != null; at = at.parent) {
    if (at.type !== "CallExpression") continue;
    const callee = skipWrappers(at.callee);
    if (callee.type === "Identifier" && callee.name === "setInterval") return valueOf(at.arguments[1]);
  }
  return undefined;
}

function valueOf(node: TSESTree.Node | undefined): number | undefined {
  if (node?.type === "Literal") return typeof node.value === "number" ? node.value : undefined;
  if (node?.type !== "BinaryExpression" || node.operator !== "*") return undefined;
  const left = valueOf(node.left);
  const right = valueOf(node.right);
  return left === undefined || right === undefined ? undefined : left * right;
}
