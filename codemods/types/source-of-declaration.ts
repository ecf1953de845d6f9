import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import type { ts as TS } from "ts-morph";
import { listTypeLiterals, type SeenDeclaration } from "./declaration-of.ts";
import type { Ts } from "./load-typescript.ts";
import { packageOfPath } from "./paths.ts";
import { findPackageDirectory, listSourceCandidates } from "./workspace-packages.ts";

export interface SourcePlace {
  readonly path: string;
  /** Offset of the name in the file's text, byte order mark included. */
  readonly start: number;
}

/**
 * Follows a declaration in a `.d.ts` of the workspace to its source: by the declaration map, else by the package's layout
 * (`dist/a.d.ts` -> `src/a.ts`), else any file below the package's `src` that declares the name.
 *
 * @returns undefined when the file is no `.d.ts` of the workspace, or no source declares the name
 */
export function findSourceOfDeclaration(ts: Ts, seen: SeenDeclaration): SourcePlace | undefined {
  const path = seen.file.fileName;
  if (!/\.d\.[mc]?ts$/.test(path) || packageOfPath(path) !== undefined || seen.names.length === 0)
    return undefined;
  for (const candidate of listSourcesOf(path)) {
    const start = findPlace(ts, candidate, seen);
    if (start !== undefined) return { path: candidate, start };
  }
  const home = findPackageDirectory(path);
  if (home === undefined) return undefined;
  const own = seen.names.at(-1) ?? "";
  for (const candidate of listSources(posix.join(home, "src"))) {
    if (!readFileSync(candidate, "utf8").includes(own)) continue;
    const start = findPlace(ts, candidate, seen);
    if (start !== undefined) return { path: candidate, start };
  }
  return undefined;
}

/** Existing sources of a `.d.ts` of the workspace, likeliest first. */
export function listSourcesOf(path: string): readonly string[] {
  const home = findPackageDirectory(path);
  return [...mappedSources(path), ...(home === undefined ? [] : listSourceCandidates(home, path))];
}

/** The map's `sources` are enough: the name is looked up in them, so its mappings need no decoding. */
function mappedSources(path: string): readonly string[] {
  const map = `${path}.map`;
  if (!existsSync(map)) return [];
  try {
    const { sourceRoot = "", sources = [] } = JSON.parse(readFileSync(map, "utf8")) as {
      sourceRoot?: string;
      sources?: readonly string[];
    };
    return sources
      .map((source) => posix.join(posix.dirname(map), sourceRoot, source))
      .filter((source) => existsSync(source));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function listSources(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter(
      (name) => /\.[mc]?tsx?$/.test(name) && !/\.d\.[mc]?ts$/.test(name) && !name.includes("node_modules"),
    )
    .map((name) => posix.join(directory, name.replaceAll("\\", "/")))
    .sort();
}

function findPlace(ts: Ts, path: string, { names, literal }: SeenDeclaration): number | undefined {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  let scopes: readonly TS.Node[] = [file];
  let start: number | undefined;
  for (const name of names) {
    const declared = scopes.flatMap((scope) => declarationsIn(ts, scope, name));
    const [first] = declared;
    if (first === undefined) return undefined;
    start = first.name.getStart(file);
    scopes = declared.map(({ node }) => node);
  }
  if (literal === undefined) return start;
  return scopes.flatMap((scope) => listTypeLiterals(ts, scope))[literal]?.getStart(file);
}

/** Declarations of the name directly in a file, class, interface or namespace. */
function declarationsIn(ts: Ts, scope: TS.Node, name: string): readonly { node: TS.Node; name: TS.Node }[] {
  const found: { node: TS.Node; name: TS.Node }[] = [];
  const visit = (node: TS.Node): void => {
    if (ts.isVariableStatement(node) || ts.isVariableDeclarationList(node) || ts.isModuleBlock(node)) {
      ts.forEachChild(node, visit);
      return;
    }
    const named = (node as { readonly name?: TS.Node }).name;
    if (named !== undefined && "text" in named && named.text === name) found.push({ node, name: named });
  };
  ts.forEachChild(scope, visit);
  return found;
}
