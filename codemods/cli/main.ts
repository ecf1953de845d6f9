import { runCli } from "./run-cli.ts";
import { processOutput } from "./output.ts";

const color = process.argv.includes("--no-color")
  ? false
  : process.argv.includes("--color")
    ? true
    : undefined;
process.exitCode = await runCli(process.argv.slice(2), { cwd: process.cwd(), output: processOutput(color) });
