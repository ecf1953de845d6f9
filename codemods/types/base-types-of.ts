import type { ts as TS } from "ts-morph";
import { describeLiteral, describeSymbol, type SeenDeclaration } from "./declaration-of.ts";
import { listBases, listConstituents, type FactContext } from "./fact-context.ts";
import { isLibPath, packageOfPath } from "./paths.ts";

/** @see TypeFacts.baseTypesOf, before `.d.ts` files are followed to their sources */
export function listBaseTypes(context: FactContext, type: TS.Type): readonly SeenDeclaration[] {
  const found = new Map<string, SeenDeclaration>();
  const alias = type.isUnion() ? undefined : type.aliasSymbol;
  for (const member of listConstituents(context, type)) {
    for (const root of rootsOf(context, member, alias))
      found.set(`${root.file.fileName}:${String(root.start)}`, root);
  }
  return [...found.values()];
}

/** The workspace interfaces above a member that extend no workspace interface themselves. */
function rootsOf(
  context: FactContext,
  type: TS.Type,
  alias: TS.Symbol | undefined,
): readonly SeenDeclaration[] {
  const { ts } = context;
  if (type.isIntersection()) {
    const named = type.types.filter((part) => part.isClassOrInterface());
    if (named.length > 0) return named.flatMap((part) => rootsOf(context, part, undefined));
    return type.types.slice(0, 1).flatMap((part) => rootsOf(context, part, part.aliasSymbol));
  }
  const bases = listBases(context, type).flatMap((base) =>
    base.isClassOrInterface() || "target" in base ? [base] : [],
  );
  const above = bases.flatMap((base) => rootsOf(context, base, undefined));
  if (above.length > 0) return above;
  const symbol = type.getSymbol();
  const aliasSymbol = type.aliasSymbol ?? alias;
  const isLiteral = symbol !== undefined && (symbol.flags & ts.SymbolFlags.TypeLiteral) !== 0;
  const own = isLiteral && aliasSymbol !== undefined ? literalAlias(context, aliasSymbol, symbol) : symbol;
  if (own === undefined || (own.flags & (ts.SymbolFlags.Type | ts.SymbolFlags.TypeLiteral)) === 0) return [];
  const [literal] = own.declarations ?? [];
  const isNameless = (own.flags & ts.SymbolFlags.TypeLiteral) !== 0 && literal !== undefined;
  const declaration = isNameless ? describeLiteral(ts, literal) : describeSymbol(ts, own);
  return declaration === undefined || !isOfWorkspace(declaration.file.fileName) ? [] : [declaration];
}

/** `type A = {...}`: the alias names the literal; `type A = Partial<{...}>` or a generic alias does not. */
function literalAlias({ ts }: FactContext, alias: TS.Symbol, literal: TS.Symbol): TS.Symbol {
  const isDirect = (literal.declarations ?? []).some(
    (declaration) =>
      ts.isTypeAliasDeclaration(declaration.parent) &&
      alias.declarations?.includes(declaration.parent) === true,
  );
  return isDirect ? alias : literal;
}

function isOfWorkspace(path: string): boolean {
  return !isLibPath(path) && packageOfPath(path) === undefined;
}
