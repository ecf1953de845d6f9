import { symbolOf } from "./ast.ts";
import type { Repair } from "./check.ts";
import { isChosen } from "./chosen.ts";
import { isClientFile } from "./client/side.ts";
import { detectSites, type DetectedSite } from "./detect.ts";
import { applyEdits, mergeEdits, type EditGroup, type TextEdit } from "./edit.ts";
import type { Range, SpanFile } from "./file.ts";
import { importEdits } from "./import-edits.ts";
import { skip, type Outcome, type SpanPlan } from "./outcome.ts";
import type { Kind } from "./kind.ts";
import { isInsertion, type CodemodName, type SpanSite } from "./site.ts";
import type { HelperName } from "./helper.ts";
import { helperNames } from "./helper.ts";

/** A site and what is to become of it. */
export interface PlannedSite {
  readonly site: SpanSite;
  readonly codemod: CodemodName;
  readonly symbol: string;
  readonly outcome: Outcome;
}

export interface FilePlan {
  readonly file: SpanFile;
  readonly sites: readonly PlannedSite[];
}

export interface PlanFileOptions {
  readonly only?: readonly CodemodName[] | undefined;
}

const known = new WeakMap<SpanFile, Map<string, FilePlan>>();

/**
 * Detects and plans all sites of one file. Files that must not get a server import have their sites skipped with that reason. A file is
 * planned once, however often it is asked for: verifying, unwrapping and reporting all come back to it.
 */
export function planFile(file: SpanFile, options: PlanFileOptions = {}): FilePlan {
  const plans = known.get(file) ?? new Map<string, FilePlan>();
  known.set(file, plans);
  const key = options.only?.join() ?? "";
  const plan = plans.get(key) ?? findSamePlan(file, plans, options) ?? createPlan(file, options);
  plans.set(key, plan);
  return plan;
}

/** A plan of all codemods is that of some of them, where the others found nothing. */
function findSamePlan(
  { config }: SpanFile,
  plans: ReadonlyMap<string, FilePlan>,
  { only = [] }: PlanFileOptions,
): FilePlan | undefined {
  const all = plans.get("");
  if (all === undefined || !only.every((codemod) => isChosen(codemod, config, undefined))) return undefined;
  return all.sites.every(({ codemod }) => only.includes(codemod)) ? all : undefined;
}

function createPlan(file: SpanFile, options: PlanFileOptions): FilePlan {
  const refusal = isClientFile(file)
    ? skip("client-file")
    : isIsomorphic(file)
      ? skip("isomorphic-file")
      : undefined;
  const planned = detectSites(file, options.only).map((detected) => planSite(file, detected, refusal));
  return { file, sites: refuseOverlaps(planned) };
}

/** The plans of a file's sites, in order. */
export function plansOf({ sites }: FilePlan): SpanPlan[] {
  return sites.flatMap(({ outcome }) => (outcome.kind === "plan" ? [outcome] : []));
}

/** The edits for some of a file's plans (all by default), with the imports that these need. */
export function editsOf(plan: FilePlan, plans: readonly SpanPlan[] = plansOf(plan)): TextEdit[] {
  return repairEdits(plan.file, plans);
}

/** The edits of some changes to a file, with the imports that these need. */
export function repairEdits(file: SpanFile, changes: readonly Repair[]): TextEdit[] {
  if (changes.length === 0) return [];
  const imports: EditGroup = {
    range: [0, 0],
    edits: importEdits(
      file,
      changes.flatMap(({ needs }) => needs),
    ),
    indents: [],
  };
  return mergeEdits(file.text, [imports, ...changes.map(({ group }) => group)]);
}

/** The text with the edits in. */
export function outputOf(plan: FilePlan, plans?: readonly SpanPlan[]): string {
  return applyEdits(plan.file.text, editsOf(plan, plans));
}

/** Helpers that some plans call, so that the helper module gets them. */
export function helpersOf(plans: readonly SpanPlan[]): HelperName[] {
  const names = new Set(
    plans.flatMap(({ needs }) => needs.flatMap((need) => (need.kind === "named" ? [need.name] : []))),
  );
  return helperNames.filter((name) => names.has(name));
}

function planSite(file: SpanFile, { site, kind }: DetectedSite, refusal: Outcome | undefined): PlannedSite {
  const planned = isTooOld(file, kind) ? skip("sdk-too-old") : kind.plan(site, file);
  // What `Sentry` is in client code does not matter, where nothing would be written anyway.
  const outcome =
    refusal !== undefined && planned.kind === "skip" && planned.reason === "sentry-stub" ? refusal : planned;
  return {
    site,
    codemod: kind.codemod,
    symbol: site.kind === "message-type" ? site.entry.type : symbolOf(site.node),
    outcome:
      outcome.kind === "plan" && bringsSentry(site, outcome) && !isForClient(file, site)
        ? (refusal ?? outcome)
        : outcome,
  };
}

/** Before version 9 a child that ends after its root is lost, and the helpers are not run with it. */
function isTooOld({ sdk }: SpanFile, { codemod }: Kind): boolean {
  return sdk.major < 9 && isInsertion(codemod);
}

/** A type or a property of a schema brings no code of Sentry, and a repair only mends what the file has already, unless it needs an import for it. */
function bringsSentry({ kind }: SpanSite, { needs, group }: SpanPlan): boolean {
  if (kind === "message-type" || kind === "message-schema") return false;
  return needs.length > 0 || (kind !== "problem" && group.edits.length > 0);
}

/** These have a form of their own for client code. */
function isForClient(file: SpanFile, { kind }: SpanSite): boolean {
  return isClientFile(file) && (kind === "message-receive" || kind === "client-action" || kind === "ipc");
}

function isIsomorphic(file: SpanFile): boolean {
  return file.isIsomorphic;
}

/** The same unit planned twice, or two that cross: the first in the order of kinds keeps it. Nesting is fine. */
function refuseOverlaps(sites: readonly PlannedSite[]): PlannedSite[] {
  const kept: { readonly group: EditGroup; readonly isRepair: boolean }[] = [];
  return sites.map((planned) => {
    if (planned.outcome.kind !== "plan") return planned;
    const { group } = planned.outcome;
    const isRepair = planned.site.kind === "problem";
    const isTaken = kept.some((other) =>
      isRepair || other.isRepair ? editsClash(other.group, group) : clashes(other.group.range, group.range),
    );
    if (isTaken) return { ...planned, outcome: skip("overlaps-other-site") };
    kept.push({ group, isRepair });
    return planned;
  });
}

/** A repair has no unit that it goes around: what counts is whether two edits want the same text. */
function editsClash(a: EditGroup, b: EditGroup): boolean {
  return a.edits.some((one) => b.edits.some((other) => touches(one.range, other.range)));
}

function touches(a: Range, b: Range): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

function clashes(a: Range, b: Range): boolean {
  const disjoint = a[1] <= b[0] || b[1] <= a[0];
  const nested = (a[0] <= b[0] && b[1] <= a[1]) || (b[0] <= a[0] && a[1] <= b[1]);
  return !disjoint && (!nested || (a[0] === b[0] && a[1] === b[1]));
}
