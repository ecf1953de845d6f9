import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, matchesSymbol, type FunctionNode } from "../ast.ts";
import { findNamedAround, matchesCallee } from "../carry/callee.ts";
import type { ToolEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { symbolsOf } from "../name.ts";
import { matchesPath } from "../paths.ts";

/** The config entry that means a function's body; the first one wins. */
export function findBodyEntry(file: SpanFile, node: FunctionNode): ToolEntry | undefined {
  const entries = entriesFor(file).filter(({ span }) => span !== "call");
  if (entries.length === 0) return undefined;
  const symbols = symbolsOf(node);
  return entries.find(
    (entry) => symbols.some((symbol) => matchesSymbol(symbol, entry.function)) && isInside(node, entry),
  );
}

/** The config entry that means a call. */
export function findCallEntry(file: SpanFile, node: TSESTree.CallExpression): ToolEntry | undefined {
  return entriesFor(file).find(
    (entry) => entry.span === "call" && matchesCallee(node, entry.function, file) && isInside(node, entry),
  );
}

/** The functions around a node, with the entries that mean their bodies. */
export function entriesAround(
  file: SpanFile,
  node: TSESTree.Node,
): readonly { readonly node: FunctionNode; readonly entry: ToolEntry }[] {
  const found: { node: FunctionNode; entry: ToolEntry }[] = [];
  for (let at = node.parent; at != null; at = at.parent) {
    const entry = isFunction(at) ? findBodyEntry(file, at) : undefined;
    if (isFunction(at) && entry !== undefined) found.push({ node: at, entry });
  }
  return found;
}

function entriesFor({ config, path }: SpanFile): readonly ToolEntry[] {
  return (config.tools ?? []).filter(({ file }) => matchesPath(path, file));
}

function isInside(node: TSESTree.Node, entry: ToolEntry): boolean {
  return entry.in === undefined || findNamedAround(node, entry.in) !== undefined;
}
