import { applyEdits, type CodemodName, type PlannedSite, type SpanPlan } from "../../spans/index.ts";
import {
  createReport,
  type Decision,
  type Report,
  type ReportFile,
  type ReportSite,
} from "../report/report.ts";
import { planHelperModules, type HelperWrite } from "./helper-modules.ts";
import { openFile, planProject, type PlannedFile } from "./plan-project.ts";
import type { ProjectContext } from "./project-context.ts";
import { verifiedEdits, verifyFile, type Reopen, type VerifiedFile } from "./verify-file.ts";

export interface RunOptions {
  readonly command: "plan" | "apply" | "check";
  readonly only?: readonly CodemodName[] | undefined;
  readonly types: boolean;
  readonly targetTypescript?: boolean;
  /** Tool and version, for the report. */
  readonly tool: string;
}

/** One file's text before and after. */
export interface Change {
  readonly path: string;
  /** `null` for a file that does not exist yet. */
  readonly before: string | null;
  readonly after: string;
}

export interface RunResult {
  readonly report: Report;
  /** Sorted by path; helper modules included. */
  readonly changes: readonly Change[];
}

/** Plans files and checks every edit; writes nothing. What `plan` shows is what `apply` writes. */
export async function runPlan(
  context: ProjectContext,
  paths: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const planned = planProject(context, paths, { only: options.only });
  const verified = await verifyAll(context, planned, paths, options);
  const helpers = planHelperModules(context.root, verified);
  const changes: Change[] = [
    ...verified.filter(({ kept }) => kept.length > 0).map(changeOf),
    ...helpers.map(({ path, before, text }) => ({ path, before, after: text })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const report = createReport({
    tool: options.tool,
    command: options.command,
    sdk: context.sdkLabel,
    notes: context.notes(verified),
    files: [
      ...planned.flatMap((file) => (file.kind === "skipped" ? [skippedFile(file)] : [])),
      ...verified.map(reportFile),
      ...helpers.map(helperFile),
    ],
  });
  return { report, changes };
}

async function verifyAll(
  context: ProjectContext,
  planned: readonly PlannedFile[],
  paths: readonly string[],
  options: RunOptions,
): Promise<VerifiedFile[]> {
  const files = planned.flatMap((file) =>
    file.kind === "planned"
      ? [verifyFile(file.path, file.plan, reopenerOf(context, file.path, file.plan.file.text), options.only)]
      : [],
  );
  if (!options.types) return files;
  // Loading a compiler takes a third of a second, so only a run that needs one pays for it.
  const { verifyTypes } = await import("./verify-types.ts");
  return verifyTypes(context.root, files, paths, { targetTypescript: options.targetTypescript ?? false });
}

/** Opens other texts as the same file. Types are known of the text on disk only. */
function reopenerOf(context: ProjectContext, path: string, original: string): Reopen {
  return (text) => {
    const opened = openFile(context, path, text, { types: text === original });
    return opened.kind === "opened" ? opened.file : undefined;
  };
}

function changeOf(file: VerifiedFile): Change {
  const { text } = file.plan.file;
  return { path: file.path, before: text, after: applyEdits(text, verifiedEdits(file)) };
}

function skippedFile({ path, reason, detail }: Extract<PlannedFile, { kind: "skipped" }>): ReportFile {
  return { path, outcome: "skipped", reason, ...(detail === undefined ? {} : { detail }), sites: [] };
}

function helperFile({ path }: HelperWrite): ReportFile {
  return { path, outcome: "changed", sites: [] };
}

function reportFile(file: VerifiedFile): ReportFile {
  const lines = lineStarts(file.plan.file.text);
  const sites = file.plan.sites.map((planned) => reportSite(file, planned, lines));
  return { path: file.path, outcome: file.kept.length > 0 ? "changed" : "unchanged", sites };
}

function reportSite(
  file: VerifiedFile,
  { site, codemod, symbol, outcome }: PlannedSite,
  lines: readonly number[],
): ReportSite {
  const [start, end] = site.node.range;
  const line = findLine(lines, start);
  const place = {
    codemod,
    kind: site.kind,
    line: line + 1,
    column: start - (lines[line] ?? 0) + 1,
    range: [start, end] as const,
    symbol,
  };
  switch (outcome.kind) {
    case "skip":
      return { ...place, decision: "skip", reason: outcome.reason, ...optional({ detail: outcome.detail }) };
    case "already":
      return { ...place, decision: "already", ...optional({ name: outcome.name, op: outcome.op }) };
    case "plan":
      return {
        ...place,
        ...decisionOf(file, outcome),
        ...optional({ name: outcome.name, op: outcome.op, note: outcome.note }),
      };
  }
}

function decisionOf(
  file: VerifiedFile,
  plan: SpanPlan,
): {
  readonly decision: Decision;
  readonly reason?: "verify-failed" | "new-type-error";
  readonly detail?: string;
} {
  const rolled = file.rolledBack.find((one) => one.plan === plan);
  return rolled === undefined
    ? { decision: plan.decision }
    : { decision: "rolled-back", reason: rolled.reason, detail: rolled.detail };
}

/** Only the properties that have a value: `undefined` has no place in the JSON contract. */
function optional<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function findLine(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
