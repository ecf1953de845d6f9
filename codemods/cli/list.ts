import { codemodNames, kinds, skipText, type CodemodName, type SiteKind } from "../../spans/index.ts";
import { repairedChecks } from "../../spans/checks/index.ts";
import { codemodText } from "../report/codemod-text.ts";
import type { CliArguments } from "./arguments.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Output } from "./output.ts";

/** `spanwright list`: what there is. */
export function listCommand({ json }: CliArguments, output: Output): ExitCode {
  const codemods = codemodNames.map((name) => ({
    name,
    description: codemodText[name],
    kinds: kindsOf(name),
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

/** As reports name them: what is found wrong goes by the check that finds it. */
function kindsOf(name: CodemodName): SiteKind[] {
  const inserted = kinds.flatMap(({ codemod, kind }) =>
    codemod === name && kind !== "problem" ? [kind] : [],
  );
  return [...inserted, ...repairedChecks.flatMap((check) => (check.codemod === name ? [check.name] : []))];
}
