import type { ts as TS } from "ts-morph";
import type { FactContext } from "./fact-context.ts";

/**
 * Whether a narrowed variable stays narrowed in a closure made at `location`: constants always, parameters and `let` when the
 * last assignment lies before (TypeScript 5.4), before that version only parameters that are never assigned. `var`, and what a
 * nested function assigns or the module exports, never.
 *
 * @see https://www.typescriptlang.org/docs/handbook/release-notes/typescript-5-4.html
 */
export function keepsNarrowingInClosures(
  context: FactContext,
  symbol: TS.Symbol,
  location: TS.Identifier,
  options: { readonly closuresKeepLet: boolean; readonly isEvolving: boolean },
): boolean {
  const { ts } = context;
  const declaration = rootOf(ts, symbol.valueDeclaration);
  if (declaration === undefined) return true;
  const isParameter = ts.isParameter(declaration);
  if (!isParameter) {
    const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Constant) !== 0;
    if (isConstant) return !options.isEvolving;
    if (!isMutableLocal(ts, declaration)) return false;
  }
  const last = lastAssignmentEnd(context, symbol, declaration);
  if (last === undefined) return isParameter || options.closuresKeepLet;
  return options.closuresKeepLet && last < location.pos;
}

/** The target of a plain assignment, of a destructuring one or of a loop head; `+=` and `++` also read. */
export function isAssignmentTarget(ts: FactContext["ts"], node: TS.Node, withCompound = false): boolean {
  let child = node;
  for (let { parent } = node; ; child = parent, { parent } = parent) {
    if (ts.isBinaryExpression(parent)) {
      const operator = parent.operatorToken.kind;
      if (parent.left !== child) return false;
      if (operator === ts.SyntaxKind.EqualsToken) return true;
      const { FirstCompoundAssignment, LastCompoundAssignment } = ts.SyntaxKind;
      return withCompound && operator >= FirstCompoundAssignment && operator <= LastCompoundAssignment;
    }
    if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
      const { operator } = parent;
      return (
        withCompound &&
        (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken)
      );
    }
    if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer === child;
    if (ts.isPropertyAssignment(parent) ? parent.initializer !== child : !isPatternPart(ts, parent))
      return false;
  }
}

function isPatternPart(ts: FactContext["ts"], node: TS.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node)
  );
}

/** End of the outermost statement that holds the last assignment but not the declaration; infinite for one in a nested function. */
function lastAssignmentEnd(
  context: FactContext,
  symbol: TS.Symbol,
  declaration: TS.Node,
): number | undefined {
  const { ts, checker } = context;
  const home = functionAround(ts, declaration);
  let last: number | undefined;
  const visit = (node: TS.Node): void => {
    if (ts.isIdentifier(node) && node.text === symbol.name && isAssignmentTarget(ts, node, true)) {
      const target = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
      if (target !== symbol) return;
      const end =
        functionAround(ts, node) === home ? extend(ts, node, declaration) : Number.POSITIVE_INFINITY;
      last = Math.max(last ?? 0, end);
    }
    if (ts.isExportSpecifier(node) && checker.getExportSpecifierLocalTargetSymbol(node) === symbol) {
      last = Number.POSITIVE_INFINITY;
    }
    ts.forEachChild(node, visit);
  };
  visit(home);
  return last;
}

function extend(ts: FactContext["ts"], node: TS.Node, declaration: TS.Node): number {
  let end = node.pos;
  for (let outer = node; outer.pos > declaration.pos; outer = outer.parent) {
    const isHolder =
      (ts.isStatement(outer) &&
        !ts.isBlock(outer) &&
        !ts.isReturnStatement(outer) &&
        !ts.isThrowStatement(outer)) ||
      ts.isClassDeclaration(outer);
    if (isHolder) end = outer.end;
  }
  return end;
}

function functionAround(ts: FactContext["ts"], node: TS.Node): TS.Node {
  let outer: TS.Node = node.parent;
  while (!ts.isFunctionLike(outer) && !ts.isSourceFile(outer)) outer = outer.parent;
  return outer;
}

function rootOf(
  ts: FactContext["ts"],
  declaration: TS.Node | undefined,
): TS.VariableDeclaration | TS.ParameterDeclaration | undefined {
  let node = declaration;
  while (node !== undefined && ts.isBindingElement(node)) node = node.parent.parent;
  return node !== undefined && (ts.isVariableDeclaration(node) || ts.isParameter(node)) ? node : undefined;
}

function isMutableLocal(
  ts: FactContext["ts"],
  declaration: TS.VariableDeclaration | TS.ParameterDeclaration,
): boolean {
  if (!ts.isVariableDeclaration(declaration)) return true;
  const { parent: list } = declaration;
  if (ts.isCatchClause(list)) return true;
  const isLet = (list.flags & ts.NodeFlags.Let) !== 0;
  const isExported = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
  return isLet && !isExported && !isGlobal(ts, list.parent);
}

/** A `let` at the top of a script can be assigned by any other script. */
function isGlobal(ts: FactContext["ts"], statement: TS.Node): boolean {
  return (
    ts.isVariableStatement(statement) &&
    ts.isSourceFile(statement.parent) &&
    !ts.isExternalModule(statement.parent)
  );
}
