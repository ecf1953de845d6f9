import {
  applyEdits,
  canEraseTo,
  editsOf,
  insertionNames,
  isInsertion,
  originalOffset,
  planFile,
  plansOf,
  siteKindOf,
  unwrapFile,
  type CodemodName,
  type FilePlan,
  type Range,
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
 *
 * @param reopen - asked once for each text; the file's own text is known already.
 */
export function verifyFile(
  path: string,
  plan: FilePlan,
  reopen: Reopen,
  only?: readonly CodemodName[],
): VerifiedFile {
  const all = plansOf(plan);
  const check: Check = { plan, reopen: openOnce(plan.file, reopen), only };
  if (findFault(check, all) === undefined) return { path, plan, kept: all, rolledBack: [] };
  const kept: SpanPlan[] = [];
  const rolledBack: RolledBack[] = [];
  for (const one of all) {
    const detail = findFault(check, [...kept, one]);
    if (detail === undefined) kept.push(one);
    else rolledBack.push({ plan: one, reason: "verify-failed", detail });
  }
  return { path, plan, kept, rolledBack };
}

interface Check {
  readonly plan: FilePlan;
  readonly reopen: Reopen;
  readonly only: readonly CodemodName[] | undefined;
}

/** All checks look at the same few texts, and parsing is most of what they cost. */
function openOnce(file: SpanFile, reopen: Reopen): Reopen {
  const opened = new Map<string, SpanFile | undefined>([[file.text, file]]);
  return (text) => {
    if (!opened.has(text)) opened.set(text, reopen(text));
    return opened.get(text);
  };
}

/** The first check that some plans of a file do not pass. */
function findFault(check: Check, plans: readonly SpanPlan[]): string | undefined {
  if (plans.length === 0) return undefined;
  const { plan, reopen } = check;
  const edits = editsOf(plan, plans);
  const after = reopen(applyEdits(plan.file.text, edits));
  const fault = verifyText(plan.file, edits, { after, repaired: repairedRanges(plan, plans) });
  if (fault !== undefined) return `${fault.check}: ${fault.detail}`;
  if (after === undefined) return "parses: the output cannot be opened again";
  return findSecondRunFault(check, plans, edits, after) ?? findUnwrapFault(check, plans, after);
}

/** What repairs put other text in the place of. */
function repairedRanges({ sites }: FilePlan, plans: readonly SpanPlan[]): Range[] {
  return sites.flatMap(({ site, outcome }) =>
    site.kind === "problem" && outcome.kind === "plan" && plans.includes(outcome)
      ? outcome.group.edits.map(({ range }) => range)
      : [],
  );
}

/**
 * What is in must be seen as in. Sites that the first run left alone may look plannable here: the second look at this text is without
 * types, which a real second run has.
 */
function findSecondRunFault(
  { plan, only }: Check,
  plans: readonly SpanPlan[],
  edits: readonly TextEdit[],
  after: SpanFile,
): string | undefined {
  for (const { site, symbol, outcome } of planFile(after, { only }).sites) {
    if (outcome.kind !== "plan") continue;
    const start = originalOffset(edits, site.node.range[0]);
    const kind = siteKindOf(site);
    const first = plan.sites.find((one) => siteKindOf(one.site) === kind && one.site.node.range[0] === start);
    if (first === undefined) return `second run: finds a new ${kind} in ${symbol}`;
    if (first.outcome.kind === "plan" && plans.includes(first.outcome))
      return `second run: would change ${symbol} again`;
  }
  return undefined;
}

function findUnwrapFault(
  { plan, reopen, only }: Check,
  plans: readonly SpanPlan[],
  after: SpanFile,
): string | undefined {
  if (carriesOurs(plan)) return undefined;
  // Repairs are not taken out again, so what is compared is the file with the insertions alone.
  const insertions = insertionsOf(plan).filter((one) => plans.includes(one));
  if (insertions.length === 0) return undefined;
  const inserted =
    insertions.length === plans.length
      ? after
      : reopen(applyEdits(plan.file.text, editsOf(plan, insertions)));
  if (inserted === undefined) return "unwrap: the insertions alone cannot be opened again";
  const { text } = plan.file;
  const isGivenBack =
    plans.length === plansOf(plan).length
      ? unwrapFile(inserted, { only: only?.filter(isInsertion) ?? insertionNames, reopen }).text === text
      : // Planning again would bring in what is left out here.
        canEraseTo(inserted, text);
  return isGivenBack ? undefined : "unwrap: it does not give the original bytes";
}

function insertionsOf({ sites }: FilePlan): SpanPlan[] {
  return sites.flatMap(({ codemod, outcome }) =>
    outcome.kind === "plan" && isInsertion(codemod) ? [outcome] : [],
  );
}

/** Law 6 is promised for input without spans in one of our shapes: those would be taken out as well. */
function carriesOurs(plan: FilePlan): boolean {
  return plan.sites.some(({ outcome }) => outcome.kind === "already");
}

export function verifiedEdits({ plan, kept }: VerifiedFile): readonly TextEdit[] {
  return editsOf(plan, kept);
}
