import type { ts as TS } from "ts-morph";
import type { FactContext } from "./fact-context.ts";

/**
 * Whether a place that has the flow type gets more possible values when it goes back to the declared type. An optional chain
 * only adds `undefined` to what is declared, so more in the flow type is no narrowing.
 */
export function losesType({ ts, checker }: FactContext, declared: TS.Type, flow: TS.Type): boolean {
  if (declared === flow) return false;
  // What is `any` when it is declared can be used as anything, narrowed or not.
  if ((declared.flags | flow.flags) & ts.TypeFlags.Any) return false;
  const kept = partsOf(flow);
  return partsOf(declared).some((part) => !isKept(part));

  function isKept(part: TS.Type): boolean {
    if (kept.includes(part)) return true;
    // `undefined` has a twin for missing properties, and a literal one for where it was written fresh.
    const same = part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void);
    if (same !== 0) return kept.some((other) => (other.flags & same) !== 0);
    if (part.isLiteral())
      return kept.some(
        (other) => other.isLiteral() && other.value === part.value && other.flags === part.flags,
      );
    if (part.flags & ts.TypeFlags.Instantiable) {
      const constraint = checker.getBaseConstraintOfType(part);
      return constraint !== undefined && constraint !== part && partsOf(constraint).every(isKept);
    }
    return false;
  }
}

function partsOf(type: TS.Type): readonly TS.Type[] {
  return type.isUnion() ? type.types : [type];
}
