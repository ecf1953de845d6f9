import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { globSync } from "tinyglobby";

/**
 * Makes a resolver for imports of packages of the same workspace that are not built or not linked: their source stands in for
 * what the package would publish. Without it half of a monorepo's types are `any` until someone builds it (facts/speed.md).
 *
 * @param root absolute POSIX path of the workspace root
 * @returns a function from an import specifier to the absolute path of a source file
 */
export function createWorkspaceResolver(root: string): (specifier: string) => string | undefined {
  let packages: ReadonlyMap<string, string> | undefined;
  return (specifier) => {
    if (specifier.startsWith(".") || specifier.startsWith("/")) return undefined;
    packages ??= readWorkspacePackages(root);
    const [first = "", second = ""] = specifier.split("/");
    const name = first.startsWith("@") ? `${first}/${second}` : first;
    const directory = packages.get(name);
    if (directory === undefined) return undefined;
    const subpath = specifier === name ? "." : `.${specifier.slice(name.length)}`;
    return listEntryCandidates(directory, subpath).find((path) => existsSync(path));
  };
}

/** The nearest directory above the path with a `package.json`. */
export function findPackageDirectory(path: string): string | undefined {
  for (let directory = posix.dirname(path); ; directory = posix.dirname(directory)) {
    if (existsSync(posix.join(directory, "package.json"))) return directory;
    if (directory === posix.dirname(directory)) return undefined;
  }
}

/** Existing sources that a built file (`dist/a/b.d.ts`, `lib/b.js`) of the package may come from, likeliest first. */
export function listSourceCandidates(directory: string, built: string): readonly string[] {
  const stem = posix.relative(directory, built).replace(/(?:\.d)?\.[mc]?[jt]sx?$/, "");
  const segments = stem.split("/");
  const candidates: string[] = [];
  // `dist/x` -> `src/x`, `dist/types/x` -> `src/x`, `dist/src/x` -> `src/x`, `x` -> `x`
  for (let dropped = 0; dropped < Math.min(segments.length, 3); dropped += 1) {
    const rest = segments.slice(dropped).join("/");
    for (const base of dropped === 0 ? ["", "src"] : ["src", ""]) {
      for (const extension of ["ts", "tsx", "mts", "cts"]) {
        candidates.push(
          posix.join(directory, base, `${rest}.${extension}`),
          posix.join(directory, base, rest, `index.${extension}`),
        );
      }
    }
  }
  return candidates.filter((path) => !/\.d\.[mc]?ts$/.test(path) && existsSync(path));
}

function listEntryCandidates(directory: string, subpath: string): readonly string[] {
  const manifest = readJson(posix.join(directory, "package.json")) as Manifest;
  const targets = exportTargets(manifest.exports, subpath);
  if (subpath === ".")
    targets.push(...[manifest.source, manifest.types, manifest.main].filter((one) => one !== undefined));
  const built = targets.map((target) => posix.join(directory, target));
  const sources = built.filter((path) => /\.[mc]?tsx?$/.test(path) && !/\.d\.[mc]?ts$/.test(path));
  const fallback = subpath === "." ? "dist/index.js" : `dist/${subpath.slice(2)}`;
  return [
    ...sources,
    ...[...built, posix.join(directory, fallback)].flatMap((path) => listSourceCandidates(directory, path)),
  ];
}

interface Manifest {
  readonly name?: string;
  readonly exports?: unknown;
  readonly source?: string;
  readonly types?: string;
  readonly main?: string;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
}

/** All paths below a subpath of `exports`, whatever the condition: only the file's place matters here. */
function exportTargets(exports: unknown, subpath: string): string[] {
  if (typeof exports === "string") return subpath === "." ? [exports] : [];
  if (typeof exports !== "object" || exports === null) return [];
  const table = exports as Record<string, unknown>;
  if (!Object.keys(table).some((key) => key.startsWith("."))) return subpath === "." ? leaves(exports) : [];
  for (const [pattern, target] of Object.entries(table)) {
    if (pattern === subpath) return leaves(target);
    const [before = "", after] = pattern.split("*");
    if (after === undefined || !subpath.startsWith(before) || !subpath.endsWith(after)) continue;
    const star = subpath.slice(before.length, subpath.length - after.length);
    return leaves(target).map((path) => path.replaceAll("*", star));
  }
  return [];
}

function leaves(target: unknown): string[] {
  if (typeof target === "string") return [target];
  return typeof target === "object" && target !== null ? Object.values(target).flatMap(leaves) : [];
}

function readWorkspacePackages(root: string): ReadonlyMap<string, string> {
  const { workspaces } = readJson(posix.join(root, "package.json")) as Manifest;
  const patterns = [
    ...(Array.isArray(workspaces) ? workspaces : ((workspaces as { packages?: string[] })?.packages ?? [])),
  ];
  patterns.push(...readPnpmPatterns(posix.join(root, "pnpm-workspace.yaml")));
  if (patterns.length === 0) return new Map();
  const manifests = globSync(
    patterns.map((pattern) =>
      pattern.startsWith("!") ? pattern : `${pattern.replace(/\/$/, "")}/package.json`,
    ),
    { cwd: root, ignore: ["**/node_modules/**"], followSymbolicLinks: false },
  ).sort();
  const packages = new Map<string, string>();
  for (const path of manifests) {
    const { name } = readJson(posix.join(root, path)) as Manifest;
    if (typeof name === "string") packages.set(name, posix.join(root, posix.dirname(path)));
  }
  return packages;
}

/** The `packages:` list; the rest of the file is of no interest, so no YAML parser. */
function readPnpmPatterns(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split(/\r?\n/);
  const from = lines.findIndex((line) => /^packages\s*:/.test(line));
  if (from < 0) return [];
  const patterns: string[] = [];
  for (const line of lines.slice(from + 1)) {
    const item = /^\s*-\s*(?:"([^"]+)"|'([^']+)'|([^#\s]+))/.exec(line);
    if (item !== null) patterns.push(item[1] ?? item[2] ?? item[3] ?? "");
    else if (/^\S/.test(line)) break;
  }
  return patterns;
}

function readJson(path: string): unknown {
  if (!existsSync(path)) return {};
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
