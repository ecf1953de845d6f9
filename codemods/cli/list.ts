import { codemodNames, kinds, skipText } from "../../spans/index.ts";
import { codemodText } from "../report/codemod-text.ts";
import type { CliArguments } from "./arguments.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Output } from "./output.ts";

/** `spanwright list`: what there is. */
export function listCommand({ json }: CliArguments, output: Output): ExitCode {
  const codemods = codemodNames.map((name) => ({
    name,
    description: codemodText[name],
    kinds: kinds.filter(({ codemod }) => codemod === name).map(({ kind }) => kind),
  }));
  if (json !== false) {
    output.data(JSON.stringify({ codemods, reasons: skipText }, undefined, 2));
    return 0;
  }
  const reasons = Object.entries(skipText).map(
    ([reason, { title, remedy }]) => `  ${reason}\n    ${title}. ${remedy}`,
  );
  output.data(
    [
      "Codemods",
      ...codemods.map(
        ({ name, description, kinds: own }) =>
          `  ${name}\n    ${description}${own.length === 0 ? "" : ` Kinds: ${own.join(", ")}.`}`,
      ),
      "",
      "Skip reasons",
      ...reasons,
    ].join("\n"),
  );
  return 0;
}
