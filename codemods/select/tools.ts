import type { CallGraph } from "./call-graph.ts";
import type { Project } from "./project.ts";
import type { FunctionUnit } from "./units.ts";

/** `callTool`, `executeMcpTool`, `runTool`; not `isToolCall` nor `executeToolbar`. */
const NAME =
  /^_?(?:call|execute|exec|invoke|run|dispatch|handle|use|perform)(?:[A-Z][A-Za-z]*)?Tool(?:Call|ByName)?$/i;
const TOOL = /^(?:tool|toolName|toolId|name|fn|functionName)$/;

/**
 * Functions through which every call of a tool goes: named so, asynchronous, with the tool's name first and its input behind it. Where
 * one calls another, the one where several ways meet is the choke point; with one way only it is the outer one.
 */
export function findToolChokePoints(project: Project, graph: CallGraph): readonly FunctionUnit[] {
  const candidates = new Set(project.modules.flatMap(({ functions }) => functions.filter(isToolCaller)));
  const callersOf = (unit: FunctionUnit): ReadonlySet<FunctionUnit | undefined> =>
    new Set((graph.edgesTo.get(unit) ?? []).map(({ from }) => from));
  return [...candidates].filter((unit) => {
    const callers = callersOf(unit);
    const [only] = callers;
    if (callers.size === 1 && only !== undefined && only !== unit && candidates.has(only)) return false;
    const called = (graph.edgesFrom.get(unit) ?? []).map(({ to }) => to);
    return !called.some((to) => to !== unit && candidates.has(to) && callersOf(to).size > 1);
  });
}

function isToolCaller({ name, node }: FunctionUnit): boolean {
  if (!node.async || !NAME.test(name) || node.params.length < 2) return false;
  const [first] = node.params;
  return first?.type === "Identifier" && TOOL.test(first.name);
}
