import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { readArguments, type CliArguments } from "./arguments.ts";
import type { ExitCode } from "./exit-code.ts";
import { helpText } from "./help.ts";
import { listCommand } from "./list.ts";
import type { Output } from "./output.ts";

export interface CliEnvironment {
  /** The root of the run: paths are relative to it and nothing outside it is touched. */
  readonly cwd: string;
  readonly output: Output;
}

/**
 * Runs the command line.
 *
 * @param argv - without node and script.
 * @returns the exit code.
 */
export async function runCli(argv: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  const { output } = environment;
  const read = readArguments(argv);
  if (read.kind === "usage") {
    output.talk(`spanwright: ${read.message}\nSee spanwright --help.`);
    return 2;
  }
  const unwritable = findUnwritable(read.arguments, environment.cwd);
  if (unwritable !== undefined) {
    output.talk(`spanwright: ${unwritable} cannot be written: there is no such folder, or it is one itself.`);
    return 2;
  }
  try {
    return await runCommand(read.arguments, environment);
  } catch (error) {
    // Nothing was written: every command plans first, and writes all or nothing.
    output.talk(`spanwright: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env["SPANWRIGHT_DEBUG"] !== undefined && error instanceof Error)
      output.talk(error.stack ?? "");
    return 3;
  }
}

/** Where a report is to go must be there before anything else happens: `apply` must not change files and then have no report. */
function findUnwritable({ json, sarif }: CliArguments, cwd: string): string | undefined {
  const files = [json, sarif].filter((file) => typeof file === "string");
  return files.find((file) => {
    const path = resolve(cwd, file);
    return !isFolder(dirname(path)) || isFolder(path);
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

async function runCommand(args: CliArguments, environment: CliEnvironment): Promise<ExitCode> {
  const { output } = environment;
  // Each command loads what it needs: `--help` must not wait for a parser.
  switch (args.command) {
    case "help":
      output.data(helpText);
      return 0;
    case "list":
      return listCommand(args, output);
    case "init":
      return (await import("./init.ts")).initCommand(args, environment);
    case "plan":
    case "apply":
    case "check":
      return (await import("./plan.ts")).planCommand({ ...args, command: args.command }, environment);
    case "unwrap":
      return (await import("./unwrap.ts")).unwrapCommand(args, environment);
    case "undo":
      return (await import("./undo.ts")).undoCommand(args, environment);
    case "doctor":
      return (await import("./doctor.ts")).doctorCommand(args, environment);
  }
}
