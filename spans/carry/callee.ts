import type { TSESTree } from "@typescript-eslint/types";
import {
  functionName,
  isFunction,
  matchesSymbol,
  memberName,
  memberPath,
  skipWrappers,
  type FunctionNode,
} from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";

/** The names by which a call reaches its function: `socket.send`, `io.to().emit`; `?` for an object without a name. */
export function calleePath(call: TSESTree.CallExpression): readonly string[] {
  return pathOf(call.callee);
}

/** The same for the expression that stands for a function: `this.poll`, `bus.emit`. */
export function functionPath(node: TSESTree.Node): readonly string[] {
  return pathOf(node);
}

/** The last name of a call's callee: `send` of `this.#child.send?.(x)`. */
export function calleeName(call: TSESTree.CallExpression): string {
  return calleePath(call).at(-1) ?? "?";
}

/** Called on a process, a worker or a port: such a channel takes objects and gives objects. */
export function isChannelCall(call: TSESTree.CallExpression): boolean {
  return calleePath(call)
    .slice(0, -1)
    .some((part) => /process|child|worker|parent|port|fork|helper|channel/i.test(part));
}

/**
 * Whether a call is what a config entry names: `socket.send`, `.emit` of any object, or `Class.method` called on `this`.
 *
 * @param file - when given, a const that stands for a path counts as the path: `const socket = connection.socket`.
 */
export function matchesCallee(call: TSESTree.CallExpression, wanted: string, file?: SpanFile): boolean {
  return matchesFunction(call.callee, wanted, file);
}

/** The same for the expression that stands for a function, called or handed on. */
export function matchesFunction(node: TSESTree.Node, wanted: string, file?: SpanFile): boolean {
  const path = pathOf(node);
  const text = path.join(".");
  if (wanted.startsWith(".")) return text.endsWith(wanted);
  if (text === wanted) return true;
  if (path.length === 2 && path[0] === "this" && `${classNameAround(node) ?? ""}.${path[1] ?? ""}` === wanted)
    return true;
  const behind = file === undefined ? undefined : pathBehind(file, node, path[0] ?? "");
  return behind !== undefined && [...behind, ...path.slice(1)].join(".") === wanted;
}

/** The member path that a const is a name for. */
function pathBehind(file: SpanFile, at: TSESTree.Node, name: string): readonly string[] | undefined {
  const declarator = findDefinition(file, at, name)?.node;
  if (
    declarator?.type !== "VariableDeclarator" ||
    declarator.init === null ||
    declarator.id.type !== "Identifier"
  )
    return undefined;
  const path = memberPath(declarator.init);
  return path === undefined || path.length < 2 ? undefined : path;
}

/** The function around a node, nearest first, that a config entry names. */
export function findNamedAround(node: TSESTree.Node, wanted: string): FunctionNode | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (!isFunction(at)) continue;
    const name = functionName(at);
    if (name !== undefined && matchesSymbol(name, wanted)) return at;
  }
  return undefined;
}

function pathOf(node: TSESTree.Node): readonly string[] {
  const inner = skipWrappers(node);
  switch (inner.type) {
    case "Identifier":
      return [inner.name];
    case "ThisExpression":
      return ["this"];
    case "MemberExpression":
      return [...pathOf(inner.object), memberName(inner) ?? "?"];
    case "CallExpression": {
      const path = pathOf(inner.callee);
      return [...path.slice(0, -1), `${path.at(-1) ?? "?"}()`];
    }
    default:
      return ["?"];
  }
}

function classNameAround(node: TSESTree.Node): string | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (at.type === "ClassDeclaration" || at.type === "ClassExpression") return at.id?.name;
  }
  return undefined;
}
