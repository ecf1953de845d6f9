import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { normalize } from "../../spans/index.ts";
import { parseJsonc } from "../../spans/jsonc.ts";
import type { PathAliases, ProjectFacts, ProjectPackage } from "../select/project-facts.ts";

/**
 * What package.json and tsconfig.json files say, in every folder that holds a source file or a folder with one.
 *
 * @param paths - source files, relative to the root.
 */
export function readProjectFacts(
  root: string,
  paths: readonly string[],
): ProjectFacts & { readonly hasTsconfig: boolean } {
  const folders = foldersOf(paths);
  return {
    packages: folders.flatMap((folder) => readPackage(root, folder) ?? []),
    tsconfigPaths: folders.flatMap((folder) => readAliases(root, folder) ?? []),
    hasTsconfig: folders.some((folder) => existsSync(join(root, folder, "tsconfig.json"))),
  };
}

/** Every folder that holds a source file, or a folder with one. */
function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set([""]);
  for (const path of paths) {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1))
      folders.add(path.slice(0, at));
  }
  return [...folders].sort();
}

function readPackage(root: string, folder: string): ProjectPackage | undefined {
  const manifest = readObject(join(root, folder, "package.json"));
  if (manifest === undefined) return undefined;
  const text = (key: string): Record<string, string> =>
    typeof manifest[key] === "string" ? { [key]: manifest[key] } : {};
  const { dependencies, optionalDependencies, peerDependencies } = manifest;
  return {
    folder,
    ...text("name"),
    ...text("main"),
    ...text("types"),
    ...("exports" in manifest ? { exports: manifest["exports"] } : {}),
    dependencies: [dependencies, optionalDependencies, peerDependencies].flatMap((one) =>
      Object.keys(isObject(one) ? one : {}),
    ),
  };
}

/** `compilerOptions.paths` of a folder's tsconfig, with targets as paths from the root; `extends` is not followed. */
function readAliases(root: string, folder: string): PathAliases | undefined {
  const options = readObject(join(root, folder, "tsconfig.json"))?.["compilerOptions"];
  if (!isObject(options) || !isObject(options["paths"])) return undefined;
  const base = typeof options["baseUrl"] === "string" ? options["baseUrl"] : ".";
  const paths = Object.entries(options["paths"]).map(([pattern, targets]) => {
    const list = Array.isArray(targets) ? targets.filter((one) => typeof one === "string") : [];
    return [pattern, list.map((target) => normalize(`${folder}/${base}/${target}`))] as const;
  });
  return { folder, paths: Object.fromEntries(paths) };
}

function readObject(path: string): Record<string, unknown> | undefined {
  try {
    const parsed = parseJsonc(readFileSync(path, "utf8"));
    return parsed.kind === "parsed" && isObject(parsed.value) ? parsed.value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
