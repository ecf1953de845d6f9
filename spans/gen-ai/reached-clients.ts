import type { TSESTree } from "@typescript-eslint/types";
import { contains, findVariable, type FunctionNode } from "../ast.ts";
import type { Range, SpanFile } from "../file.ts";
import { importBindings, requiredModule } from "../imports.ts";
import { walk } from "../walk.ts";
import { classOf } from "./agent-name.ts";
import { modelClientOf, type ModelClient } from "./model-client.ts";

/**
 * The model clients that a function works with, by imports: those that it names itself, else those that its class names, else those of
 * the file. Agents come first, because an agent that also sends a completion is an agent.
 */
export function reachedClients(file: SpanFile, node: FunctionNode): ModelClient[] {
  const owner = classOf(node);
  const ranges: Range[] = [node.range, ...(owner === undefined ? [] : [owner.range]), file.program.range];
  for (const range of ranges) {
    const clients = clientsIn(file, range);
    if (clients.length > 0) return clients;
  }
  return [];
}

/** The model clients that a function names itself. */
export function ownClients(file: SpanFile, node: FunctionNode): ModelClient[] {
  return clientsIn(file, node.range);
}

function clientsIn(file: SpanFile, range: Range): ModelClient[] {
  const found = new Set<ModelClient>();
  for (const binding of importBindings(file)) {
    const client = modelClientOf(binding.module);
    if (client === undefined || binding.typeOnly) continue;
    const variable = findVariable(file, file.program, binding.local);
    const isUsed = variable?.references.some(
      (reference) => reference.isValueReference && contains(range, reference.identifier.range),
    );
    if (isUsed === true) found.add(client);
  }
  for (const { at, module } of dynamicImports(file)) {
    const client = modelClientOf(module);
    if (client !== undefined && contains(range, at)) found.add(client);
  }
  return [...found].sort((a, b) => Number(a.operation === "chat") - Number(b.operation === "chat"));
}

interface DynamicImport {
  readonly at: Range;
  readonly module: string;
}

const known = new WeakMap<SpanFile, readonly DynamicImport[]>();

/** `await import("…")` and `require("…")` anywhere in a file. */
function dynamicImports(file: SpanFile): readonly DynamicImport[] {
  const cached = known.get(file);
  if (cached !== undefined) return cached;
  const found: DynamicImport[] = [];
  // Most files have none; the text says so without a walk.
  if (/\b(?:import|require)\s*\(/.test(file.text)) {
    walk(file.program, (node) => {
      const module = moduleOf(node);
      if (module !== undefined) found.push({ at: node.range, module });
    });
  }
  known.set(file, found);
  return found;
}

function moduleOf(node: TSESTree.Node): string | undefined {
  if (node.type !== "ImportExpression") return requiredModule(node);
  return node.source.type === "Literal" && typeof node.source.value === "string"
    ? node.source.value
    : undefined;
}
