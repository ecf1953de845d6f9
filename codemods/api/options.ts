import type { CodemodName } from "../../spans/index.ts";
import type { CliArguments } from "../cli/arguments.ts";

/** What a run of the tool is about; the same as on the command line. */
export interface RunOptions {
  /** Files and folders relative to the root; absent: all of it. */
  readonly paths?: readonly string[];
  /** Path of the config from the root; absent: `spanwright.config.json` there, else a selection made for this run. */
  readonly config?: string;
  readonly only?: readonly CodemodName[];
  /** Whether the compiler is asked; `auto` (default) asks where there is a tsconfig. */
  readonly types?: "auto" | "on" | "off";
  /** Use the project's own TypeScript, which executes code of the project. */
  readonly targetTypescript?: boolean;
}

export interface ApplyOptions extends RunOptions {
  /** Change files that have uncommitted changes. */
  readonly allowDirty?: boolean;
}

/** Thrown for what exit code 2 stands for: wrong usage, or a config that is not valid. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export function toArguments(command: "plan" | "apply", options: ApplyOptions): CliArguments {
  return {
    command,
    paths: options.paths ?? [],
    config: options.config,
    only: options.only,
    json: false,
    diff: false,
    estimate: false,
    maxSpans: undefined,
    github: false,
    sarif: undefined,
    since: undefined,
    types: options.types ?? "auto",
    targetTypescript: options.targetTypescript ?? false,
    yes: true,
    allowDirty: options.allowDirty ?? false,
    all: false,
    workers: 1,
    color: false,
    quiet: true,
  };
}
