import type { ts as TS } from "ts-morph";
import { listBases, type FactContext } from "./fact-context.ts";
import { isLibPath, packageOfPath } from "./paths.ts";

/**
 * The npm package that declares a type: its alias or symbol, else the parts of a union or intersection, what a class of the
 * workspace extends, and the arguments of a type of the language (`Promise<QueryResult>` is of `pg`).
 */
export function libraryOf(context: FactContext, type: TS.Type): string | undefined {
  const { ts, checker } = context;
  const seen = new Set<TS.Type>();

  const visitAll = (types: readonly TS.Type[]): string | undefined => {
    for (const one of types) {
      const found = visit(one);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const visit = (one: TS.Type): string | undefined => {
    if (seen.has(one)) return undefined;
    seen.add(one);
    const named = libraryOfSymbol(ts, one.getSymbol()) ?? libraryOfSymbol(ts, one.aliasSymbol);
    if (named !== undefined) return named;
    if (one.isUnionOrIntersection()) return visitAll(one.types);
    if (one.flags & ts.TypeFlags.Instantiable) {
      const constraint = checker.getBaseConstraintOfType(one);
      return constraint === undefined ? undefined : visit(constraint);
    }
    return (
      visitAll(listBases(context, one)) ??
      visitAll([...(one.aliasTypeArguments ?? []), ...argumentsOf(context, one)])
    );
  };

  return visit(type);
}

function argumentsOf({ ts, checker }: FactContext, type: TS.Type): readonly TS.Type[] {
  const isReference = ((type as TS.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
  return isReference ? checker.getTypeArguments(type as TS.TypeReference) : [];
}

function libraryOfSymbol(ts: FactContext["ts"], symbol: TS.Symbol | undefined): string | undefined {
  for (const declaration of symbol?.declarations ?? []) {
    const path = declaration.getSourceFile().fileName;
    const name = isLibPath(path) ? undefined : packageOfPath(path);
    // Node's types take `fetch` and its kin from there.
    if (name === undefined || name === "undici-types") continue;
    if (name === "@types/node") {
      const module = ambientModuleOf(ts, declaration);
      if (module !== undefined) return module;
      continue;
    }
    return untyped(name);
  }
  return undefined;
}

/** `@types/pg` is about `pg`, `@types/foo__bar` about `@foo/bar`. */
function untyped(name: string): string {
  if (!name.startsWith("@types/")) return name;
  const bare = name.slice("@types/".length);
  return bare.includes("__") ? `@${bare.replace("__", "/")}` : bare;
}

/** `declare module "sqlite"` and `"node:sqlite"` both give `node:sqlite`; a global of node's types gives undefined. */
function ambientModuleOf(ts: FactContext["ts"], declaration: TS.Node): string | undefined {
  for (let node: TS.Node | undefined = declaration; node !== undefined; node = node.parent) {
    if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) {
      return node.name.text.startsWith("node:") ? node.name.text : `node:${node.name.text}`;
    }
  }
  return undefined;
}
