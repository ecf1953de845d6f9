import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberPath, skipWrappers } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { lineIndent, styleOf } from "../style.ts";
import type { ProcessApi } from "./api.ts";

/**
 * The edits that put the trace into the environment of a process, in each of the ways in which that is given: no options, options
 * without env, options with env, options or env in a variable.
 *
 * @param text - the name of the function that adds the trace, and by what the lines of the call move right.
 * @returns `undefined` where it cannot be told which argument the options are, or what env is in them.
 */
export function envEdits(
  file: SpanFile,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  api: ProcessApi,
  { traceEnv, shift }: EnvText,
): readonly PlannedEdit[] | undefined {
  const found = findOptions(file, call, api);
  switch (found.kind) {
    case "none":
      return [insert(found.behind.range[1], `, ${braced(file, `env: ${traceEnv}()`)}`)];
    case "object":
      return objectEdits(file, found.node, { traceEnv, shift });
    case "variable": {
      const text = file.text.slice(...found.node.range);
      const env = `${text}${mayBeMissing(file, found.node) ? "?." : "."}env`;
      const { open, close } = braces(file);
      return [
        insert(found.node.range[0], `${open}...`),
        {
          range: [found.node.range[1], found.node.range[1]],
          text: `, env: ${traceEnv}(${env})${close}`,
          side: "close",
        },
      ];
    }
    case "unknown":
      return undefined;
  }
}

interface EnvText {
  readonly traceEnv: string;
  readonly shift: string;
}

type Options =
  | { readonly kind: "none"; readonly behind: TSESTree.Node }
  | { readonly kind: "object"; readonly node: TSESTree.ObjectExpression }
  | { readonly kind: "variable"; readonly node: TSESTree.Expression }
  | { readonly kind: "unknown" };

const UNKNOWN: Options = { kind: "unknown" };

function findOptions(
  file: SpanFile,
  { arguments: args }: TSESTree.CallExpression | TSESTree.NewExpression,
  api: ProcessApi,
): Options {
  const [command] = args;
  if (command === undefined || args.some(({ type }) => type === "SpreadElement")) return UNKNOWN;
  const takesList = api === "spawn" || api === "fork" || api === "execFile";
  let behind: TSESTree.Node = command;
  for (const [index, argument] of args.entries()) {
    if (index === 0) continue;
    const inner = skipWrappers(argument);
    if (inner.type === "ObjectExpression") return { kind: "object", node: inner };
    if (isFunction(inner)) return { kind: "none", behind };
    if (inner.type === "ArrayExpression" || (takesList && index === 1 && isList(file, inner, args.length))) {
      behind = argument;
      continue;
    }
    const path = memberPath(inner);
    if (path === undefined) return UNKNOWN;
    if ((api === "exec" || api === "execFile") && isCallback(file, inner, path))
      return { kind: "none", behind };
    if (index === (takesList ? 2 : 1) || isOptionsName(path))
      return { kind: "variable", node: inner as TSESTree.Expression };
    return UNKNOWN;
  }
  return { kind: "none", behind };
}

/** A second argument of several, or one that is made or called as a list. */
function isList(file: SpanFile, node: TSESTree.Node, count: number): boolean {
  const path = memberPath(node);
  if (path !== undefined && isOptionsName(path)) return false;
  if (count > 2 || /^(?:args?|argv|params|parameters|flags|.*Args|.*Flags)$/.test(path?.at(-1) ?? ""))
    return true;
  const [root = "", ...rest] = path ?? [];
  const made = rest.length === 0 ? findDefinition(file, node, root)?.node : undefined;
  return made?.type === "VariableDeclarator" && made.init?.type === "ArrayExpression";
}

function isOptionsName(path: readonly string[]): boolean {
  return /^(?:opts?|options?|.*(?:Opts|Options))$/.test(path.at(-1) ?? "");
}

function isCallback(file: SpanFile, node: TSESTree.Node, path: readonly string[]): boolean {
  if (/^(?:cb|callback|done|next|resolve|on[A-Z]\w*)$/.test(path.at(-1) ?? "")) return true;
  const definition = findDefinition(file, node, path[0] ?? "");
  return path.length === 1 && definition?.kind === "function";
}

function objectEdits(
  file: SpanFile,
  node: TSESTree.ObjectExpression,
  { traceEnv, shift }: EnvText,
): readonly PlannedEdit[] | undefined {
  const { properties } = node;
  const env = properties.find(
    (property) => property.type === "Property" && keyName(property.key, property.computed) === "env",
  );
  if (properties.some((property) => property.type === "Property" && property.computed)) return undefined;
  if (env?.type === "Property") {
    if (env.method || env.kind !== "init") return undefined;
    if (env.shorthand) return [{ range: env.range, text: `env: ${traceEnv}(env)`, side: "replace" }];
    // Both ways of writing it would come out the same, and one could not be put back.
    if (env.value.type === "Identifier" && env.value.name === "env") return undefined;
    const [start, end] = env.value.range;
    return [insert(start, `${traceEnv}(`), { range: [end, end], text: ")", side: "close" }];
  }
  const spreads = properties.flatMap((property) =>
    property.type === "SpreadElement" ? [property.argument] : [],
  );
  const last = properties.at(-1);
  const [spread, ...others] = spreads;
  // What is spread may hold an env: one variable can be asked, more could hide each other's.
  if (last === undefined || others.length > 0) return undefined;
  if (spread !== undefined && (memberPath(spread) === undefined || properties.length === 1)) return undefined;
  const given =
    spread === undefined
      ? ""
      : `${file.text.slice(...spread.range)}${mayBeMissing(file, spread) ? "?." : "."}env`;
  const lineStart = file.text.lastIndexOf("\n", last.range[0] - 1) + 1;
  const isAlone = file.text.slice(lineStart, last.range[0]).trim() === "";
  const gap = isAlone ? `\n${shift}${lineIndent(file.text, last.range[0])}` : " ";
  return [insert(last.range[1], `,${gap}env: ${traceEnv}(${given})`)];
}

/** A const that is made here is there; a parameter, or what an object holds, may be undefined. */
function mayBeMissing(file: SpanFile, node: TSESTree.Node): boolean {
  const path = memberPath(node) ?? [];
  const made = findDefinition(file, node, path[0] ?? "")?.node;
  return !(
    path.length === 1 &&
    made?.type === "VariableDeclarator" &&
    made.parent.kind === "const" &&
    made.init?.type === "ObjectExpression"
  );
}

function insert(at: number, text: string): PlannedEdit {
  return { range: [at, at], text, side: "open" };
}

function braced(file: SpanFile, text: string): string {
  const { open, close } = braces(file);
  return open + text + close;
}

function braces(file: SpanFile): { readonly open: string; readonly close: string } {
  return styleOf(file).bracketSpacing ? { open: "{ ", close: " }" } : { open: "{", close: "}" };
}
