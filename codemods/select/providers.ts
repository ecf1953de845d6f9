import type { Boundary } from "./boundary.ts";
import type { CallGraph } from "./call-graph.ts";
import { namedAround } from "./call-graph.ts";
import { rootOf } from "./class-tree.ts";
import type { Project } from "./project.ts";
import { labelOf, type Reach } from "./reach.ts";
import { sourcesOf } from "./streams.ts";
import type { FunctionUnit } from "./units.ts";

/** Command names of coding agents, as they stand in paths, classes and commands. */
const AGENT =
  /(?:^|[^a-z])(?:claude|codex|cursor|gemini|copilot|opencode|aider|goose|amp|qwen|agent|llm)(?:[^a-z]|$)/i;

/**
 * Functions that give a stream of what a model says: asynchronous generators that call an AI SDK, delegate to another provider or run
 * the command of an agent, and functions that return such a stream. The value is the evidence.
 */
export function findProviders(
  project: Project,
  graph: CallGraph,
  reach: Reach,
): ReadonlyMap<FunctionUnit, string> {
  const found = new Map<FunctionUnit, string>();
  const candidates = project.modules.flatMap(({ functions }) => functions.filter(givesStream));

  for (const unit of candidates) {
    const boundary = crossedBy(graph, unit, "ai");
    if (boundary !== undefined) found.set(unit, `stream of ${boundary.label}`);
    else if (runsAgent(unit, reach))
      found.set(unit, `stream of an agent's process (${labelOf(reach.get(unit) ?? [])})`);
    else if (isDeclaredProvider(project, unit)) found.set(unit, "implements executeQuery of its base");
  }
  addRelatives(project, candidates, reach, found);
  while (addDelegating(project, candidates, found)) continue;
  return found;
}

function givesStream({ node }: FunctionUnit): boolean {
  if (node.generator) return node.async;
  const type = node.returnType?.typeAnnotation;
  const inner = type?.type === "TSTypeReference" && node.async ? type.typeArguments?.params[0] : type;
  return (
    inner?.type === "TSTypeReference" &&
    inner.typeName.type === "Identifier" &&
    /^(?:AsyncGenerator|AsyncIterable|AsyncIterableIterator|ReadableStream)$/.test(inner.typeName.name)
  );
}

/** A boundary that the function crosses itself, at any place of its body. */
function crossedBy(graph: CallGraph, unit: FunctionUnit, kind: Boundary["kind"]): Boundary | undefined {
  return graph.crossings.find(({ from, boundary }) => from === unit && boundary.kind === kind)?.boundary;
}

function runsAgent(unit: FunctionUnit, reach: Reach): boolean {
  if (!reach.get(unit)?.some(({ kind }) => kind === "process")) return false;
  const words = `${unit.module.path} ${unit.symbol}`.replace(/([a-z])([A-Z])/g, "$1-$2");
  return AGENT.test(words);
}

/** `executeQuery` of a class below one that leaves it open, or that is called a provider or an agent. */
function isDeclaredProvider(project: Project, unit: FunctionUnit): boolean {
  if (unit.name !== "executeQuery" || unit.owner === undefined || !unit.node.generator) return false;
  const root = rootOf(project, unit.owner, unit.name);
  return root !== unit.owner && /Provider|Agent|Model/.test(root.name);
}

/** What a base class, its subclasses and their siblings do under one name is one thing: one of them a provider, then all that run a process. */
function addRelatives(
  project: Project,
  candidates: readonly FunctionUnit[],
  reach: Reach,
  found: Map<FunctionUnit, string>,
): void {
  const families = new Set(
    [...found.keys()].flatMap((unit) =>
      unit.owner === undefined ? [] : [familyOf(project, unit, unit.owner)],
    ),
  );
  for (const unit of candidates) {
    if (found.has(unit) || unit.owner === undefined || reach.get(unit) === undefined) continue;
    if (families.has(familyOf(project, unit, unit.owner)))
      found.set(unit, `stream of ${labelOf(reach.get(unit) ?? [])}, as its siblings`);
  }
}

function familyOf(project: Project, unit: FunctionUnit, owner: NonNullable<FunctionUnit["owner"]>): string {
  const root = rootOf(project, owner, unit.name);
  return `${root.module.path}#${root.name}.${unit.name}`;
}

/** Generators that hand on what a provider yields. */
function addDelegating(
  project: Project,
  candidates: readonly FunctionUnit[],
  found: Map<FunctionUnit, string>,
): boolean {
  const known = new Set(found.keys());
  for (const unit of candidates) {
    if (found.has(unit) || !unit.node.generator) continue;
    const { module } = unit;
    const heads = [
      ...module.loops.filter((loop) => namedAround(module, loop) === unit).map(({ right }) => right),
      ...module.delegations
        .filter((one) => namedAround(module, one) === unit)
        .map(({ argument }) => argument),
    ];
    const source = heads
      .flatMap((head) => (head == null ? [] : sourcesOf(project, known, module, head)))
      .find(({ kind }) => kind === "provider");
    if (source?.kind === "provider") found.set(unit, `hands on ${source.unit.symbol}`);
  }
  return found.size > known.size;
}

/** A function that returns a stream and is called by providers alone gets no span beside theirs. */
export function isInner(
  graph: CallGraph,
  providers: ReadonlyMap<FunctionUnit, string>,
  unit: FunctionUnit,
): boolean {
  const callers = graph.edgesTo.get(unit) ?? [];
  return !unit.node.generator && callers.some(({ from }) => from !== undefined && providers.has(from));
}
