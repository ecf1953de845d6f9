import type { TSESTree } from "@typescript-eslint/types";
import type { Range, Scope, SpanFile } from "./file.ts";

export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === "FunctionDeclaration" ||
    node?.type === "FunctionExpression" ||
    node?.type === "ArrowFunctionExpression"
  );
}

export function contains(outer: Range, inner: Range): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}

/** The innermost function around a node, not the node itself. */
export function findEnclosingFunction(node: TSESTree.Node): FunctionNode | undefined {
  for (let at = node.parent; at != null; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

/** The statement that a node belongs to: the outermost ancestor below a block, a program or a case. */
export function findStatement(node: TSESTree.Node): TSESTree.Statement | undefined {
  for (let at: TSESTree.Node | undefined = node; at?.parent != null; at = at.parent) {
    const { type } = at.parent;
    if (isFunction(at)) return undefined;
    if (type === "BlockStatement" || type === "Program" || type === "SwitchCase" || type === "StaticBlock") {
      return at.parent.type === "SwitchCase" && at.parent.test === at
        ? undefined
        : (at as TSESTree.Statement);
    }
  }
  return undefined;
}

/** Static name of a member or property key; `undefined` when it is computed from something else than a literal. */
export function keyName(node: TSESTree.Node, computed: boolean): string | undefined {
  if (!computed && node.type === "Identifier") return node.name;
  if (node.type === "PrivateIdentifier") return `#${node.name}`;
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  return undefined;
}

export function memberName(node: TSESTree.MemberExpression): string | undefined {
  return keyName(node.property, node.computed);
}

/** `a.b.c` as its names; `this` counts as a root. Calls, computed keys and optional chains with calls give `undefined`. */
export function memberPath(node: TSESTree.Node): readonly string[] | undefined {
  const inner = skipWrappers(node);
  if (inner.type === "Identifier") return [inner.name];
  if (inner.type === "ThisExpression") return ["this"];
  if (inner.type !== "MemberExpression") return undefined;
  const name = memberName(inner);
  const object = memberPath(inner.object);
  return name === undefined || object === undefined ? undefined : [...object, name];
}

/** Looks through what has no run-time meaning: `x as T`, `x!`, `<T>x`, `x satisfies T`, an optional chain's shell. */
export function skipWrappers(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSSatisfiesExpression":
    case "ChainExpression":
      return skipWrappers(node.expression);
    default:
      return node;
  }
}

/** The parent, looking through the same shells. */
export function skipWrappersUp(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  while (
    at.parent != null &&
    (at.parent.type === "TSAsExpression" ||
      at.parent.type === "TSNonNullExpression" ||
      at.parent.type === "TSTypeAssertion" ||
      at.parent.type === "TSSatisfiesExpression" ||
      at.parent.type === "ChainExpression")
  ) {
    at = at.parent;
  }
  return at;
}

export function findScope(file: SpanFile, node: TSESTree.Node): Scope {
  for (let at: TSESTree.Node | undefined = node; at != null; at = at.parent) {
    const scope = file.scopes.acquire(at, true);
    if (scope !== null)
      return scope.type === "function-expression-name" ? (scope.childScopes[0] ?? scope) : scope;
  }
  const global = file.scopes.globalScope;
  if (global === null) throw new Error(`no scopes for ${file.path}`);
  return global;
}

/** The variable that a name means at a place; `undefined` for globals without a declaration. */
export function findVariable(
  file: SpanFile,
  node: TSESTree.Node,
  name: string,
): Scope["variables"][number] | undefined {
  for (let scope: Scope | null = findScope(file, node); scope !== null; scope = scope.upper) {
    const variable = scope.set.get(name);
    if (variable !== undefined && variable.defs.length > 0) return variable;
  }
  return undefined;
}

/** `Class.method`, a function's name, a variable's or property's name for a function expression; `undefined` for a bare callback. */
export function functionName(node: FunctionNode): string | undefined {
  if (node.type === "FunctionDeclaration") return node.id?.name;
  if (node.type === "FunctionExpression" && node.id != null) return node.id.name;
  const parent = skipWrappersUp(node).parent;
  switch (parent?.type) {
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty": {
      const name = keyName(parent.key, parent.computed);
      const owner = parent.parent.parent;
      const className =
        owner?.type === "ClassDeclaration" || owner?.type === "ClassExpression"
          ? classNameOf(owner)
          : undefined;
      return name === undefined ? undefined : className === undefined ? name : `${className}.${name}`;
    }
    case "VariableDeclarator":
      return parent.id.type === "Identifier" ? parent.id.name : undefined;
    case "Property":
      return keyName(parent.key, parent.computed);
    case "AssignmentExpression":
      return memberPath(parent.left)?.at(-1);
    default:
      return undefined;
  }
}

function classNameOf(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression): string | undefined {
  if (node.id != null) return node.id.name;
  return node.parent?.type === "VariableDeclarator" && node.parent.id.type === "Identifier"
    ? node.parent.id.name
    : undefined;
}

/** The nearest enclosing named function or method, for reports; `<module>` at the top level. */
export function symbolOf(node: TSESTree.Node): string {
  for (let at: TSESTree.Node | undefined = node; at != null; at = at.parent) {
    const name = isFunction(at) ? functionName(at) : undefined;
    if (name !== undefined) return name;
  }
  return "<module>";
}

/** Whether a function's name is what a config entry names: `Class.method`, `.method` of any class, or a bare name. */
export function matchesSymbol(symbol: string, wanted: string): boolean {
  return (
    symbol === wanted ||
    (!wanted.includes(".") && symbol.endsWith(`.${wanted}`)) ||
    (wanted.startsWith(".") && symbol.endsWith(wanted))
  );
}
