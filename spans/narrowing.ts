import type { TSESTree } from "@typescript-eslint/types";
import { contains, findStatement, findVariable, isFunction, memberPath } from "./ast.ts";
import type { Range, SpanFile } from "./file.ts";
import { isLoop, patternNames, walkOwn } from "./flow.ts";
import { nodesOf } from "./walk.ts";

/** A place inside an expression whose narrowed type a callback would lose. */
export interface NarrowedPath {
  /** The member path's or identifier's range. */
  readonly range: Range;
  /** `event.data`, in the file's own text. */
  readonly text: string;
  /** False where the guard is part of the same statement, so that a const before the statement would not be narrowed. */
  readonly hoistable: boolean;
}

/**
 * Member paths and reassigned variables in an expression that are narrowed around it. With types, exactly those; without, those that a
 * guard, an early exit or an assignment before mentions (more than needed, never fewer of the usual ones; verification finds the rest).
 *
 * @see facts/real-code.md: 9 of 86 naive wraps lost such a narrowing.
 */
export function findNarrowedPaths(file: SpanFile, expression: TSESTree.Node): NarrowedPath[] {
  const exact = file.types?.narrowedPaths(file.path, expression.range);
  const found: NarrowedPath[] = [];
  walkOwn(expression, (node) => {
    if (!isReference(node) || found.some(({ range }) => contains(range, node.range))) return;
    const path = memberPath(node);
    if (path === undefined || (path.length === 1 && !isReassigned(file, node))) return;
    const guard = findGuard(file, expression, path);
    const isNarrowed =
      exact === undefined
        ? guard !== undefined
        : exact.some(([start, end]) => start === node.range[0] && end === node.range[1]);
    if (!isNarrowed) return;
    const whole = path.length === 1 ? wholePath(node) : node;
    found.push({
      range: whole.range,
      text: file.text.slice(whole.range[0], whole.range[1]),
      hoistable: guard !== "same-statement" && whole.type === "MemberExpression",
    });
  });
  return found;
}

/** `plan.port` for `plan` in it: a const can hold that, where none should stand in for the variable. */
function wholePath(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  while (
    at.parent?.type === "MemberExpression" &&
    at.parent.object === at &&
    !at.parent.optional &&
    memberPath(at.parent) !== undefined &&
    isReference(at.parent)
  )
    at = at.parent;
  return at;
}

/**
 * The paths in a statement that arrive narrowed: `const x = event.data` behind `if (!event.data) return`. A const cannot stand in for
 * them here, since the statement may change what they name.
 */
export function findNarrowedOutside(file: SpanFile, statement: TSESTree.Statement): string[] {
  const exact = file.types?.narrowedPaths(file.path, statement.range);
  if (exact !== undefined) return exact.map(([start, end]) => file.text.slice(start, end));
  const found: string[] = [];
  walkOwn(statement, (node) => {
    if (!isReference(node) || isOnlyTested(node)) return;
    const path = memberPath(node);
    const [root] = path ?? [];
    if (path === undefined || root === undefined || (path.length === 1 && !isReassigned(file, node))) return;
    const declared = root === "this" ? undefined : findVariable(file, node, root)?.defs[0]?.name;
    if (declared !== undefined && contains(statement.range, declared.range)) return;
    if (isDiscriminant(statement, path)) return;
    if (findGuard(file, statement, path) !== undefined)
      found.push(file.text.slice(node.range[0], node.range[1]));
  });
  return found;
}

/** In a test, or where it is written, the narrowed type is not needed. */
function isOnlyTested(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (parent.type === "AssignmentExpression") return parent.left === node && parent.operator === "=";
  if (parent.type === "UnaryExpression") return true;
  if (parent.type === "BinaryExpression") return /^[!=]==?$/.test(parent.operator);
  return "test" in parent && parent.test === node;
}

/** What a switch around a statement is over: narrowed to a literal there, which hardly any code needs. */
function isDiscriminant(statement: TSESTree.Node, path: readonly string[]): boolean {
  for (let at = statement.parent; at != null && !isFunction(at); at = at.parent) {
    if (at.type === "SwitchStatement" && samePath(memberPath(at.discriminant), path)) return true;
  }
  return false;
}

/** A value that is read: a member path, or an identifier that stands for a value. */
function isReference(node: TSESTree.Node): boolean {
  if (node.type === "MemberExpression")
    return node.parent?.type !== "CallExpression" || node.parent.callee !== node;
  if (node.type !== "Identifier") return false;
  const { parent } = node;
  if (parent?.type === "MemberExpression") return parent.object === node || parent.computed;
  if (parent?.type === "Property") return parent.value === node && parent.parent.type === "ObjectExpression";
  return true;
}

/** A variable that is written after its declaration: TypeScript forgets its narrowing in closures. */
function isReassigned(file: SpanFile, node: TSESTree.Node): boolean {
  if (node.type !== "Identifier" || !writtenNames(file.program).has(node.name)) return false;
  const variable = findVariable(file, node, node.name);
  if (variable?.references.some((reference) => reference.isWrite() && reference.init !== true) !== true)
    return false;
  return !variable.defs.every(({ name }) => hasOneType(name));
}

