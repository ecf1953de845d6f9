import { contains, nodesOf, type Range } from "../../spans/index.ts";
import { createCallGraph, type CallGraph, type Edge } from "../select/call-graph.ts";
import type { Project } from "../select/project.ts";
import type { SourceModule } from "../select/units.ts";
import type { ReportEstimate, ReportFile, ReportSite } from "../report/report.ts";
import { findEntries } from "./entries.ts";
import { holderAround, holderOfUnit, nameOfHolder, type Holder } from "./holder.ts";
import { lineAt, roundsOf } from "./rounds.ts";

/** Rounds that a loop is taken for when a limit is checked: how long lists are, no source says. */
export const ASSUMED_ROUNDS = 100;

/** Spans of one run: so many, and so many more for each item of the loops in it. */
interface Volume {
  readonly spans: number;
  readonly perItem: number;
  /** `path:line` of the loops. */
  readonly loops: ReadonlySet<string>;
}

const NONE: Volume = { spans: 0, perItem: 0, loops: new Set() };

/**
 * How many spans one run of each entry point makes with all planned ones in, by the static call structure: every branch is counted, so it
 * is a bound from above where the calls can be followed. Automatic spans of the SDK come on top.
 *
 * @param project - every source file; calls are followed across files.
 * @param files - of a plan's report.
 */
export function estimateSpans(project: Project, files: readonly ReportFile[]): ReportEstimate[] {
  const graph = createCallGraph(project);
  const own = ownVolumes(project, files);
  const { holders, volumeOf } = createVolumes(graph, own);
  return findEntries(project, graph, holders)
    .map(({ holder, kind, everyMs }): ReportEstimate => {
      const { spans, perItem, loops } = volumeOf(holder);
      return {
        entry: nameOfHolder(holder),
        path: holder.module.path,
        line: lineAt(holder.module, holder.node.range[0]),
        kind,
        spans,
        perItem,
        loops: [...loops].sort(),
        ...(everyMs === undefined ? {} : { everyMs, perMinute: Math.ceil((spans * 60_000) / everyMs) }),
      };
    })
    .sort((a, b) => bound(b) - bound(a) || compare(a.path, b.path) || a.line - b.line);
}

/** The spans of one run, with each loop taken for `ASSUMED_ROUNDS` rounds. */
export function bound({ spans, perItem }: Pick<ReportEstimate, "spans" | "perItem">): number {
  return spans + perItem * ASSUMED_ROUNDS;
}

/** The spans that stand in each function itself. */
function ownVolumes(project: Project, files: readonly ReportFile[]): ReadonlyMap<Holder, Volume> {
  const volumes = new Map<Holder, Volume>();
  for (const { path, sites } of files) {
    const module = project.moduleAt.get(path);
    if (module === undefined) continue;
    for (const site of sites.filter(makesSpan)) {
      const holder = holderOfSite(module, site.range);
      const one = repeated(holder, site.range, volumeOfSite(site, holder));
      volumes.set(holder, sum(volumes.get(holder) ?? NONE, one));
    }
  }
  return volumes;
}

function makesSpan({ decision, name }: ReportSite): boolean {
  return name !== undefined && /^(?:wrap|carry|continue|already)$/.test(decision);
}

/** An agent's span has a child for each tool that it calls. */
function volumeOfSite({ op }: ReportSite, { module, node }: Holder): Volume {
  if (op !== "gen_ai.invoke_agent") return { ...NONE, spans: 1 };
  return {
    spans: 1,
    perItem: 1,
    loops: new Set([`${module.path}:${lineAt(module, node.range[0])} (tool calls)`]),
  };
}

/** A site is a node of the same text, so the innermost node that holds its range is it. */
function holderOfSite(module: SourceModule, range: Range): Holder {
  const inner = nodesOf(module.file.program).findLast((node) => contains(node.range, range));
  return holderAround(module, inner ?? module.file.program);
}

/** What stands in a loop of the function counts for each item. */
function repeated({ module, node }: Holder, range: Range, volume: Volume): Volume {
  const loops = roundsOf(module).filter(
    (rounds) =>
      contains(rounds.range, range) && contains(node.range, rounds.range) && rounds.range !== node.range,
  );
  if (loops.length === 0) return volume;
  return {
    spans: 0,
    perItem: volume.spans + volume.perItem,
    loops: new Set([...volume.loops, ...loops.map(({ line }) => `${module.path}:${line}`)]),
  };
}

/** A function's spans with those of what it calls and waits for; recursion counts once. */
function createVolumes(
  graph: CallGraph,
  own: ReadonlyMap<Holder, Volume>,
): { readonly holders: readonly Holder[]; readonly volumeOf: (holder: Holder) => Volume } {
  const calls = callsByHolder(graph);
  const done = new Map<Holder, Volume>();
  const volumeOf = (holder: Holder): Volume => {
    const before = done.get(holder);
    if (before !== undefined) return before;
    done.set(holder, NONE);
    const volume = [...(calls.get(holder)?.values() ?? [])].reduce(
      (total, edges) =>
        sum(
          total,
          largest(edges.map(({ node, to }) => repeated(holder, node.range, volumeOf(holderOfUnit(to))))),
        ),
      own.get(holder) ?? NONE,
    );
    done.set(holder, volume);
    return volume;
  };
  const holders = [...new Set([...own.keys(), ...calls.keys()])].filter((holder) => {
    const { spans, perItem } = volumeOf(holder);
    return spans + perItem > 0;
  });
  return { holders, volumeOf };
}

/** The calls of a function, each with its possible targets; what runs on its own is an entry point of its own. */
function callsByHolder({
  edges,
}: CallGraph): ReadonlyMap<Holder, ReadonlyMap<Edge["node"], readonly Edge[]>> {
  const calls = new Map<Holder, Map<Edge["node"], Edge[]>>();
  for (const edge of edges) {
    if (edge.fate.kind === "detached") continue;
    const holder = holderAround(edge.module, edge.node);
    const targets = calls.get(holder) ?? new Map<Edge["node"], Edge[]>();
    calls.set(holder, targets);
    targets.set(edge.node, [...(targets.get(edge.node) ?? []), edge]);
  }
  return calls;
}

/** A call with several possible targets runs one of them. */
function largest(volumes: readonly Volume[]): Volume {
  return volumes.reduce((most, one) => (bound(one) > bound(most) ? one : most), NONE);
}

function sum(a: Volume, b: Volume): Volume {
  return {
    spans: a.spans + b.spans,
    perItem: a.perItem + b.perItem,
    loops: new Set([...a.loops, ...b.loops]),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
