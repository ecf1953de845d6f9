import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import type { ts as TS } from "ts-morph";
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
 * @param names names of the scopes around the declaration, and its own
 * @returns undefined when the file is no `.d.ts` of the workspace, or no source declares the name
 */
export function findSourceOfDeclaration(
  ts: Ts,
  path: string,
  names: readonly string[],
): SourcePlace | undefined {
  if (!/\.d\.[mc]?ts$/.test(path) || packageOfPath(path) !== undefined || names.length === 0)
    return undefined;
  const home = findPackageDirectory(path);
  for (const candidate of [
    ...mappedSources(path),
    ...(home === undefined ? [] : listSourceCandidates(home, path)),
  ]) {
    const start = findName(ts, candidate, names);
    if (start !== undefined) return { path: candidate, start };
  }
  if (home === undefined) return undefined;
  const own = names.at(-1) ?? "";
  for (const candidate of listSources(posix.join(home, "src"))) {
    if (!readFileSync(candidate, "utf8").includes(own)) continue;
    const start = findName(ts, candidate, names);
    if (start !== undefined) return { path: candidate, start };
  }
  return undefined;
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

function findName(ts: Ts, path: string, names: readonly string[]): number | undefined {
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
  return start;
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
