import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configNames } from "../config/load.ts";
import type { CliArguments } from "./arguments.ts";
import type { ExitCode } from "./exit-code.ts";
import type { CliEnvironment } from "./run-cli.ts";
import { printConfig } from "../config/print.ts";
import { selectProject } from "./select-project.ts";

/** `spanwright init`: computes the selection once and writes it down. */
export async function initCommand(args: CliArguments, { cwd, output }: CliEnvironment): Promise<ExitCode> {
  const target = join(cwd, configNames[0] ?? "spanwright.config.json");
  if (existsSync(target) && !args.yes) {
    output.talk("spanwright: there is a spanwright.config.json already; --yes writes it anew.");
    return 2;
  }
  const config = await selectProject(cwd, args.paths);
  const text = printConfig({ $schema: "./node_modules/spanwright/schema/config.schema.json", ...config });
  if (args.json === true) output.data(text);
  else writeFileSync(target, text);
  const count = (list: readonly unknown[] | undefined): number => list?.length ?? 0;
  output.talk(
    `spanwright.config.json: ${count(config.db?.clients)} database clients, ${count(config.providers)} providers, ${count(config.functions)} functions, ${count(config.tools)} tools, ` +
      `${count(config.send)} send and ${count(config.receive)} receive sites, ${count(config.messages)} message types. Read it; every entry says why it is there.`,
  );
  return 0;
}
