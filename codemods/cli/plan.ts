import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { runPlan, type RunResult } from "../engine/run.ts";
import { writeWithJournal } from "../engine/journal.ts";
import { renderDiff } from "../report/diff.ts";
import { renderReport } from "../report/text.ts";
import type { Report } from "../report/report.ts";
import { toolName } from "../version.ts";
import type { CliArguments } from "./arguments.ts";
import { exitCodeOf, type ExitCode } from "./exit-code.ts";
import { refuseDirty } from "./refuse-dirty.ts";
import { openProject } from "./open-project.ts";
import type { CliEnvironment } from "./run-cli.ts";

type PlanArguments = CliArguments & { readonly command: "plan" | "apply" | "check" };

/** `plan`, `apply` and `check`: the same run, of which only `apply` writes. */
export async function planCommand(args: PlanArguments, environment: CliEnvironment): Promise<ExitCode> {
  const { cwd, output } = environment;
  const project = await openProject(args, environment);
  if (project === undefined) return 2;
  const result = await runPlan(project.context, project.paths, {
    command: args.command,
    only: args.only,
    types: project.types,
    targetTypescript: args.targetTypescript,
    tool: toolName,
  });
  if (args.command !== "apply") {
    print(args, environment, result, result.report);
    return exitCodeOf(args.command, result.report);
  }
  const refusal = args.allowDirty
    ? undefined
    : await refuseDirty(
        cwd,
        result.changes.map(({ path }) => path),
      );
  if (refusal !== undefined) {
    output.talk(refusal);
    return 2;
  }
  const written = writeWithJournal(
    cwd,
    result.changes.map(({ path, before, after }) => ({ path, expected: before, text: after })),
    { tool: toolName, command: "apply" },
  );
  if (written.kind !== "written") {
    output.talk(
      `spanwright: nothing was changed: ${written.path}: ${written.kind}${"detail" in written ? ` (${written.detail})` : ""}.`,
    );
    return 3;
  }
  print(args, environment, result, result.report);
  return exitCodeOf("apply", result.report);
}

function print(
  args: PlanArguments,
  { cwd, output }: CliEnvironment,
  result: RunResult,
  report: Report,
): void {
  const json = `${JSON.stringify(report, undefined, 2)}\n`;
  if (typeof args.json === "string") writeFileSync(resolve(cwd, args.json), json);
  if (args.json === true) {
    output.data(json);
    return;
  }
  if (args.diff)
    for (const { path, before, after } of result.changes)
      output.data(renderDiff(path, before ?? "", after, { color: output.color, context: 3 }));
  if (args.quiet) return;
  const text = renderReport(report, { color: output.color });
  // With a diff on stdout the table is talk, so that the diff can be piped into `git apply`.
  if (args.diff) output.talk(text);
  else output.data(text);
}
