import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, skipWrappers } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { importBindings, requiredModule } from "../imports.ts";

/** What starts a process, as its module exports it. */
export type ProcessApi = "spawn" | "fork" | "exec" | "execFile" | "Worker";

const MODULES: Readonly<Record<ProcessApi, RegExp>> = {
  spawn: /^(?:(?:node:)?child_process|cross-spawn)$/,
  fork: /^(?:node:)?child_process$/,
  exec: /^(?:node:)?child_process$/,
  execFile: /^(?:node:)?child_process$/,
  Worker: /^(?:node:)?worker_threads$/,
};

/** The function of `node:child_process` or `node:worker_threads` that an expression stands for, however it was imported. */
export function processApiOf(file: SpanFile, node: TSESTree.Node): ProcessApi | undefined {
  const exported = exportOf(file, node);
  if (exported === undefined || !Object.hasOwn(MODULES, exported.name)) return undefined;
  const api = exported.name as ProcessApi;
  return MODULES[api].test(exported.module) ? api : undefined;
}

/** Whether an expression stands for `promisify` of `node:util`. */
export function isPromisify(file: SpanFile, node: TSESTree.Node): boolean {
  const exported = exportOf(file, node);
  return exported?.name === "promisify" && /^(?:node:)?util$/.test(exported.module);
}

interface Exported {
  readonly module: string;
  readonly name: string;
}

function exportOf(file: SpanFile, node: TSESTree.Node): Exported | undefined {
  const inner = skipWrappers(node);
  if (inner.type === "MemberExpression") {
    const name = memberName(inner);
    const object = exportOf(file, inner.object);
    return name !== undefined && (object?.name === "*" || object?.name === "default")
      ? { module: object.module, name }
      : undefined;
  }
  if (inner.type !== "Identifier") return undefined;
  const definition = findDefinition(file, inner, inner.name);
  if (definition === undefined) return undefined;
  if (definition.block.type === "Program") {
    const binding = importBindings(file).find(({ local, typeOnly }) => local === inner.name && !typeOnly);
    if (binding !== undefined) return defaultOf(binding.module, binding.imported);
  }
  return definition.node.type === "VariableDeclarator" ? takenFrom(definition.node, inner.name) : undefined;
}

/** `cross-spawn` is `spawn` itself. */
function defaultOf(module: string, name: string): Exported {
  const isSpawn = module === "cross-spawn" && (name === "default" || name === "*");
  return { module, name: isSpawn ? "spawn" : name };
}

/** `const { spawn } = await import("child_process")`, `const { exec: run } = require("child_process")` inside a function. */
function takenFrom({ id, init }: TSESTree.VariableDeclarator, local: string): Exported | undefined {
  const module = init === null ? undefined : loadedModule(init);
  if (module === undefined) return undefined;
  if (id.type === "Identifier") return { module, name: "*" };
  if (id.type !== "ObjectPattern") return undefined;
  for (const property of id.properties) {
    if (property.type !== "Property" || property.value.type !== "Identifier") continue;
    const name = keyName(property.key, property.computed);
    if (property.value.name === local && name !== undefined) return { module, name };
  }
  return undefined;
}

function loadedModule(init: TSESTree.Expression): string | undefined {
  if (init.type !== "AwaitExpression") return requiredModule(init);
  const { argument } = init;
  if (argument.type !== "ImportExpression" || argument.source.type !== "Literal") return undefined;
  return typeof argument.source.value === "string" ? argument.source.value : undefined;
}
