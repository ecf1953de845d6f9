import { existsSync, readdirSync, realpathSync } from "node:fs";
import { posix } from "node:path";
import { loadBundledCompiler, type Ts } from "./load-typescript.ts";
import { readTsconfig } from "./read-tsconfig.ts";
import { toAbsolute } from "./paths.ts";

/**
 * Makes a function that finds the tsconfig a file belongs to: the nearest `tsconfig.json` whose files hold it, the projects
 * it references (solution style), its neighbours `tsconfig.*.json`, or `jsconfig.json`; then the directory above, up to the root.
 *
 * @param root absolute path; nothing above it is looked at
 * @returns a function from a path (absolute, or relative to the root) to the absolute path of the config file
 */
export function createTsconfigFinder(root: string): (path: string) => string | undefined {
  const base = realpathSync(root).replaceAll("\\", "/");
  const configs = new Map<string, Config | undefined>();
  const byDirectory = new Map<string, readonly string[]>();

  const configAt = (path: string): Config | undefined => {
    if (!configs.has(path)) configs.set(path, readConfig(path));
    return configs.get(path);
  };
  const namesIn = (directory: string): readonly string[] => {
    const known = byDirectory.get(directory);
    if (known !== undefined) return known;
    const names = listConfigs(directory);
    byDirectory.set(directory, names);
    return names;
  };

  const findIn = (directory: string, file: string): string | undefined => {
    const seen = new Set<string>();
    const visit = (path: string): string | undefined => {
      if (seen.has(path)) return undefined;
      seen.add(path);
      const config = configAt(path);
      if (config === undefined) return undefined;
      if (config.files.has(file)) return path;
      for (const reference of config.references) {
        const found = visit(reference);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    for (const name of namesIn(directory)) {
      const found = visit(posix.join(directory, name));
      if (found !== undefined) return found;
    }
    return undefined;
  };

  return (path) => {
    const file = toAbsolute(base, path);
    let byEntry: string | undefined;
    for (let directory = posix.dirname(file); ; directory = posix.dirname(directory)) {
      const found = findIn(directory, file);
      if (found !== undefined) return found;
      byEntry ??= namesIn(directory)
        .map((name) => posix.join(directory, name))
        .find((config) => configAt(config)?.entriesOnly === true);
      if (directory === base || directory === posix.dirname(directory)) return byEntry;
    }
  };
}

interface Config {
  readonly files: ReadonlySet<string>;
  readonly references: readonly string[];
  /** `files` without `include`: the rest of the program comes in by imports, so any file below may belong to it. */
  readonly entriesOnly: boolean;
}

function readConfig(path: string): Config | undefined {
  const { ts } = loadBundledCompiler();
  if (!isDefaultName(path) && !namesFiles(ts, path)) return undefined;
  const parsed = readTsconfig(ts, path);
  if (parsed === undefined) return undefined;
  const raw = parsed.raw as { files?: unknown; include?: unknown };
  return {
    files: new Set(parsed.fileNames),
    references: (parsed.projectReferences ?? []).map((reference) =>
      ts.resolveProjectReferencePath(reference),
    ),
    entriesOnly: Array.isArray(raw.files) && raw.files.length > 0 && raw.include === undefined,
  };
}

function isDefaultName(path: string): boolean {
  return /\/(?:tsconfig|jsconfig)\.json$/.test(path);
}

/** A shared base (`tsconfig.base.json`) has no `include` and would otherwise claim every file below it. */
function namesFiles(ts: Ts, path: string): boolean {
  const config = ts.readConfigFile(path, ts.sys.readFile).config as
    { files?: unknown; include?: unknown } | undefined;
  return config?.files !== undefined || config?.include !== undefined;
}

/** `tsconfig.json` first, as `tsc` and editors do. */
function listConfigs(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) =>
    /^(?:tsconfig(?:\.[\w-]+)*|jsconfig)\.json$/.test(name),
  );
  const rank = (name: string) => (name === "tsconfig.json" ? 0 : name === "jsconfig.json" ? 1 : 2);
  return names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
