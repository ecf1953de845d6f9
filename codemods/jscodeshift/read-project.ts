import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { SpanwrightConfig } from "../../spans/index.ts";
import { configNames, loadConfig } from "../config/load.ts";

export interface JscodeshiftProject {
  /** Absolute path of the folder that the config's paths begin in. */
  readonly root: string;
  readonly config: SpanwrightConfig;
}

/**
 * The project of a file: the folder of the nearest config above it, or the working directory. A transform sees one file at a time, so
 * without a config only sites that need no selection are found.
 *
 * @param filename - absolute path.
 * @param configPath - from `--config`, relative to the working directory, which is the root then.
 * @throws Error when the config is not valid.
 */
export function readProject(
  filename: string,
  cwd: string,
  configPath: string | undefined,
): JscodeshiftProject {
  const root = configPath === undefined ? (findRoot(dirname(filename)) ?? cwd) : cwd;
  const key = `${root}\0${configPath ?? ""}`;
  const known = projects.get(key);
  if (known !== undefined) return known;
  const loaded = loadConfig(root, configPath === undefined ? undefined : resolve(cwd, configPath));
  if (loaded.kind === "invalid") {
    const problems = loaded.problems.map(({ path, message }) => `${path}: ${message}`);
    throw new Error(`${loaded.path} is not a valid config: ${problems.join("; ")}`);
  }
  const project = { root, config: loaded.kind === "loaded" ? loaded.config : {} };
  projects.set(key, project);
  return project;
}

const projects = new Map<string, JscodeshiftProject>();
const roots = new Map<string, string | undefined>();

function findRoot(folder: string): string | undefined {
  if (roots.has(folder)) return roots.get(folder);
  const parent = dirname(folder);
  const isRoot = configNames.some((name) => existsSync(join(folder, name)));
  const found = isRoot ? folder : parent === folder ? undefined : findRoot(parent);
  roots.set(folder, found);
  return found;
}
