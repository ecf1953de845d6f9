import type { TSESTree } from "@typescript-eslint/types";
import { functionName, isFunction, memberPath, skipWrappersUp, type FunctionNode } from "./ast.ts";
import { findImport } from "./imports.ts";
import type { SpanFile } from "./file.ts";

/** File and folder names that say nothing about what is inside. */
const GENERIC = /^(?:index|main|mod|route|server|src|lib|dist|app|apps|pages|api|\[.*\]|\(.*\)|@.*|\.+)$/;

/**
 * What a module is called in a span's name: the file's name, or the nearest folder that says more than `index` or `[id]`.
 *
 * @param path - POSIX path, or a specifier; with or without extension.
 */
export function moduleName(path: string): string {
  const parts = path.replace(/\.(?:d\.)?[cm]?[jt]sx?$/, "").split("/");
  return parts.findLast((part) => part !== "" && !GENERIC.test(part)) ?? parts.at(-1) ?? path;
}

/**
 * The names by which a config can mean a function: its own (`Class.method`, `load`), the one of the object that it is a method of
 * (`handlers.load`), `default` for the default export without a name, the const of which it is the only function (`cache(async () => …)`).
 */
export function symbolsOf(node: FunctionNode): readonly string[] {
  const own = functionName(node);
  const { parent } = skipWrappersUp(node);
  if (parent?.type === "Property" && own !== undefined) {
    const owner = objectName(parent.parent);
    return owner === undefined ? [own] : [`${owner}.${own}`, own];
  }
  if (parent?.type === "AssignmentExpression" && own !== undefined) {
    const path = memberPath(parent.left)?.filter((part) => part !== "prototype" && part !== "this") ?? [];
    return path.length > 1 ? [path.join("."), own] : [own];
  }
  if (own !== undefined) return [own];
  if (parent?.type === "ExportDefaultDeclaration") return ["default"];
  if (parent?.type !== "CallExpression" || parent.arguments.filter(isFunction).length !== 1) return [];
  const { parent: outer } = skipWrappersUp(parent);
  return outer?.type === "VariableDeclarator" && outer.id.type === "Identifier" ? [outer.id.name] : [];
}

/** `Class.method`, `object.method`, or `module.function`. */
export function functionSpanName(file: SpanFile, node: FunctionNode): string | undefined {
  const [symbol] = symbolsOf(node);
  if (symbol === undefined || symbol.includes("."))
    return symbol?.replace(/^(?:module\.)?exports\./, `${moduleName(file.path)}.`);
  return `${moduleName(file.path)}.${symbol}`;
}

/** The same for what a call calls: `Class.method` for `this.method()`, the module that a function comes from, an object's own name. */
export function calleeSpanName(file: SpanFile, call: TSESTree.CallExpression): string | undefined {
  const path = memberPath(call.callee);
  const last = path?.at(-1);
  if (path === undefined || last === undefined) return undefined;
  if (path.length === 1) return `${moduleName(findImport(file, last)?.module ?? file.path)}.${last}`;
  const owner = path.at(-2);
  if (owner === "this") return `${classNameAround(call) ?? moduleName(file.path)}.${last}`;
  return `${owner ?? ""}.${last}`;
}

function objectName(object: TSESTree.Node): string | undefined {
  const { parent } = skipWrappersUp(object);
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier") return parent.id.name;
  return undefined;
}

function classNameAround(node: TSESTree.Node): string | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (at.type === "ClassDeclaration" || at.type === "ClassExpression") return at.id?.name;
  }
  return undefined;
}
