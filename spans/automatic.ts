import type { TSESTree } from "@typescript-eslint/types";
import { memberPath, skipWrappers } from "./ast.ts";
import { isDriverCovered } from "./covered.ts";
import { findDefinition } from "./definition.ts";
import type { SpanFile } from "./file.ts";
import { findImport } from "./imports.ts";

/** HTTP clients and AI SDKs whose calls an SDK major traces by itself. @see facts: sentry 7 */
const SINCE: Readonly<Record<string, number>> = {
  undici: 8,
  axios: 8,
  got: 8,
  "node-fetch": 8,
  openai: 9,
  "@anthropic-ai/sdk": 10,
  "@google/genai": 10,
};

/** What a call is of, where the SDK makes a span for each call of it: `fetch`, `pg`, `openai`. */
export function automaticCall(file: SpanFile, node: TSESTree.Node): string | undefined {
  const inner = skipWrappers(node);
  if (inner.type !== "CallExpression") return undefined;
  const [root, ...members] = memberPath(inner.callee) ?? [];
  if (root === undefined) return undefined;
  if (root === "fetch" && members.length === 0 && findDefinition(file, inner, root) === undefined)
    return "fetch";
  const module = moduleOf(file, inner, root);
  if (module === undefined) return undefined;
  return (SINCE[module] ?? Infinity) <= file.sdk.major || isDriverCovered(module, file.sdk.major)
    ? module
    : undefined;
}

/** The package that a name is of: an import, or a const that is made by one: `new Pool()`, `createClient()`. */
function moduleOf(file: SpanFile, at: TSESTree.Node, name: string): string | undefined {
  const definition = findDefinition(file, at, name);
  if (definition?.block.type !== "Program") return undefined;
  const binding = findImport(file, name);
  if (binding !== undefined) return binding.module;
  if (definition.node.type !== "VariableDeclarator" || definition.node.init === null) return undefined;
  const init = skipWrappers(definition.node.init);
  if (init.type !== "NewExpression" && init.type !== "CallExpression") return undefined;
  const [maker] = memberPath(init.callee) ?? [];
  return maker === undefined ? undefined : findImport(file, maker)?.module;
}
