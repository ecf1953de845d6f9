import { findTodos } from "../engine/find-todos.ts";
import { runPlan } from "../engine/run.ts";
import { writeWithJournal } from "../engine/journal.ts";
import { createReport } from "../report/report.ts";
import { toolName } from "../version.ts";
import type { CliArguments } from "./arguments.ts";
import { exitCodeOf, type ExitCode } from "./exit-code.ts";
import { refuseDirty } from "./refuse-dirty.ts";
import { openProject } from "./open-project.ts";
import { printReport } from "./print-report.ts";
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
    const report =
      args.command === "check"
        ? createReport({ ...result.report, todos: findTodos(cwd, project.paths) })
        : result.report;
    printReport(args, environment, report, result.changes);
    return exitCodeOf(args.command, report);
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
  printReport(args, environment, result.report, result.changes);
  return exitCodeOf("apply", result.report);
}
