import type { ts as TS } from "ts-morph";
import type { Ts } from "./load-typescript.ts";

/** What a question needs to know about the program it is asked in. */
export interface FactContext {
  readonly ts: Ts;
  readonly program: TS.Program;
  readonly checker: TS.TypeChecker;
}

/** The constituents of a union without null, undefined and void; the type itself otherwise, its constraint for a type parameter. */
export function listConstituents({ ts, checker }: FactContext, type: TS.Type): readonly TS.Type[] {
  const known =
    type.flags & ts.TypeFlags.Instantiable ? (checker.getBaseConstraintOfType(type) ?? type) : type;
  const nullish = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void;
  return (known.isUnion() ? known.types : [known]).filter((one) => (one.flags & nullish) === 0);
}

/** The symbols of a type, of the parts of an intersection, and of all that it extends; nearest first. */
export function listLineage(context: FactContext, type: TS.Type): readonly TS.Symbol[] {
  const symbols = new Set<TS.Symbol>();
  const visit = (one: TS.Type): void => {
    if (one.isUnionOrIntersection()) {
      one.types.forEach(visit);
      return;
    }
    const symbol = one.getSymbol();
    if (symbol === undefined || symbols.has(symbol)) return;
    symbols.add(symbol);
    listBases(context, one).forEach(visit);
  };
  visit(type);
  return [...symbols];
}

/** What an interface or class type extends, directly. */
export function listBases({ checker }: FactContext, type: TS.Type): readonly TS.Type[] {
  const target = "target" in type ? (type as TS.TypeReference).target : type;
  return target.isClassOrInterface() ? checker.getBaseTypes(target) : [];
}
