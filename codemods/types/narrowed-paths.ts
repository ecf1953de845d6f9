import type { ts as TS } from "ts-morph";
import type { FactRange } from "../../spans/type-facts.ts";
import type { FactContext } from "./fact-context.ts";
import { findNodeAround } from "./node-at.ts";
import { isAssignmentTarget, keepsNarrowingInClosures } from "./reassigned.ts";
import { losesType } from "./loses-type.ts";

/**
 * The references inside the range that arrive narrowed and would lose it inside a new closure.
 *
 * Flow analysis stops at a function's start for every property path, and for variables that are not constant there; this is
 * `getFlowTypeOfReference` and `checkIdentifier` of the TypeScript checker, seen from outside. Whether the narrowing comes from
 * outside the range is read off the first time that the path is evaluated in it: nothing before that can have narrowed it.
 *
 * @param options.closuresKeepLet the target's compiler is 5.4 or later
 */
export function findNarrowedPaths(
  context: FactContext,
  file: TS.SourceFile,
  range: FactRange,
  options: { readonly closuresKeepLet: boolean },
): readonly FactRange[] {
  const { ts, checker } = context;
  const [start, end] = range;
  const arrivesNarrowed = new Map<string, boolean>();
  const symbolIds = new Map<TS.Symbol, number>();
  const found: FactRange[] = [];

  const idOf = (symbol: TS.Symbol): number => {
    const id = symbolIds.get(symbol) ?? symbolIds.size;
    symbolIds.set(symbol, id);
    return id;
  };

  /** One text for one place in memory, as `isMatchingReference` sees it; undefined for what is never narrowed. */
  const keyOf = (node: TS.Node): string | undefined => {
    if (node.kind === ts.SyntaxKind.ThisKeyword) return "this";
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return keyOf(node.expression);
    if (ts.isIdentifier(node)) {
      const symbol = symbolAt(context, node);
      if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Variable) === 0) return undefined;
      return isDeclaredIn(symbol, file, range) ? undefined : `#${String(idOf(symbol))}`;
    }
    const member = memberName(context, node);
    if (member === undefined) return undefined;
    const owner = keyOf(member.owner);
    return owner === undefined ? undefined : `${owner}.${member.name}`;
  };

  const read = (node: TS.Node): void => {
    const key = keyOf(node);
    if (key === undefined || key === "this") return;
    const isNarrowed = ts.isIdentifier(node)
      ? isNarrowedVariable(context, node, options.closuresKeepLet)
      : isNarrowedMember(context, node);
    const arrives = arrivesNarrowed.get(key) ?? isNarrowed;
    arrivesNarrowed.set(key, arrives);
    if (arrives && isNarrowed) found.push([node.getStart(file), node.end]);
  };

  const write = (node: TS.Node): void => {
    const key = keyOf(node);
    if (key !== undefined && !arrivesNarrowed.has(key)) arrivesNarrowed.set(key, false);
  };

  const visit = (node: TS.Node): void => {
    if (node.end <= start || node.pos >= end) return;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) {
      // Inside, the outer narrowing of paths is lost already; only a function called on the spot is part of the flow.
      if (contains(node, file, range)) ts.forEachChild(node, visit);
      else if (isCalledOnTheSpot(ts, node)) ts.forEachChild(node, visit);
      return;
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      visit(node.right);
      visit(node.left);
      return;
    }
    if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else ts.forEachChild(node, visit);
    if (node.getStart(file) < start || node.end > end || !isReference(ts, node)) return;
    if (isAssignmentTarget(ts, node)) write(node);
    else read(node);
  };

  visit(findNodeAround(ts, file, start, end));
  const outermost = found.filter(
    ([s, e]) => !found.some(([s2, e2]) => s2 <= s && e <= e2 && e2 - s2 > e - s),
  );
  return outermost.sort((a, b) => a[0] - b[0]);

  function isNarrowedMember(context: FactContext, node: TS.Node): boolean {
    const member = declaredTypeOfMember(context, node);
    if (member === undefined) return false;
    const flow = checker.getTypeAtLocation(node);
    if (losesType(context, member.declared, flow)) return true;
    return member.mayBeMissing && !admitsUndefined(ts, flow) && !admitsUndefined(ts, member.declared);
  }

  function isNarrowedVariable(context: FactContext, node: TS.Identifier, closuresKeepLet: boolean): boolean {
    const symbol = symbolAt(context, node);
    if (symbol?.valueDeclaration === undefined) return false;
    const { declared, isEvolving } = declaredTypeOfVariable(context, symbol, symbol.valueDeclaration);
    const flow = checker.getTypeAtLocation(node);
    if (!losesType(context, declared, flow) && !(isEvolving && flow !== declared)) return false;
    return !keepsNarrowingInClosures(context, symbol, node, { closuresKeepLet, isEvolving });
  }
}

function symbolAt({ ts, checker }: FactContext, node: TS.Identifier): TS.Symbol | undefined {
  return ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
}

