import {
  applyEdits,
  siteKindOf,
  type CodemodName,
  type PlannedSite,
  type SpanPlan,
} from "../../spans/index.ts";
import type { MessageEnd } from "../../spans/carry/pairs.ts";
import {
  createReport,
  type Decision,
  type Report,
  type ReportFile,
  type ReportSite,
} from "../report/report.ts";
import { helperDemandOf, planHelperModules, type HelperDemand, type HelperWrite } from "./helper-modules.ts";
import { notesOf } from "./notes.ts";
import { openFile, planFiles, planProject, type PlannedFile } from "./plan-project.ts";
import type { ProjectContext } from "./project-context.ts";
import { verifiedEdits, verifyFile, type Reopen, type VerifiedFile } from "./verify-file.ts";

export interface RunOptions {
  readonly command: "plan" | "apply" | "check";
  readonly only?: readonly CodemodName[] | undefined;
  readonly types: boolean;
  readonly targetTypescript?: boolean;
  /** Tool and version, for the report. */
  readonly tool: string;
  /** Threads that share the files; only without types. */
  readonly workers?: number | undefined;
  readonly progress?: RunProgress | undefined;
}

/** Told how far a run is. */
export interface RunProgress {
  /** So many more files are done. */
  files(count: number): void;
  /** From now on the compiler works, which says nothing until it is done. */
  types(): void;
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
  const results = options.types
    ? await settleTogether(context, paths, options)
    : await settleApart(context, paths, options);
  const helpers = planHelperModules(
    context.root,
    results.flatMap(({ helpers }) => helpers ?? []),
  );
  // Only when asked for by name; loaded then.
  const init =
    options.only?.includes("add-init") === true
      ? (await import("../add-init/plan-init.ts")).planInit(context, paths)
      : undefined;
  const changes: Change[] = [
    ...(init?.changes ?? []),
    ...results.flatMap(({ change }) => change ?? []),
    ...helpers.map(({ path, before, text }) => ({ path, before, after: text })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const report = createReport({
    tool: options.tool,
    command: options.command,
    sdk: context.sdkLabel,
    notes: notesOf(results.flatMap(({ ends }) => ends)),
    files: [...(init?.files ?? []), ...results.map(({ report }) => report), ...helpers.map(helperFile)],
  });
  return { report, changes };
}

/** What is left of a file when its tree is let go; plain data, so that it can come from another thread. */
export interface FileResult {
  readonly report: ReportFile;
  readonly change?: Change;
  readonly helpers?: HelperDemand | undefined;
  readonly ends: readonly MessageEnd[];
}

async function settleApart(
  context: ProjectContext,
  paths: readonly string[],
  options: RunOptions,
): Promise<FileResult[]> {
  const { only, progress, workers = 1 } = options;
  if (workers === 1) return settleOneByOne(context, paths, options);
  const { settleInWorkers } = await import("./settle-in-workers.ts");
  return settleInWorkers(context, paths, { only, progress, workers });
}

/** One tree in memory at a time: a repository with thousands of sites must not need more than one with ten. */
export function settleOneByOne(
  context: ProjectContext,
  paths: readonly string[],
  options: Pick<RunOptions, "only" | "progress">,
): FileResult[] {
  const results: FileResult[] = [];
  for (const file of planFiles(context, paths, { only: options.only, onFile: onFileOf(options) }))
    results.push(file.kind === "skipped" ? skippedFile(file) : settle(verifyPlanned(context, file, options)));
  return results;
}

/** Types are checked over a whole project, and take plans back, so all of them stay until the end. */
async function settleTogether(
  context: ProjectContext,
  paths: readonly string[],
  options: RunOptions,
): Promise<FileResult[]> {
  const planned = planProject(context, paths, { only: options.only, onFile: onFileOf(options) });
  const files = planned.flatMap((file) =>
    file.kind === "planned" ? [verifyPlanned(context, file, options)] : [],
  );
  const skipped = planned.flatMap((file) => (file.kind === "skipped" ? [skippedFile(file)] : []));
  if (files.every(({ kept }) => kept.length === 0)) return [...skipped, ...files.map(settle)];
  // Loading a compiler takes a third of a second, so only a run that needs one pays for it.
  options.progress?.types();
  const { verifyTypes } = await import("./verify-types.ts");
  const verified = verifyTypes(context.root, files, paths, {
    targetTypescript: options.targetTypescript ?? false,
  });
  return [...skipped, ...verified.map(settle)];
}

function onFileOf({ progress }: Pick<RunOptions, "progress">): (() => void) | undefined {
  return progress === undefined ? undefined : () => progress.files(1);
}

function verifyPlanned(
  context: ProjectContext,
  { path, plan }: Extract<PlannedFile, { kind: "planned" }>,
  { only }: Pick<RunOptions, "only">,
): VerifiedFile {
  return verifyFile(path, plan, reopenerOf(context, path, plan.file.text), only);
}

/** Opens other texts as the same file. Types are known of the text on disk only. */
function reopenerOf(context: ProjectContext, path: string, original: string): Reopen {
  return (text) => {
    const opened = openFile(context, path, text, { types: text === original });
    return opened.kind === "opened" ? opened.file : undefined;
  };
}

function settle(file: VerifiedFile): FileResult {
  const { text } = file.plan.file;
  const report = reportFile(file);
  const ends = file.plan.sites.flatMap(({ site }): MessageEnd[] => {
    if (site.kind === "message-send") return [{ kind: site.kind, entry: site.entry }];
    return site.kind === "message-receive" ? [{ kind: site.kind, entry: site.entry }] : [];
  });
  if (file.kept.length === 0) return { report, ends };
  const change = { path: file.path, before: text, after: applyEdits(text, verifiedEdits(file)) };
  return { report, change, helpers: helperDemandOf(file), ends };
}

function skippedFile({ path, reason, detail }: Extract<PlannedFile, { kind: "skipped" }>): FileResult {
  return {
    report: { path, outcome: "skipped", reason, ...(detail === undefined ? {} : { detail }), sites: [] },
    ends: [],
  };
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
    kind: siteKindOf(site),
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
        ...optional({ detail: site.kind === "problem" ? site.text : undefined }),
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
