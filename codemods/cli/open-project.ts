import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { loadConfig } from "../config/load.ts";
import { defaultExclude, discover } from "../engine/discover.ts";
import { findGated } from "../engine/find-gated.ts";
import { keepHeapSmall } from "./keep-heap-small.ts";
import { createProjectContext, type ProjectContext } from "../engine/project-context.ts";
import { loadTypeFacts } from "../engine/load-type-facts.ts";
import { changedSince } from "../engine/git.ts";
import type { SpanwrightConfig } from "../../spans/index.ts";
import type { CliArguments } from "./arguments.ts";
import type { CliEnvironment } from "./run-cli.ts";

export interface OpenedProject {
  readonly context: ProjectContext;
  /** Files to look at: sorted POSIX paths relative to the root. */
  readonly paths: readonly string[];
  readonly types: boolean;
}

/** Loads the config and finds the files; what is wrong is said on stderr and gives `undefined` (exit code 2). */
export async function openProject(
  args: CliArguments,
  { cwd, output }: CliEnvironment,
): Promise<OpenedProject | undefined> {
  const loaded = loadConfig(cwd, args.config === undefined ? undefined : resolve(cwd, args.config));
  if (loaded.kind === "invalid") {
    const lines = loaded.problems.map(({ path, message }) => `  ${path}: ${message}`);
    output.talk(
      [`spanwright: ${relative(cwd, loaded.path) || loaded.path} is not a valid config:`, ...lines].join(
        "\n",
      ),
    );
    return undefined;
  }
  let config: SpanwrightConfig;
  if (loaded.kind === "loaded") config = loaded.config;
  else {
    output.talk(
      "No spanwright.config.json here: the selection is computed for this run. `spanwright init` writes it down.",
    );
    const { selectProject } = await import("./select-project.ts");
    config = await selectProject(cwd);
  }
  const paths = await findPaths(args, config, { cwd, output });
  if (paths === undefined) return undefined;
  const isTyped = args.types === "on" || (args.types === "auto" && hasTsconfig(cwd, paths));
  // The files that pass the gates are the only roots of the type programs; without one, nobody asks for a type.
  const files = isTyped ? findGated(cwd, paths, config, args.only) : [];
  const types = files.length > 0;
  if (!types) keepHeapSmall();
  const facts = types ? await loadTypeFacts(cwd, { files }) : undefined;
  return { context: createProjectContext(cwd, config, facts), paths, types };
}

async function findPaths(
  args: CliArguments,
  config: SpanwrightConfig,
  { cwd, output }: CliEnvironment,
): Promise<readonly string[] | undefined> {
  const found = await discover(cwd, {
    paths: args.paths,
    ...(config.include === undefined ? {} : { include: config.include }),
    exclude: [...defaultExclude, ...(config.exclude ?? [])],
  });
  if (found.kind === "outside-root") {
    output.talk(
      `spanwright: ${found.path} is outside of ${cwd}; run spanwright from a folder that holds it.`,
    );
    return undefined;
  }
  if (found.kind === "no-such-path") {
    output.talk(`spanwright: ${found.path} does not exist.`);
    return undefined;
  }
  for (const path of found.empty)
    output.talk(`spanwright: nothing to look at in ${path} (ignored, excluded, or no source file).`);
  if (args.since === undefined) return found.paths;
  const changed = await changedSince(cwd, args.since);
  if (changed.kind !== "changed") {
    output.talk(`spanwright: git does not know "${args.since}" here.`);
    return undefined;
  }
  return found.paths.filter((path) => changed.paths.has(path));
}

/** Types pay only where a tsconfig says what they are. */
function hasTsconfig(root: string, paths: readonly string[]): boolean {
  const folders = new Set<string>([""]);
  for (const path of paths) {
    for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1))
      folders.add(path.slice(0, at));
  }
  return [...folders].some((folder) => existsSync(join(root, folder, "tsconfig.json")));
}
