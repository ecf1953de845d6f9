import { planUndo, undo, type UndoPlan } from "../engine/undo.ts";
import { renderDiff } from "../report/diff.ts";
import { createReport, type Report, type ReportFile } from "../report/report.ts";
import { toolName } from "../version.ts";
import type { CliArguments } from "./arguments.ts";
import type { ExitCode } from "./exit-code.ts";
import type { CliEnvironment } from "./run-cli.ts";
import { writeJson } from "./write-json.ts";

/** `spanwright undo`: gives the files of the last run their bytes of before. What was changed since is never overwritten. */
export function undoCommand(args: CliArguments, { cwd, output }: CliEnvironment): ExitCode {
  if (args.paths.length > 0) {
    output.talk("spanwright: undo takes no paths; it puts back the whole last run, or nothing.");
    return 2;
  }
  const plan = planUndo(cwd);
  let code: ExitCode = 0;
  switch (plan.kind) {
    case "no-journal":
      output.talk(
        "spanwright: there is no journal here (.spanwright/journal.json), so there is nothing to undo; run undo in the folder in which apply ran.",
      );
      return 2;
    case "unreadable-journal":
      output.talk(
        "spanwright: .spanwright/journal.json is no journal that this version can read; nothing was changed.",
      );
      return 2;
    case "nothing-left":
      output.talk("There is nothing left to undo.");
      break;
    case "changed-since":
      output.talk(
        [
          `spanwright: nothing was undone: these files have changed since ${plan.journal.command} wrote them:`,
          ...plan.paths.map((path) => `  ${path}`),
          "Put them back to what was written (git stash, or your editor's history), then undo again.",
        ].join("\n"),
      );
      code = 2;
      break;
    case "ready": {
      if (args.diff && args.json !== true)
        for (const { path, expected, text } of plan.writes)
          output.data(renderDiff(path, expected, text, { color: output.color, context: 3 }));
      const written = undo(cwd, plan);
      if (written.kind !== "written") {
        const detail = "detail" in written ? ` (${written.detail})` : "";
        output.talk(`spanwright: nothing was undone: ${written.path}: ${written.kind}${detail}.`);
        return 3;
      }
      if (!args.quiet)
        output.talk(`Put back ${countOf(plan.writes.length)} of the last ${plan.journal.command}.`);
    }
  }
  writeJson(args, { cwd, output }, reportOf(plan));
  return code;
}

function countOf(files: number): string {
  return files === 1 ? "1 file" : `${files} files`;
}

function reportOf(plan: Exclude<UndoPlan, { kind: "no-journal" | "unreadable-journal" }>): Report {
  const files = plan.journal.files.map(({ path }): ReportFile => {
    if (plan.kind === "changed-since" && plan.paths.includes(path))
      return { path, outcome: "skipped", reason: "changed-on-disk", sites: [] };
    const isPutBack = plan.kind === "ready" && plan.writes.some((write) => write.path === path);
    return { path, outcome: isPutBack ? "changed" : "unchanged", sites: [] };
  });
  return createReport({ tool: toolName, command: "undo", sdk: undefined, notes: [], files });
}