const written = new WeakMap<TSESTree.Program, ReadonlySet<string>>();

/** Names that are written somewhere other than in a declaration: few, and scope analysis is dear. */
function writtenNames(program: TSESTree.Program): ReadonlySet<string> {
  const known = written.get(program);
  if (known !== undefined) return known;
  const names = new Set(nodesOf(program).flatMap(namesWrittenBy));
  written.set(program, names);
  return names;
}

function namesWrittenBy(node: TSESTree.Node): readonly string[] {
  switch (node.type) {
    case "AssignmentExpression":
    case "ForInStatement":
    case "ForOfStatement":
      return patternNames(node.left);
    case "UpdateExpression":
      return patternNames(node.argument);
    default:
      return [];
  }
}

/** `let n: number`, `let text = ""`: a declared type without members to choose from cannot be narrowed to another one. */
function hasOneType(name: TSESTree.Node): boolean {
  if (name.type !== "Identifier") return false;
  if (name.typeAnnotation != null)
    return /^TS(?:String|Number|BigInt|Array|Tuple)(?:Keyword|Type)?$/.test(
      name.typeAnnotation.typeAnnotation.type,
    );
  const { parent } = name;
  if (parent?.type !== "VariableDeclarator" || parent.id !== name || parent.init === null) return false;
  const { init } = parent;
  return (
    init.type === "TemplateLiteral" ||
    (init.type === "Literal" && /^(?:string|number|bigint)$/.test(typeof init.value)) ||
    (init.type === "BinaryExpression" && /^[-+*/%]$/.test(init.operator)) ||
    (init.type === "CallExpression" && memberPath(init.callee)?.join(".") === "JSON.stringify")
  );
}

type Guard = "same-statement" | "outside";

/** Where a path is tested or assigned before an expression, in the same function. */
function findGuard(file: SpanFile, expression: TSESTree.Node, path: readonly string[]): Guard | undefined {
  const statement = findStatement(expression);
  for (let at: TSESTree.Node = expression; at.parent != null && !isFunction(at); at = at.parent) {
    const inSame =
      statement !== undefined && contains(statement.range, at.parent.range) && at.parent !== statement;
    if (testsPath(at.parent, at, path))
      return inSame || at.parent === statement ? "same-statement" : "outside";
    const { parent } = at;
    const siblings =
      parent.type === "BlockStatement" || parent.type === "Program"
        ? parent.body
        : parent.type === "SwitchCase"
          ? parent.consequent
          : [];
    for (const sibling of siblings) {
      if (sibling.range[1] > at.range[0]) break;
      if (narrowsAfter(sibling, path)) return "outside";
    }
    if (isFunction(at.parent)) break;
  }
  return undefined;
}

/** `parent` evaluates a test on the way to `child`. */
function testsPath(parent: TSESTree.Node, child: TSESTree.Node, path: readonly string[]): boolean {
  switch (parent.type) {
    case "IfStatement":
    case "ConditionalExpression":
    case "WhileStatement":
    case "ForStatement":
      return parent.test != null && parent.test !== child && mentions(parent.test, path);
    case "LogicalExpression":
      return parent.right === child && mentions(parent.left, path);
    case "SwitchCase":
      return mentions(parent.parent.discriminant, path);
    default:
      return false;
  }
}

/** A statement that leaves a path narrowed behind it: a guard that exits, an assignment, an assertion call. */
function narrowsAfter(statement: TSESTree.Node, path: readonly string[]): boolean {
  if (statement.type === "IfStatement") {
    return mentions(statement.test, path) || assignsPath(statement, path);
  }
  if (statement.type === "ExpressionStatement" && statement.expression.type === "CallExpression") {
    return (
      statement.expression.arguments.some((argument) => mentions(argument, path)) &&
      isAssertion(statement.expression)
    );
  }
  return !isLoop(statement) && assignsPath(statement, path);
}

function isAssertion(call: TSESTree.CallExpression): boolean {
  const name = memberPath(call.callee)?.[0] ?? "";
  return /^(?:assert|invariant|ensure|expect|tiny)/i.test(name);
}

function assignsPath(statement: TSESTree.Node, path: readonly string[]): boolean {
  let found = false;
  walkOwn(statement, (node) => {
    if (node.type === "AssignmentExpression" && samePath(memberPath(node.left), path)) found = true;
  });
  return found;
}

function mentions(node: TSESTree.Node, path: readonly string[]): boolean {
  let found = false;
  walkOwn(node, (inner) => {
    if (
      (inner.type === "MemberExpression" || inner.type === "Identifier") &&
      samePath(memberPath(inner), path)
    )
      found = true;
  });
  return found;
}

function samePath(left: readonly string[] | undefined, right: readonly string[]): boolean {
  return (
    left !== undefined && left.length === right.length && left.every((part, index) => part === right[index])
  );
}
