import { applyEdits, originalOffset, resultOffset, type SpanPlan } from "../../spans/index.ts";
import {
  createDiagnosticsCheck,
  type DiagnosticsCheck,
  type DiagnosticsEdit,
  type NewDiagnostic,
} from "../types/diagnostics.ts";
import { createTsconfigFinder } from "../types/find-tsconfig.ts";
import { helperDemandOf, planHelperModules } from "./helper-modules.ts";
import { verifiedEdits, type RolledBack, type VerifiedFile } from "./verify-file.ts";

export interface TypeCheckOptions {
  /** Run the target's own TypeScript: this executes its code. */
  readonly targetTypescript?: boolean;
}

/** Each round drops at least one plan; a file with more rounds than this loses the rest of its plans. */
const MAX_ROUNDS = 12;

/**
 * Rolls back the plans that bring a TypeScript diagnostic into the project, one by one, until none is new. Each tsconfig is compared on
 * its own, with the edits of the others in sight: a message type that gets `_sentry` must be seen with it where it is sent.
 *
 * @param paths - all files of the run; those of packages without an edit are checked too when a declared type changes.
 */
export function verifyTypes(
  root: string,
  files: readonly VerifiedFile[],
  paths: readonly string[],
  options: TypeCheckOptions = {},
): VerifiedFile[] {
  const tsconfigOf = createTsconfigFinder(root);
  const groups = new Map<string, VerifiedFile[]>();
  const settled: VerifiedFile[] = [];
  for (const file of files) {
    const tsconfig = file.kept.length === 0 ? undefined : tsconfigOf(file.path);
    if (tsconfig === undefined) settled.push(file);
    else groups.set(tsconfig, [...(groups.get(tsconfig) ?? []), file]);
  }
  if (changesTypes(files)) {
    for (const path of paths) {
      const tsconfig = tsconfigOf(path);
      if (tsconfig !== undefined && !groups.has(tsconfig)) groups.set(tsconfig, []);
    }
  }
  for (const [tsconfig, group] of groups) {
    const check = createDiagnosticsCheck(root, tsconfig, {
      targetTypescript: options.targetTypescript ?? false,
    });
    const others = [...groups].flatMap(([other, own]) => (other === tsconfig ? [] : own));
    groups.set(tsconfig, settle(root, check, group, others));
  }
  return [...settled, ...[...groups.values()].flat()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function changesTypes(files: readonly VerifiedFile[]): boolean {
  return files.some(({ plan, kept }) =>
    plan.sites.some(
      ({ site, outcome }) => site.kind === "message-type" && kept.some((one) => one === outcome),
    ),
  );
}

function settle(
  root: string,
  check: DiagnosticsCheck,
  files: readonly VerifiedFile[],
  others: readonly VerifiedFile[],
): VerifiedFile[] {
  const elsewhere = overlay(root, others);
  let current = [...files];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const found = check.newDiagnostics(overlay(root, current), elsewhere);
    if (found.length === 0 || current.length === 0) return current;
    current = current.map((file) => withoutCulprits(file, found, round === MAX_ROUNDS - 2));
    const blamed = current.some(
      (file, index) => file.rolledBack.length > (files[index]?.rolledBack.length ?? 0),
    );
    if (!blamed) return current.map((file) => giveUp(file, found[0]));
  }
  return current.map((file) => giveUp(file, undefined));
}

function overlay(root: string, files: readonly VerifiedFile[]): Map<string, DiagnosticsEdit> {
  const edits = new Map<string, DiagnosticsEdit>();
  for (const file of files) {
    if (file.kept.length === 0) continue;
    const own = verifiedEdits(file);
    const before = file.plan.file.text;
    edits.set(file.path, {
      before,
      after: applyEdits(before, own),
      mapOffset: (offset) => originalOffset(own, offset),
    });
  }
  const demands = files.flatMap((file) => helperDemandOf(file) ?? []);
  for (const { path, before, text } of planHelperModules(root, demands)) {
    edits.set(path, { before: before ?? undefined, after: text, mapOffset: (offset) => offset });
  }
  return edits;
}

/** Drops the innermost plan around each diagnostic of a file; a diagnostic elsewhere in the file drops the nearest plan before it. */
function withoutCulprits(file: VerifiedFile, found: readonly NewDiagnostic[], all: boolean): VerifiedFile {
  const own = found.filter(({ path }) => path === file.path);
  if (own.length === 0 || file.kept.length === 0) return file;
  const blame = new Map<SpanPlan, NewDiagnostic>();
  const [first] = own;
  if (all && first !== undefined) for (const plan of file.kept) blame.set(plan, first);
  for (const diagnostic of own) {
    const culprit = findCulprit(file, diagnostic);
    if (culprit !== undefined && !blame.has(culprit)) blame.set(culprit, diagnostic);
  }
  const rolledBack: RolledBack[] = [...blame].map(([plan, diagnostic]) => ({
    plan,
    reason: "new-type-error",
    detail: `TS${diagnostic.code}: ${diagnostic.message.split("\n")[0] ?? ""}`,
  }));
  return {
    ...file,
    kept: file.kept.filter((plan) => !blame.has(plan)),
    rolledBack: [...file.rolledBack, ...rolledBack],
  };
}

function findCulprit(file: VerifiedFile, { start }: NewDiagnostic): SpanPlan | undefined {
  const edits = verifiedEdits(file);
  const sized = [...file.kept].sort(
    (a, b) => a.group.range[1] - a.group.range[0] - (b.group.range[1] - b.group.range[0]),
  );
  const inside = sized.find(({ group }) => {
    const from = resultOffset(edits, Math.max(0, group.range[0] - 1));
    return from <= start && start <= resultOffset(edits, group.range[1]);
  });
  return (
    inside ??
    file.kept.filter(({ group }) => resultOffset(edits, group.range[0]) <= start).at(-1) ??
    file.kept[0]
  );
}

function giveUp(file: VerifiedFile, diagnostic: NewDiagnostic | undefined): VerifiedFile {
  if (file.kept.length === 0) return file;
  const detail =
    diagnostic === undefined
      ? "diagnostics did not settle"
      : `TS${diagnostic.code} in ${diagnostic.path}: ${diagnostic.message.split("\n")[0] ?? ""}`;
  return {
    ...file,
    kept: [],
    rolledBack: [
      ...file.rolledBack,
      ...file.kept.map((plan) => ({ plan, reason: "new-type-error", detail }) as const),
    ],
  };
}
