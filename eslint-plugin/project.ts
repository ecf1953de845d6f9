import { readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { gunzipSync } from "node:zlib";
import { readConfig } from "../spans/config-schema.ts";
import type { SpanwrightConfig } from "../spans/index.ts";
import { parseJsonc } from "../spans/jsonc.ts";
import { createProjectFacts, type ProjectFacts } from "../spans/project/file-facts.ts";
import type { ProjectReader } from "../spans/project/reader.ts";

/** The project that a linted file belongs to. */
export type Project =
  | {
      readonly kind: "project";
      /** Absolute path of the folder that the config's paths begin in. */
      readonly root: string;
      readonly config: SpanwrightConfig;
      readonly facts: ProjectFacts;
    }
  | InvalidConfig;

export interface InvalidConfig {
  readonly kind: "invalid-config";
  /** What is not valid: a file, or `settings.spanwright`. */
  readonly source: string;
  readonly problems: string;
}

/**
 * Finds the project of a file: its root is the folder of the nearest config, so that paths mean what they mean on the command line.
 * Without a config the root is ESLint's working directory, and only sites that need no selection are seen.
 *
 * @param filename - absolute path of the linted file.
 * @param cwd - ESLint's working directory.
 * @param configPath - absolute path of a config that the settings name; the root is `cwd` then, as with `--config`.
 */
export function findProject(filename: string, cwd: string, configPath: string | undefined): Project {
  const path = configPath ?? findConfig(dirname(filename));
  const root = path === undefined || configPath !== undefined ? cwd : dirname(path);
  // An editor keeps the process for days, so what was read is asked for again: the config when it was saved, packages after a while.
  const stamp = `${path === undefined ? "" : stampOf(path)} ${Math.floor(Date.now() / PACKAGES_AGE)}`;
  const key = `${root}\0${path ?? ""}`;
  const known = projects.get(key);
  if (known?.stamp === stamp) return known.project;
  const project = openProject(root, path);
  projects.set(key, { stamp, project });
  return project;
}

/** POSIX path from a root. */
export function pathFrom(root: string, filename: string): string {
  return relative(root, filename).split(sep).join("/");
}

/** Whether the helper module that a file would import from is there and has these functions; none of them is always there. */
export function hasHelpers(root: string, module: string, names: readonly string[]): boolean {
  if (names.length === 0) return true;
  const text = EXTENSIONS.map((extension) => readText(join(root, module + extension))).find(
    (one) => one !== undefined,
  );
  return text !== undefined && names.every((name) => new RegExp(`\\b${name}\\b`).test(text));
}

const PACKAGES_AGE = 10_000;
const EXTENSIONS: readonly string[] = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];
const CONFIG_NAMES: readonly string[] = ["spanwright.config.json", "spanwright.config.jsonc"];

const projects = new Map<string, { readonly stamp: string; readonly project: Project }>();

function findConfig(folder: string): string | undefined {
  const path = CONFIG_NAMES.map((name) => join(folder, name)).find(
    (one) => statSync(one, { throwIfNoEntry: false }) !== undefined,
  );
  const parent = dirname(folder);
  return path ?? (parent === folder ? undefined : findConfig(parent));
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? "absent" : `${stats.mtimeMs}:${stats.size}`;
}

function openProject(root: string, path: string | undefined): Project {
  const read = path === undefined ? { config: {}, problems: [] } : readConfigFile(path);
  if (path !== undefined && read.problems.length > 0)
    return { kind: "invalid-config", source: pathFrom(root, path), problems: read.problems.join("; ") };
  const { config } = read;
  const facts = createProjectFacts(reader, root.split(sep).join("/"), config);
  return { kind: "project", root, config, facts };
}

function readConfigFile(path: string): {
  readonly config: SpanwrightConfig;
  readonly problems: readonly string[];
} {
  const text = readText(path);
  if (text === undefined) return { config: {}, problems: ["no such file"] };
  const parsed = parseJsonc(text);
  if (parsed.kind === "invalid") return { config: {}, problems: [`line ${parsed.line}: ${parsed.message}`] };
  const { config, problems } = readConfig(parsed.value);
  return { config, problems: problems.map((problem) => `${problem.path} ${problem.message}`) };
}

const reader: ProjectReader = {
  readText,
  readTarball: (path) => attempt(() => gunzipSync(readFileSync(path))),
  hasDirectory: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
};

function readText(path: string): string | undefined {
  return attempt(() => readFileSync(path, "utf8"));
}

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
