import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, skipWrappers } from "../../spans/index.ts";
import { boundaryOf, type Boundary } from "./boundary.ts";
import { targetsOf } from "./call-targets.ts";
import { fateOf, laterCall, type Fate } from "./fate.ts";
import { isComponentPath } from "./paths.ts";
import type { Project } from "./project.ts";
import type { FunctionUnit, SourceModule } from "./units.ts";
import { valueOf } from "./value-of.ts";

/** A call of a function of the project, or its handing over to a timer or a subscription. */
export interface Edge {
  readonly module: SourceModule;
  readonly node: TSESTree.CallExpression;
  /** The nearest named function around, whoever waits. */
  readonly from: FunctionUnit | undefined;
  readonly to: FunctionUnit;
  readonly fate: Fate;
}

/** A call that leaves the program. */
interface Crossing {
  readonly node: TSESTree.CallExpression;
  readonly from: FunctionUnit | undefined;
  readonly fate: Fate;
  readonly boundary: Boundary;
}

/** Who calls whom. */
export interface CallGraph {
  readonly edges: readonly Edge[];
  readonly edgesTo: ReadonlyMap<FunctionUnit, readonly Edge[]>;
  readonly edgesFrom: ReadonlyMap<FunctionUnit, readonly Edge[]>;
  readonly crossings: readonly Crossing[];
}

export function createCallGraph(project: Project): CallGraph {
  const edges: Edge[] = [];
  const crossings: Crossing[] = [];
  for (const module of project.modules) {
    if (isComponentPath(module.path)) continue; // what a click starts has the browser's trace
    for (const node of module.calls) {
      const targets = targetsOf(project, module, node.callee);
      const boundary = targets.outside === undefined ? undefined : boundaryOf(targets.outside);
      if (targets.functions.length > 0 || boundary !== undefined) {
        const from = namedAround(module, node);
        const fate = fateOf(module, node);
        if (boundary !== undefined) crossings.push({ node, from, fate, boundary });
        for (const to of targets.functions) edges.push({ module, node, from, to, fate });
      }
      edges.push(...handedOver(project, module, node));
    }
  }
  return {
    edges,
    crossings,
    edgesTo: groupBy(edges, ({ to }) => to),
    edgesFrom: groupBy(edges, ({ from }) => from),
  };
}

/** The nearest function with a name around a node. */
export function namedAround(module: SourceModule, node: TSESTree.Node): FunctionUnit | undefined {
  for (let at = findEnclosingFunction(node); at !== undefined; at = findEnclosingFunction(at)) {
    const unit = module.functionOf.get(at);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

/** `setInterval(this.poll, 1000)`: functions that a timer or a subscription gets by name. */
function handedOver(project: Project, module: SourceModule, node: TSESTree.CallExpression): readonly Edge[] {
  const later = laterCall(node);
  if (later?.kind !== "detached") return [];
  return node.arguments.flatMap((argument) => {
    const inner = skipWrappers(argument);
    if (
      inner.type !== "Identifier" &&
      inner.type !== "MemberExpression" &&
      inner.type !== "CallExpression" &&
      inner.type !== "FunctionExpression"
    )
      return [];
    const value = valueOf(project, module, inner);
    return value?.kind === "function"
      ? [
          {
            module,
            node,
            from: namedAround(module, node),
            to: value,
            fate: later,
          },
        ]
      : [];
  });
}

function groupBy(
  edges: readonly Edge[],
  keyOf: (edge: Edge) => FunctionUnit | undefined,
): ReadonlyMap<FunctionUnit, readonly Edge[]> {
  const groups = new Map<FunctionUnit, Edge[]>();
  for (const edge of edges) {
    const key = keyOf(edge);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [edge]);
    else group.push(edge);
  }
  return groups;
}