function isReference(ts: FactContext["ts"], node: TS.Node): boolean {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return true;
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node;
  const named = parent as {
    readonly name?: TS.Node;
    readonly propertyName?: TS.Node;
    readonly label?: TS.Node;
  };
  return named.name !== node && named.propertyName !== node && named.label !== node;
}

function memberName(
  { ts, checker }: FactContext,
  node: TS.Node,
): { owner: TS.Expression; name: string } | undefined {
  if (ts.isPropertyAccessExpression(node)) return { owner: node.expression, name: node.name.text };
  if (!ts.isElementAccessExpression(node)) return undefined;
  const { argumentExpression: key } = node;
  if (ts.isStringLiteralLike(key) || ts.isNumericLiteral(key))
    return { owner: node.expression, name: key.text };
  if (!ts.isIdentifier(key)) return undefined;
  const symbol = checker.getSymbolAtLocation(key);
  const start = symbol?.valueDeclaration?.pos;
  return start === undefined ? undefined : { owner: node.expression, name: `[${key.text}@${String(start)}]` };
}

interface DeclaredMember {
  readonly declared: TS.Type;
  /** By an index signature, under `noUncheckedIndexedAccess`. */
  readonly mayBeMissing: boolean;
}

function declaredTypeOfMember(context: FactContext, node: TS.Node): DeclaredMember | undefined {
  const { ts, checker, program } = context;
  const { Property, Accessor, Variable } = ts.SymbolFlags;
  const property = propertyAt(context, node);
  if (property !== undefined) {
    const isNarrowable = (property.flags & (Property | Accessor | Variable)) !== 0;
    return isNarrowable ? { declared: checker.getTypeOfSymbol(property), mayBeMissing: false } : undefined;
  }
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  const owner = checker.getNonNullableType(checker.getTypeAtLocation(node.expression));
  const isNumber =
    ts.isElementAccessExpression(node) &&
    (checker.getTypeAtLocation(node.argumentExpression).flags & ts.TypeFlags.NumberLike) !== 0;
  const declared = (isNumber ? owner.getNumberIndexType() : undefined) ?? owner.getStringIndexType();
  if (declared === undefined) return undefined;
  return { declared, mayBeMissing: program.getCompilerOptions().noUncheckedIndexedAccess === true };
}

function propertyAt({ ts, checker }: FactContext, node: TS.Node): TS.Symbol | undefined {
  if (ts.isPropertyAccessExpression(node)) return checker.getSymbolAtLocation(node.name);
  if (!ts.isElementAccessExpression(node)) return undefined;
  const { argumentExpression: key, expression } = node;
  if (!ts.isStringLiteralLike(key) && !ts.isNumericLiteral(key)) return undefined;
  return checker.getPropertyOfType(
    checker.getNonNullableType(checker.getTypeAtLocation(expression)),
    key.text,
  );
}

function admitsUndefined(ts: FactContext["ts"], type: TS.Type): boolean {
  return (type.isUnion() ? type.types : [type]).some((part) => (part.flags & ts.TypeFlags.Undefined) !== 0);
}

function declaredTypeOfVariable(
  { ts, checker }: FactContext,
  symbol: TS.Symbol,
  declaration: TS.Node,
): { readonly declared: TS.Type; readonly isEvolving: boolean } {
  const type = checker.getTypeOfSymbol(symbol);
  if (ts.isParameter(declaration) && declaration.initializer !== undefined) {
    return { declared: checker.getNonNullableType(type), isEvolving: false };
  }
  return {
    declared: type,
    isEvolving: ts.isVariableDeclaration(declaration) && isEvolvingDeclaration(ts, declaration),
  };
}

/** `let x;`, `let x = null;` and `const xs = [];` take their type from what is assigned on the way. */
function isEvolvingDeclaration(
  ts: FactContext["ts"],
  { type, initializer, parent }: TS.VariableDeclaration,
): boolean {
  if (type !== undefined || !ts.isVariableDeclarationList(parent) || ts.isForInStatement(parent.parent))
    return false;
  if (initializer === undefined) return !ts.isForOfStatement(parent.parent);
  if (ts.isArrayLiteralExpression(initializer)) return initializer.elements.length === 0;
  const isNothing =
    initializer.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(initializer) && initializer.text === "undefined");
  return isNothing && (parent.flags & ts.NodeFlags.Const) === 0;
}

function isDeclaredIn(symbol: TS.Symbol, file: TS.SourceFile, [start, end]: FactRange): boolean {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || declaration.getSourceFile() !== file) return false;
  return start <= declaration.getStart(file) && declaration.end <= end;
}

function contains(node: TS.Node, file: TS.SourceFile, [start, end]: FactRange): boolean {
  return node.getStart(file) < start && end <= node.end;
}

/** As the binder has it: neither async nor a generator. */
function isCalledOnTheSpot(ts: FactContext["ts"], node: TS.Node): boolean {
  if (!ts.isFunctionExpression(node) && !ts.isArrowFunction(node)) return false;
  if (ts.isFunctionExpression(node) && node.asteriskToken !== undefined) return false;
  if (node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) === true) return false;
  let outer: TS.Node = node;
  while (ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
  return ts.isCallExpression(outer.parent) && outer.parent.expression === outer;
}
