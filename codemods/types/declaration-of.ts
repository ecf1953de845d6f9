import type { ts as TS } from "ts-morph";
import type { FactContext } from "./fact-context.ts";

/** A declaration as the program sees it: in a `.d.ts` where the import leads to one. */
export interface SeenDeclaration {
  readonly file: TS.SourceFile;
  readonly name: string;
  /** Names of the class, interface, namespace or module around it, outermost first, and its own. */
  readonly names: readonly string[];
  /** For a type literal: its index among the type literals of what `names` leads to. */
  readonly literal?: number;
  readonly start: number;
}

/** Where the identifier's symbol is declared: the implementation among overloads and merged declarations. */
export function findDeclaration(context: FactContext, node: TS.Node): SeenDeclaration | undefined {
  const { ts, checker } = context;
  const name = nameIn(ts, node);
  if (name === undefined) return undefined;
  const found = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  if (found === undefined) return undefined;
  const symbol = (found.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(found) : found;
  return describeSymbol(ts, symbol);
}

/** @returns undefined for what no source declares (unresolved imports, the language's own symbols) */
export function describeSymbol(ts: FactContext["ts"], symbol: TS.Symbol): SeenDeclaration | undefined {
  const declarations = symbol.declarations ?? [];
  const declaration = declarations.find((one) => hasContent(ts, one)) ?? declarations[0];
  return declaration === undefined ? undefined : describe(ts, declaration, symbol.name);
}

function describe(ts: FactContext["ts"], declaration: TS.Declaration, symbolName: string): SeenDeclaration {
  const file = declaration.getSourceFile();
  const named = ts.getNameOfDeclaration(declaration) ?? declaration;
  const name =
    ts.isIdentifier(named) || ts.isPrivateIdentifier(named) || ts.isStringLiteral(named)
      ? named.text
      : symbolName;
  const names = [name];
  for (let outer: TS.Node | undefined = declaration.parent; outer !== undefined; outer = outer.parent) {
    const scope = scopeName(ts, outer);
    if (scope !== undefined) names.unshift(scope.getText(file));
  }
  return { file, name, names, start: named.getStart(file) };
}

function scopeName(ts: FactContext["ts"], node: TS.Node): TS.Node | undefined {
  if (ts.isClassLike(node) || ts.isInterfaceDeclaration(node)) return node.name;
  return ts.isModuleDeclaration(node) && !ts.isStringLiteral(node.name) ? node.name : undefined;
}

/** A type literal without a name of its own, placed by the alias or interface around it. */
export function describeLiteral(ts: FactContext["ts"], literal: TS.Node): SeenDeclaration {
  const file = literal.getSourceFile();
  const start = literal.getStart(file);
  let owner: TS.Node = literal;
  while (!ts.isSourceFile(owner) && !ts.isTypeAliasDeclaration(owner) && !ts.isInterfaceDeclaration(owner))
    owner = owner.parent;
  if (ts.isSourceFile(owner)) return { file, name: "", names: [], start };
  const { names } = describe(ts, owner, owner.name.text);
  return { file, name: "", names, start, literal: listTypeLiterals(ts, owner).indexOf(literal) };
}

/** The type literals below a node, in source order. */
export function listTypeLiterals(ts: FactContext["ts"], node: TS.Node): readonly TS.Node[] {
  const found: TS.Node[] = [];
  const visit = (one: TS.Node): void => {
    if (ts.isTypeLiteralNode(one)) found.push(one);
    ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

/** The part that names something, in whatever the caller's range covers. */
function nameIn(ts: FactContext["ts"], node: TS.Node): TS.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return nameIn(ts, node.typeName);
  if (ts.isQualifiedName(node)) return node.right;
  if (ts.isExpressionWithTypeArguments(node)) return nameIn(ts, node.expression);
  if (ts.isPropertyAccessExpression(node)) return node.name;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return nameIn(ts, node.expression);
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return nameIn(ts, node.expression);
  return ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || node.kind === ts.SyntaxKind.DefaultKeyword
    ? node
    : undefined;
}

function hasContent(ts: FactContext["ts"], declaration: TS.Declaration): boolean {
  if (ts.isFunctionLike(declaration)) return "body" in declaration && declaration.body !== undefined;
  return (
    ts.isClassLike(declaration) ||
    ts.isInterfaceDeclaration(declaration) ||
    ts.isTypeAliasDeclaration(declaration) ||
    ts.isVariableDeclaration(declaration)
  );
}
