import {
  canHoldSites,
  createGate,
  planFile,
  type CodemodName,
  type FilePlan,
  type Gate,
  type Outline,
  type SpanFile,
} from "../../spans/index.ts";
import type { FileReason } from "../report/report.ts";
import type { ProjectContext } from "./project-context.ts";
import { parse, type ParseResult } from "./parse.ts";
import { classifyText, readSourceSync } from "./read.ts";
import { createSpanFile, isSpanFile } from "./span-file.ts";

const OPEN_GATE: Pick<Gate, "test"> = { test: () => true };

/** A file that the gate let through. */
export type PlannedFile =
  | { readonly kind: "planned"; readonly path: string; readonly plan: FilePlan }
  | {
      readonly kind: "skipped";
      readonly path: string;
      readonly reason: FileReason;
      readonly detail?: string;
    };

export interface PlanProjectOptions {
  readonly only?: readonly CodemodName[] | undefined;
  /** False: parse and walk every file; the result is the same, only slower (a test compares). */
  readonly gate?: boolean;
  /** Called once for each path, when it is done. */
  readonly onFile?: (() => void) | undefined;
}

/**
 * Reads, gates, parses and plans files one after the other; nothing is given of a file that has no site. Who lets go of a plan before
 * asking for the next holds one tree at a time.
 *
 * @param paths - sorted POSIX paths relative to the context's root.
 */
export function* planFiles(
  context: ProjectContext,
  paths: readonly string[],
  options: PlanProjectOptions = {},
): Generator<PlannedFile> {
  const gate = options.gate === false ? OPEN_GATE : createGate(context.config, options.only);
  if (gate === undefined) return;
  for (const path of paths) {
    const planned = planPath(context, path, gate, options.only);
    if (planned !== undefined) yield planned;
    options.onFile?.();
  }
}

/** The same, all at once. */
export function planProject(
  context: ProjectContext,
  paths: readonly string[],
  options: PlanProjectOptions = {},
): PlannedFile[] {
  return [...planFiles(context, paths, options)];
}

function planPath(
  context: ProjectContext,
  path: string,
  gate: Pick<Gate, "test">,
  only: readonly CodemodName[] | undefined,
): PlannedFile | undefined {
  const read = readSourceSync(context.root, path);
  if (read.kind === "skipped") {
    return {
      kind: "skipped",
      path,
      reason: read.reason,
      ...(read.detail === undefined ? {} : { detail: read.detail }),
    };
  }
  return planText(context, path, read.text, gate, only);
}

/** The same for a text that is read already. */
export function planText(
  context: ProjectContext,
  path: string,
  text: string,
  gate: Pick<Gate, "test">,
  only: readonly CodemodName[] | undefined,
): PlannedFile | undefined {
  if (!gate.test(text)) return undefined;
  const refusal = classifyText(text);
  if (refusal !== undefined) return { kind: "skipped", path, reason: refusal };
  const parsed = parse(path, text);
  if (
    gate !== OPEN_GATE &&
    parsed.kind === "parsed" &&
    !canHoldSites(outlineOf(context, path, text, parsed.bare), only)
  )
    return undefined;
  const opened = openFile(context, path, text, { types: true, parsed });
  if (opened.kind === "skipped") return opened;
  const plan = planFile(opened.file, { only });
  return plan.sites.length === 0 ? undefined : { kind: "planned", path, plan };
}

function outlineOf(
  { config, hasTypes }: ProjectContext,
  path: string,
  text: string,
  program: Outline["program"],
): Outline {
  return { path, text, program, config, hasTypes };
}

/** A text as the model sees it, in its place in the project. */
export function openFile(
  context: ProjectContext,
  path: string,
  text: string,
  options: { readonly types: boolean; readonly parsed?: ParseResult } = { types: true },
): { readonly kind: "opened"; readonly file: SpanFile } | Extract<PlannedFile, { kind: "skipped" }> {
  const fileContext = context.contextOf(path);
  if (fileContext === undefined) {
    // Without an SDK there is no module to import from; only files that have sites say so.
    const probe = createSpanFile({ ...context.fallbackContext(path), path }, text, options.parsed);
    if (isSpanFile(probe) && planFile(probe).sites.length === 0) return { kind: "opened", file: probe };
    return { kind: "skipped", path, reason: "no-sdk" };
  }
  const file = createSpanFile(
    options.types ? fileContext : { ...fileContext, types: undefined },
    text,
    options.parsed,
  );
  if (isSpanFile(file)) return { kind: "opened", file };
  const line = text.slice(0, file.offset).split("\n").length;
  return { kind: "skipped", path, reason: "syntax-error", detail: `line ${line}: ${file.message}` };
}
