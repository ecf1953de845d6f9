import type { TSESTree } from "@typescript-eslint/types";
import { keyName, matchesSymbol, type FunctionNode } from "../ast.ts";
import type { ServiceEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { findProviderEntry } from "../gen-ai/entries.ts";
import { symbolsOf } from "../name.ts";
import { matchesPath } from "../paths.ts";
import { findBodyEntry } from "../tools/entries.ts";
import { reachesBoundary } from "./boundary.ts";
import { waits } from "./waits.ts";

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
export type MemberNode = TSESTree.MethodDefinition | TSESTree.PropertyDefinition;

/** The member of a class that a function is: a method, or a property that holds it. */
export function memberOf(node: FunctionNode): MemberNode | undefined {
  const { parent } = node;
  return parent?.type === "MethodDefinition" || parent?.type === "PropertyDefinition" ? parent : undefined;
}

/** The rule that chooses a method; the first one that speaks of its class and does not except it. */
export function findServiceEntry(file: SpanFile, node: FunctionNode): ServiceEntry | undefined {
  const member = memberOf(node);
  if (member === undefined || file.config.services === undefined) return undefined;
  const owner = nameOfClass(member.parent.parent);
  const name = keyName(member.key, member.computed);
  if (owner === undefined || name === undefined || name === "constructor") return undefined;
  // The second half of a generator that was split.
  if (node.generator && /^#.*Untraced\d*$/.test(name)) return undefined;
  const entry = file.config.services.find(
    (one) =>
      meansClass(one, owner, file.path) && !isExcepted(one, owner, name) && isChosen(file, one, member, node),
  );
  return entry === undefined || isNamedElsewhere(file, node) ? undefined : entry;
}

/** Whether a rule speaks of a class by that name; where it is declared does not count for one of another file. */
export function isServiceClass(file: SpanFile, name: string): boolean {
  return (file.config.services ?? []).some((one) => meansClass(one, name, undefined));
}

export function nameOfClass(node: ClassNode): string | undefined {
  if (node.id != null) return node.id.name;
  return node.parent.type === "VariableDeclarator" && node.parent.id.type === "Identifier"
    ? node.parent.id.name
    : undefined;
}

function meansClass(
  { files, classes, suffix }: ServiceEntry,
  name: string,
  path: string | undefined,
): boolean {
  if (path !== undefined && files?.some((pattern) => matchesPath(path, pattern)) === false) return false;
  if (classes?.includes(name) === true) return true;
  return classes === undefined || suffix !== undefined ? name.endsWith(suffix ?? "Service") : false;
}

function isExcepted({ except = [] }: ServiceEntry, owner: string, name: string): boolean {
  return except.some((wanted) => matchesName(name, wanted) || matchesName(`${owner}.${name}`, wanted));
}

/** Named, or public and worth a span: it waits for something. */
function isChosen(file: SpanFile, entry: ServiceEntry, member: MemberNode, node: FunctionNode): boolean {
  const name = keyName(member.key, member.computed) ?? "";
  if (entry.methods !== undefined) return entry.methods.some((wanted) => matchesName(name, wanted));
  const isPublic =
    member.accessibility !== "private" && member.accessibility !== "protected" && !/^[#_]/.test(name);
  if (!isPublic || (member.type === "MethodDefinition" && member.kind !== "method") || !waits(node))
    return false;
  return entry.boundary !== true || reachesBoundary(file, node);
}

/** Another list of the config names this very function: there it has its own form and name. */
function isNamedElsewhere(file: SpanFile, node: FunctionNode): boolean {
  const symbols = symbolsOf(node);
  const { functions = [], ticks = [] } = file.config;
  return (
    functions.some(
      (one) =>
        (one.span ?? "body") === "body" &&
        matchesPath(file.path, one.file) &&
        symbols.some((symbol) => matchesSymbol(symbol, one.function)),
    ) ||
    ticks.some(
      (one) =>
        one.span === "body" &&
        matchesPath(file.path, one.file) &&
        symbols.some((symbol) => matchesSymbol(symbol, one.function)),
    ) ||
    findBodyEntry(file, node) !== undefined ||
    findProviderEntry(file, node) !== undefined
  );
}

function matchesName(name: string, wanted: string): boolean {
  const bare = name.replace(/(^|\.)#/, "$1");
  const plain = wanted.replace(/(^|\.)#/, "$1");
  if (!plain.includes("*")) return bare === plain;
  const source = plain
    .split("*")
    .map((part) => part.replace(/[^\w]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`).test(bare);
}
