import { findEnclosingFunction, skipWrappers } from "../../spans/index.ts";
import type { CallGraph } from "./call-graph.ts";
import type { Project } from "./project.ts";
import { sourcesOf, type StreamSource } from "./streams.ts";
import type { FunctionUnit } from "./units.ts";

/** Functions of which the own body loops over what a provider or an AI SDK streams; the value is the evidence. */
export function findConsumers(
  project: Project,
  graph: CallGraph,
  providers: ReadonlySet<FunctionUnit>,
): ReadonlyMap<FunctionUnit, string> {
  const found = new Map<FunctionUnit, string>();
  for (const module of project.modules) {
    for (const loop of module.loops) {
      const around = findEnclosingFunction(loop);
      const unit = around === undefined ? undefined : module.functionOf.get(around);
      // A generator hands on what it loops over: whoever loops over it is the consumer.
      if (unit === undefined || unit.node.generator || found.has(unit)) continue;
      for (const source of sourcesOf(project, providers, module, loop.right)) {
        const evidence = evidenceOf(project, graph, providers, source);
        if (evidence === undefined) continue;
        found.set(unit, evidence);
        break;
      }
    }
  }
  return found;
}

function evidenceOf(
  project: Project,
  graph: CallGraph,
  providers: ReadonlySet<FunctionUnit>,
  source: StreamSource,
): string | undefined {
  switch (source.kind) {
    case "provider":
      return `consumes the stream of ${source.unit.symbol}`;
    case "sdk":
      return `consumes the stream of ${source.label}`;
    case "parameter":
      for (const { module, node } of graph.edgesTo.get(source.owner) ?? []) {
        const argument = node.arguments[source.index];
        const given =
          argument === undefined ? [] : sourcesOf(project, providers, module, skipWrappers(argument));
        const known = given.find(({ kind }) => kind !== "parameter");
        if (known !== undefined) return evidenceOf(project, graph, providers, known);
      }
      return undefined;
  }
}
