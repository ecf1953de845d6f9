import { readFileSync } from "node:fs";
import { join } from "node:path";
import { normalize, type SpanwrightConfig } from "../../spans/index.ts";
import { parseJsonc } from "../../spans/jsonc.ts";
import { defaultExclude, discover } from "../engine/discover.ts";
import { classifyText, readSourceSync } from "../engine/read.ts";
import type { PathAliases, ProjectPackage } from "../select/project-facts.ts";
import { selectSites } from "../select/select-sites.ts";

/**
 * Reads a project once and computes what its config would say. Nothing of it is executed.
 *
 * @param root - absolute path.
 * @param paths - files and folders to stay within; all of the root by default.
 */
export async function selectProject(root: string, paths: readonly string[] = []): Promise<SpanwrightConfig> {
  const found = await discover(root, { exclude: defaultExclude });
  if (found.kind !== "found") return {};
  const files = found.paths.flatMap((path) => {
    const read = readSourceSync(root, path);
    return read.kind === "text" && classifyText(read.text) === undefined ? [{ path, text: read.text }] : [];
  });
  const folders = foldersOf(found.paths);
  return selectSites(files, {
    packages: folders.flatMap((folder) => readPackage(root, folder) ?? []),
    tsconfigPaths: folders.flatMap((folder) => readAliases(root, folder) ?? []),
    ...(paths.length === 0 ? {} : { include: paths }),
  });
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
