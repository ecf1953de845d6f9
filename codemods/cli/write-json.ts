import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CliArguments } from "./arguments.ts";
import type { CliEnvironment } from "./run-cli.ts";

/** Gives data as JSON where that was asked for: to stdout, or to a file. */
export function writeJson({ json }: CliArguments, { cwd, output }: CliEnvironment, data: object): void {
  if (json === false) return;
  const text = `${JSON.stringify(data, undefined, 2)}\n`;
  if (json === true) output.data(text);
  else writeFileSync(resolve(cwd, json), text);
}
