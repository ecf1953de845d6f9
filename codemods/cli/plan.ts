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
import { createProgress } from "./progress.ts";
import type { CliEnvironment } from "./run-cli.ts";

type PlanArguments = CliArguments & { readonly command: "plan" | "apply" | "check" };

/** `plan`, `apply` and `check`: the same run, of which only `apply` writes. */
export async function planCommand(args: PlanArguments, environment: CliEnvironment): Promise<ExitCode> {
  const { cwd, output } = environment;
  const project = await openProject(args, environment);
  if (project === undefined) return 2;
  if (args.workers > 1 && project.types) {
    output.talk("spanwright: --workers is for runs without types; pass --types off as well.");
    return 2;
  }
  const progress = args.quiet ? undefined : createProgress(output, project.paths.length);
  const result = await runPlan(project.context, project.paths, {
    command: args.command,
    only: args.only,
    types: project.types,
    targetTypescript: args.targetTypescript,
    tool: toolName,
    workers: args.workers,
    progress,
  });
  progress?.end();
  // It takes a parse of every file, so it is loaded and done only where it is asked for.
  const volume =
    args.estimate || args.maxSpans !== undefined
      ? await (await import("./estimate-run.ts")).estimateRun(cwd, result.report, args.maxSpans)
      : undefined;
  if (volume?.refusal !== undefined) {
    printReport(
      args,
      environment,
      createReport({ ...result.report, estimate: volume.estimate }),
      result.changes,
    );
    output.talk(`spanwright: ${args.command === "apply" ? "nothing was changed: " : ""}${volume.refusal}`);
    return 1;
  }
  const estimate = volume === undefined || !args.estimate ? {} : { estimate: volume.estimate };
  if (args.command !== "apply") {
    const report = createReport({
      ...result.report,
      ...(args.command === "check" ? { todos: findTodos(cwd, project.paths) } : {}),
      ...estimate,
    });
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
  printReport(args, environment, createReport({ ...result.report, ...estimate }), result.changes);
  return exitCodeOf("apply", result.report);
}
