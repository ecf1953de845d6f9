import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { repositoryPrefix } from "../engine/repository-prefix.ts";
import type { Change } from "../engine/run.ts";
import { renderDiff } from "../report/diff.ts";
import { findingsOf } from "../report/findings.ts";
import { renderAnnotations } from "../report/github.ts";
import type { Report } from "../report/report.ts";
import { renderSarif } from "../report/sarif.ts";
import { renderReport } from "../report/text.ts";
import type { CliArguments } from "./arguments.ts";
import type { CliEnvironment } from "./run-cli.ts";
import { writeJson } from "./write-json.ts";

/** Writes a report in every form that was asked for; data goes to stdout in one form only, the rest is talk. */
export function printReport(
  args: CliArguments,
  { cwd, output }: CliEnvironment,
  report: Report,
  changes: readonly Change[],
): void {
  if (args.sarif !== undefined)
    writeFileSync(resolve(cwd, args.sarif), renderSarif(report, findingsOf(report), repositoryPrefix(cwd)));
  writeJson(args, { cwd, output }, report);
  if (args.json === true) return;
  if (args.diff)
    for (const { path, before, after } of changes)
      output.data(renderDiff(path, before, after, { color: output.color, context: 3 }));
  if (args.github) {
    const annotations = renderAnnotations(report, findingsOf(report), repositoryPrefix(cwd));
    if (annotations !== "") output.data(annotations);
  }
  if (args.quiet) return;
  const text = renderReport(report, { color: output.color });
  // With a diff on stdout the table is talk, so that the diff can be piped into `git apply`; so it is beside annotations.
  if (args.diff || args.github) output.talk(text);
  else output.data(text);
}
