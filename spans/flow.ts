import type { TSESTree } from "@typescript-eslint/types";
import { contains, findEnclosingFunction, findVariable, isFunction } from "./ast.ts";
import type { SpanFile } from "./file.ts";
import { walk } from "./walk.ts";

/** What is in an expression or statement, nested functions left out. */
export interface FlowFacts {
  readonly awaits: boolean;
  readonly yields: boolean;
  readonly assigns: boolean;
}

export function readFlow(node: TSESTree.Node): FlowFacts {
  let awaits = false;
  let yields = false;
  let assigns = false;
  walkOwn(node, (inner) => {
    if (inner.type === "AwaitExpression" || (inner.type === "ForOfStatement" && inner.await)) awaits = true;
    if (inner.type === "VariableDeclaration" && inner.kind === "await using") awaits = true;
    if (inner.type === "YieldExpression") yields = true;
    if (inner.type === "AssignmentExpression" && inner.left.type !== "MemberExpression") assigns = true;
    if (inner.type === "UpdateExpression" && inner.argument.type === "Identifier") assigns = true;
  });
  return { awaits, yields, assigns };
}

/** `"use strict"`, `"use server"`: means something only at the top of a body. */
export function isDirective(statement: TSESTree.Node): boolean {
  return statement.type === "ExpressionStatement" && typeof statement.directive === "string";
}

/** Visits a node and what is below it, but nothing inside nested functions and classes. */
export function walkOwn(root: TSESTree.Node, enter: (node: TSESTree.Node) => void): void {
  walk(root, (node) => {
    if (node !== root && (isFunction(node) || node.type === "ClassBody" || node.type === "StaticBlock"))
      return false;
    enter(node);
    return undefined;
  });
}

/** Whether a `return`, `break`, `continue` or `yield` inside a statement goes somewhere outside it. */
export function jumpsOut(statement: TSESTree.Node): boolean {
  let leaves = false;
  walkOwn(statement, (node) => {
    switch (node.type) {
      case "ReturnStatement":
      case "YieldExpression":
        leaves = true;
        break;
      case "BreakStatement":
      case "ContinueStatement":
        if (!contains(statement.range, targetOf(node).range)) leaves = true;
        break;
      default:
    }
  });
  return leaves;
}

function targetOf(jump: TSESTree.BreakStatement | TSESTree.ContinueStatement): TSESTree.Node {
  for (let at = jump.parent as TSESTree.Node | undefined; at != null; at = at.parent) {
    if (jump.label != null) {
      if (at.type === "LabeledStatement" && at.label.name === jump.label.name) return at;
    } else if (isLoop(at) || (jump.type === "BreakStatement" && at.type === "SwitchStatement")) return at;
    if (at.parent == null || isFunction(at)) return at;
  }
  return jump;
}

export function isLoop(node: TSESTree.Node): boolean {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
}

/**
 * Variables of the same function that a statement assigns and that are read outside of it: TypeScript does not see assignments in
 * callbacks, so wrapping would change the types that follow (`const x: null` after `x = value`).
 */
export function assignsForLater(file: SpanFile, statement: TSESTree.Node): string | undefined {
  const owner = findEnclosingFunction(statement);
  const loop = findLoop(statement);
  let found: string | undefined;
  walkOwn(statement, (node) => {
    for (const name of assignedNames(node)) {
      const variable = findVariable(file, node, name);
      const declared = variable?.defs[0]?.name;
      if (variable === undefined || declared === undefined || contains(statement.range, declared.range))
        continue;
      if (findEnclosingFunction(declared) !== owner) continue;
      const readLater = variable.references.some(
        ({ identifier: { range } }) =>
          range[0] >= statement.range[1] ||
          // The next round of a loop reads what stands before, too.
          (loop !== undefined && contains(loop.range, range) && !contains(statement.range, range)),
      );
      if (readLater) found ??= name;
    }
  });
  return found;
}

/** The outermost loop around a node, in the same function. */
function findLoop(node: TSESTree.Node): TSESTree.Node | undefined {
  let loop: TSESTree.Node | undefined;
  for (let at = node.parent; at != null && !isFunction(at); at = at.parent) if (isLoop(at)) loop = at;
  return loop;
}

function assignedNames(node: TSESTree.Node): string[] {
  if (node.type === "UpdateExpression" && node.argument.type === "Identifier") return [node.argument.name];
  if (node.type !== "AssignmentExpression") return [];
  return patternNames(node.left);
}

/** The identifiers that a pattern binds or assigns. */
export function patternNames(pattern: TSESTree.Node): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return patternNames(pattern.left);
    case "RestElement":
      return patternNames(pattern.argument);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element === null ? [] : patternNames(element)));
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === "Property" ? property.value : property),
      );
    case "TSParameterProperty":
      return patternNames(pattern.parameter);
    default:
      return [];
  }
}

/** Names that a statement declares for the whole function (`var`, functions in blocks of sloppy code): a callback would hide them. */
export function declaresForLater(file: SpanFile, statement: TSESTree.Node): string | undefined {
  let found: string | undefined;
  const hides = (node: TSESTree.Node, name: string): boolean => {
    const variable = findVariable(file, node, name);
    const outside = [
      ...(variable?.references ?? []).map(({ identifier }) => identifier.range),
      // `var x` again, or over a parameter: the callback's own would start as undefined.
      ...(variable?.defs ?? []).map(({ name: declared }) => declared.range),
    ].some((range) => !contains(statement.range, range));
    return outside || findLoop(statement) !== undefined;
  };
  walk(statement, (node) => {
    if (node !== statement && (isFunction(node) || node.type === "ClassBody")) {
      // Only a name that is used outside makes a difference; block scope hides it from scope analysis.
      if (node.type === "FunctionDeclaration" && node.id !== null && isNamedOutside(statement, node.id.name))
        found ??= node.id.name;
      return false;
    }
    if (node.type !== "VariableDeclaration" || node.kind !== "var") return undefined;
    for (const declarator of node.declarations) {
      for (const name of patternNames(declarator.id)) if (hides(node, name)) found ??= name;
    }
    return undefined;
  });
  return found;
}

function isNamedOutside(statement: TSESTree.Node, name: string): boolean {
  let found = false;
  const owner = findEnclosingFunction(statement)?.body ?? statement.parent;
  if (owner == null) return false;
  walk(owner, (node) => {
    if (found || contains(statement.range, node.range)) return false;
    if (node.type === "Identifier" && node.name === name && !isKey(node)) found = true;
    return undefined;
  });
  return found;
}

/** `name` in `x.name` and `{ name: x }`, which means no variable. */
export function isKey(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  if (parent?.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent?.type === "Property") return parent.key === node && parent.value !== node && !parent.computed;
  return (
    (parent?.type === "MethodDefinition" || parent?.type === "PropertyDefinition") &&
    parent.key === node &&
    !parent.computed
  );
}
