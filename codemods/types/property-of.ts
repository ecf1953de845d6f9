import type { ts as TS } from "ts-morph";
import type { PropertyFact } from "../../spans/type-facts.ts";
import { listConstituents, type FactContext } from "./fact-context.ts";

/** @see TypeFacts.propertyOf */
export function propertyOf(
  context: FactContext,
  node: TS.Node,
  type: TS.Type,
  name: string,
): PropertyFact | undefined {
  const { ts, checker, program } = context;
  const owners = listConstituents(context, type);
  if (owners.length === 0) return undefined;
  const properties = owners.map((owner) => checker.getPropertyOfType(owner, name));
  const kinds = new Set<PropertyFact["kind"]>();
  let optional = false;
  for (const property of properties) {
    if (property === undefined || isHidden(ts, node, property)) return undefined;
    const value = checker.getTypeOfSymbolAtLocation(property, node);
    const present = listConstituents(context, value);
    optional ||= (property.flags & ts.SymbolFlags.Optional) !== 0 || admitsNothing(ts, value);
    for (const one of present) kinds.add(kindOfProperty(context, one));
  }
  const [kind = "other"] = kinds;
  const known =
    type.flags & ts.TypeFlags.Instantiable ? (checker.getBaseConstraintOfType(type) ?? type) : type;
  const isStrict = strictNullChecks(program.getCompilerOptions());
  return {
    kind: kinds.size === 1 ? kind : "other",
    // Without strictNullChecks every type admits null, so the careful answer is the only true one.
    optional: optional || !isStrict,
    receiverNullable: (!isStrict && node.kind !== ts.SyntaxKind.ThisKeyword) || admitsNothing(ts, known),
  };
}

function kindOfProperty({ ts, checker }: FactContext, type: TS.Type): PropertyFact["kind"] {
  const { TypeFlags } = ts;
  const primitive =
    TypeFlags.StringLike |
    TypeFlags.NumberLike |
    TypeFlags.BooleanLike |
    TypeFlags.BigIntLike |
    TypeFlags.EnumLike;
  if (type.flags & primitive) return "primitive";
  return checker.isArrayType(type) || checker.isTupleType(type) ? "array" : "other";
}

function admitsNothing(ts: FactContext["ts"], type: TS.Type): boolean {
  const nothing = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void;
  return (type.isUnion() ? type.types : [type]).some((one) => (one.flags & nothing) !== 0);
}

/** A private or protected member can be read through `this` only. */
function isHidden(ts: FactContext["ts"], node: TS.Node, property: TS.Symbol): boolean {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return false;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (property.declarations ?? []).some((one) => (ts.getCombinedModifierFlags(one) & hidden) !== 0);
}

function strictNullChecks(options: TS.CompilerOptions): boolean {
  // TypeScript 6 is strict unless told otherwise.
  return options.strictNullChecks ?? options.strict ?? true;
}
