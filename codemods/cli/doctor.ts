import { resolve } from "node:path";
import { examine } from "../doctor/examine.ts";
import { renderExamination } from "../doctor/render.ts";
import { toolName } from "../version.ts";
import type { CliArguments } from "./arguments.ts";
import type { ExitCode } from "./exit-code.ts";
import type { CliEnvironment } from "./run-cli.ts";
import { selectProject } from "./select-project.ts";
import { writeJson } from "./write-json.ts";

/** `spanwright doctor`: why does it not work here? Nothing of the project is executed or changed. */
export async function doctorCommand(args: CliArguments, { cwd, output }: CliEnvironment): Promise<ExitCode> {
  if (args.paths.length > 0) {
    output.talk("spanwright: doctor takes no paths; run it in the folder that holds all services.");
    return 2;
  }
  const { loadBundledCompiler } = await import("../types/load-typescript.ts");
  const examination = await examine(cwd, {
    config: args.config === undefined ? undefined : resolve(cwd, args.config),
    typescript: loadBundledCompiler().ts.version,
    select: selectProject,
  });
  writeJson(args, { cwd, output }, { schemaVersion: 1, tool: toolName, command: "doctor", ...examination });
  if (args.json !== true && !args.quiet) output.data(renderExamination(examination, { color: output.color }));
  return examination.findings.length === 0 ? 0 : 1;
}
