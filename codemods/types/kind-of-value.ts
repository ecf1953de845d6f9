import type { ts as TS } from "ts-morph";
import type { ValueKind } from "../../spans/type-facts.ts";
import { listConstituents, listLineage, type FactContext } from "./fact-context.ts";
import { isLibPath, packageOfPath } from "./paths.ts";

/** Where the parts of a union differ, the one that is the most dangerous to move decides. */
const PRECEDENCE: readonly ValueKind[] = [
  "any",
  "thenable",
  "stream",
  "async-iterable",
  "promise",
  "iterable",
];

const STREAMS = new Set([
  "ReadableStream",
  "WritableStream",
  "TransformStream",
  "ReadWriteStream",
  "Stream",
  "Readable",
  "Writable",
]);

/** @see ValueKind */
export function kindOfValue(context: FactContext, type: TS.Type): ValueKind {
  const kinds = new Set(listConstituents(context, type).map((one) => kindOfOne(context, one)));
  return PRECEDENCE.find((kind) => kinds.has(kind)) ?? "other";
}

function kindOfOne(context: FactContext, type: TS.Type): ValueKind {
  const { TypeFlags } = context.ts;
  if (type.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Instantiable)) return "any";
  if ((type.flags & (TypeFlags.Object | TypeFlags.Intersection)) === 0) return "other";
  const lineage = listLineage(context, type);
  if (lineage.some((symbol) => STREAMS.has(symbol.name) && isPlatform(symbol))) return "stream";
  if (isThenable(context, type)) return isEager(context, type, lineage) ? "promise" : "thenable";
  const names = context.checker.getPropertiesOfType(type).map((property) => String(property.escapedName));
  if (names.some((name) => name.startsWith("__@asyncIterator"))) return "async-iterable";
  if (
    names.some((name) => name.startsWith("__@iterator")) &&
    (names.includes("next") || !lineage.every(isPlatform))
  ) {
    return "iterable";
  }
  return "other";
}

function isThenable({ checker }: FactContext, type: TS.Type): boolean {
  const then = checker.getPropertyOfType(type, "then");
  return then !== undefined && checker.getTypeOfSymbol(then).getCallSignatures().length > 0;
}

/**
 * The global Promise and what inherits its `then`. An interface of a package that extends Promise may well be lazy behind it
 * (`PrismaPromise`, `PendingQuery` of postgres), and so may a class that overrides `then`; node's own are not (`PromiseWithChild`).
 */
function isEager({ ts, checker }: FactContext, type: TS.Type, lineage: readonly TS.Symbol[]): boolean {
  if (!lineage.some((symbol) => symbol.name === "Promise" && isPlatform(symbol))) return false;
  const then = checker.getPropertyOfType(type, "then");
  if (then === undefined || !isPlatform(then)) return false;
  return lineage.every(
    (symbol) =>
      isPlatform(symbol) ||
      !isFromPackage(symbol) ||
      (symbol.flags & ts.SymbolFlags.Class) !== 0 ||
      !isDerivedInterface(ts, symbol),
  );
}

function isDerivedInterface(ts: FactContext["ts"], symbol: TS.Symbol): boolean {
  return (symbol.declarations ?? []).some(
    (declaration) => ts.isInterfaceDeclaration(declaration) && declaration.heritageClauses !== undefined,
  );
}

function isPlatform(symbol: TS.Symbol): boolean {
  const files = (symbol.declarations ?? []).map((declaration) => declaration.getSourceFile().fileName);
  return files.some((file) => isLibPath(file) || packageOfPath(file) === "@types/node");
}

function isFromPackage(symbol: TS.Symbol): boolean {
  return (symbol.declarations ?? []).some(
    (declaration) => packageOfPath(declaration.getSourceFile().fileName) !== undefined,
  );
}
