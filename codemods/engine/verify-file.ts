import {
  applyEdits,
  editsOf,
  originalOffset,
  outputOf,
  planFile,
  plansOf,
  unwrapFile,
  type CodemodName,
  type FilePlan,
  type SpanFile,
  type SpanPlan,
  type TextEdit,
} from "../../spans/index.ts";
import { verifyText } from "./verify-text.ts";

/** A plan that one of the tool's own checks, or a new type error, took out again. */
export interface RolledBack {
  readonly plan: SpanPlan;
  readonly reason: "verify-failed" | "new-type-error";
  readonly detail: string;
}

/** The plans of a file that passed, and what happened to the others. */
export interface VerifiedFile {
  readonly path: string;
  readonly plan: FilePlan;
  readonly kept: readonly SpanPlan[];
  readonly rolledBack: readonly RolledBack[];
}

/** Parses a text as the same file; `undefined` on a syntax error. */
export type Reopen = (text: string) => SpanFile | undefined;

/**
 * Checks a file's plans together; where that fails, one by one, so that one bad edit does not cost the file. Plans that pass alone but
 * not together are given up from the last on.
 */
export function verifyFile(
  path: string,
  plan: FilePlan,
  reopen: Reopen,
  only?: readonly CodemodName[],
): VerifiedFile {
  const all = plansOf(plan);
  if (findFault(plan, all, reopen, only) === undefined) return { path, plan, kept: all, rolledBack: [] };
  const kept: SpanPlan[] = [];
  const rolledBack: RolledBack[] = [];
  for (const one of all) {
    const detail = findFault(plan, [...kept, one], reopen, only);
    if (detail === undefined) kept.push(one);
    else rolledBack.push({ plan: one, reason: "verify-failed", detail });
  }
  return { path, plan, kept, rolledBack };
}

/** The first check that some plans of a file do not pass. */
function findFault(
  plan: FilePlan,
  plans: readonly SpanPlan[],
  reopen: Reopen,
  only?: readonly CodemodName[],
): string | undefined {
  if (plans.length === 0) return undefined;
  const edits = editsOf(plan, plans);
  const fault = verifyText(plan.file, edits);
  if (fault !== undefined) return `${fault.check}: ${fault.detail}`;
  const output = applyEdits(plan.file.text, edits);
  return (
    findSecondRunFault(plan, plans, output, reopen, only) ??
    findUnwrapFault(plan, plans, output, reopen, only)
  );
}

/**
 * What is in must be seen as in. Sites that the first run left alone may look plannable here: the second look at this text is without
 * types, which a real second run has.
 */
function findSecondRunFault(
  plan: FilePlan,
  plans: readonly SpanPlan[],
  output: string,
  reopen: Reopen,
  only?: readonly CodemodName[],
): string | undefined {
  const after = reopen(output);
  if (after === undefined) return "parses: the output cannot be opened again";
  const edits = editsOf(plan, plans);
  for (const { site, symbol, outcome } of planFile(after, { only }).sites) {
    if (outcome.kind !== "plan") continue;
    const start = originalOffset(edits, site.node.range[0]);
    const first = plan.sites.find((one) => one.site.kind === site.kind && one.site.node.range[0] === start);
    if (first === undefined) return `second run: finds a new ${site.kind} in ${symbol}`;
    if (first.outcome.kind === "plan" && plans.includes(first.outcome))
      return `second run: would change ${symbol} again`;
  }
  return undefined;
}

function findUnwrapFault(
  plan: FilePlan,
  plans: readonly SpanPlan[],
  output: string,
  reopen: Reopen,
  only?: readonly CodemodName[],
): string | undefined {
  // With some plans left out, planning again would bring those in, so only the whole can be compared.
  if (plans.length !== plansOf(plan).length || carriesOurs(plan)) return undefined;
  const after = reopen(output);
  if (after === undefined) return "parses: the output cannot be opened again";
  const unwrapped = unwrapFile(after, { only, reopen });
  return unwrapped.text === plan.file.text ? undefined : "unwrap: it does not give the original bytes";
}

/** Law 6 is promised for input without spans in one of our shapes: those would be taken out as well. */
function carriesOurs(plan: FilePlan): boolean {
  return plan.sites.some(({ outcome }) => outcome.kind === "already");
}

export function verifiedEdits({ plan, kept }: VerifiedFile): readonly TextEdit[] {
  return editsOf(plan, kept);
}

export function verifiedOutput({ plan, kept }: VerifiedFile): string {
  return outputOf(plan, kept);
}
