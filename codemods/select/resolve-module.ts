import { matchesFolder } from "./paths.ts";
import type { PathAliases, ProjectFacts, ProjectPackage } from "./project-facts.ts";
import { normalize, resolveSpecifier, withoutExtension } from "../../spans/index.ts";

/** Finds the project's module that a specifier means in a file; `undefined` for packages from outside. */
export type ModuleResolver = (fromPath: string, specifier: string) => string | undefined;

/**
 * Makes a resolver over known paths: relative specifiers (`./a.js` finds `a.ts`, folders their index), `paths` of tsconfigs, and the
 * project's own packages by name, of which built paths lead back to sources.
 */
export function createModuleResolver(paths: readonly string[], facts: ProjectFacts): ModuleResolver {
  const byStem = new Map<string, string>();
  for (const path of paths) {
    const stem = withoutExtension(path);
    const known = byStem.get(stem);
    // `a.ts` goes before `a/index.ts`.
    if (known === undefined || rank(path) < rank(known)) byStem.set(stem, path);
  }
  const find = (path: string): string | undefined => byStem.get(withoutExtension(normalize(path)));
  const aliases = [...facts.tsconfigPaths].sort((a, b) => b.folder.length - a.folder.length);

  return (fromPath, specifier) => {
    if (specifier.startsWith(".")) return byStem.get(resolveSpecifier(fromPath, specifier));
    for (const alias of aliases) {
      if (!matchesFolder(fromPath, alias.folder)) continue;
      const found = aliasTargets(alias, specifier)
        .map(find)
        .find((path) => path !== undefined);
      if (found !== undefined) return found;
    }
    return packageTargets(facts.packages, specifier)
      .map(find)
      .find((path) => path !== undefined);
  };
}

function rank(path: string): number {
  return /\/index\.[^/]+$/.test(path) ? 1 : 0;
}

function aliasTargets({ paths }: PathAliases, specifier: string): readonly string[] {
  const matches = Object.entries(paths).flatMap(([pattern, targets]) => {
    const star = matchStar(pattern, specifier);
    return star === undefined ? [] : [{ pattern, targets: targets.map((one) => one.replace("*", star)) }];
  });
  return matches.sort((a, b) => b.pattern.length - a.pattern.length).flatMap(({ targets }) => targets);
}

/** What `*` stands for; the empty string for a pattern without one that is equal. */
function matchStar(pattern: string, text: string): string | undefined {
  const at = pattern.indexOf("*");
  if (at === -1) return pattern === text ? "" : undefined;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after)
    ? text.slice(before.length, text.length - after.length)
    : undefined;
}

function packageTargets(packages: readonly ProjectPackage[], specifier: string): readonly string[] {
  for (const one of packages) {
    if (one.name === undefined || (specifier !== one.name && !specifier.startsWith(`${one.name}/`))) continue;
    const rest = specifier.slice(one.name.length + 1);
    const targets = exportTargets(one.exports, rest === "" ? "." : `./${rest}`);
    if (rest === "") targets.push(...[one.types, one.main, "index"].filter((path) => path !== undefined));
    else targets.push(rest);
    return targets.flatMap(sourcesOf).map((path) => `${one.folder}/${path}`);
  }
  return [];
}

/** Sources that a published path may come from: `dist/types/a.d.ts` from itself, `src/types/a`, `src/a`, `a`. */
function sourcesOf(target: string): readonly string[] {
  const parts = withoutExtension(normalize(target)).split("/");
  const path = parts.join("/");
  const below = [parts.slice(1).join("/"), parts.slice(2).join("/")].filter((rest) => rest !== "");
  return [path, `src/${path}`, ...below.flatMap((rest) => [`src/${rest}`, rest])];
}

function exportTargets(exports: unknown, subpath: string): string[] {
  if (typeof exports === "string") return subpath === "." ? [exports] : [];
  if (typeof exports !== "object" || exports === null) return [];
  const entries = Object.entries(exports);
  if (!entries.some(([key]) => key.startsWith("."))) return subpath === "." ? leaves(exports) : [];
  const matches = entries.flatMap(([pattern, target]) => {
    const star = matchStar(pattern, subpath);
    return star === undefined
      ? []
      : [{ pattern, paths: leaves(target).map((one) => one.replaceAll("*", star)) }];
  });
  return matches.sort((a, b) => b.pattern.length - a.pattern.length).flatMap(({ paths }) => paths);
}

/** Every path below a target, whatever its condition: only its place matters here. */
function leaves(target: unknown): string[] {
  if (typeof target === "string") return [target];
  return typeof target === "object" && target !== null ? Object.values(target).flatMap(leaves) : [];
}
