import { readArguments } from "./arguments.ts";
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
  const args = read.arguments;
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
  }
}
