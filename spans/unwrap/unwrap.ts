import { applyEdits, type TextEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { insertionNames, isInsertion, type CodemodName } from "../site.ts";
import { outputOf, planFile, type FilePlan } from "../plan.ts";
import { findErasures, type Erasure } from "./erase.ts";
import { importVariants } from "./imports.ts";

/** What `unwrap` does to one file. */
export interface Unwrapped {
  readonly text: string;
  /** Spans taken out. */
  readonly removed: number;
  /** Spans that have one of the tool's shapes but would not be written the same way again: someone's own, or edited since. */
  readonly kept: number;
}

export interface UnwrapOptions {
  readonly only?: readonly CodemodName[] | undefined;
  /** Parses a text as the same file; `undefined` on a syntax error. */
  readonly reopen: (text: string) => SpanFile | undefined;
  /** Take out every span that can be taken out, whoever wrote it. */
  readonly all?: boolean;
}

/**
 * Takes out what the tool put in. A span is ours when erasing it and planning again gives the same bytes, so no mark is needed in the
 * user's code; ambiguous means not ours.
 */
export function unwrapFile(file: SpanFile, options: UnwrapOptions): Unwrapped {
  const erasures = findErasures(file);
  if (erasures.length === 0) return { text: file.text, removed: 0, kept: 0 };
  const whole = restore(file, erasures.map(withHoists), options) ?? restore(file, erasures, options);
  if (whole !== undefined) return { text: whole, removed: erasures.length, kept: 0 };
  const own = erasures.flatMap((erasure) => ownForm(file, erasure, options) ?? []);
  const text = own.length === 0 ? undefined : restore(file, own, options);
  if (text === undefined) return { text: file.text, removed: 0, kept: erasures.length };
  return { text, removed: own.length, kept: erasures.length - own.length };
}

/**
 * The text that `unwrapFile` tries first: everything in one of our shapes taken out. Type facts about it let planning see what the
 * first planning saw.
 */
export function firstCandidate(file: SpanFile): string | undefined {
  const erasures = findErasures(file);
  return erasures.length === 0 ? undefined : candidatesOf(file, erasures.map(withHoists)).next().value;
}

/** Whether a text comes out when everything in one of our shapes is taken out, whatever planning it again would give. */
export function canEraseTo(file: SpanFile, text: string): boolean {
  const erasures = findErasures(file);
  return [erasures.map(withHoists), erasures].some((forms) => [...candidatesOf(file, forms)].includes(text));
}

function withHoists(erasure: Erasure): Erasure {
  return { ...erasure, edits: [...erasure.edits, ...(erasure.hoists ?? [])] };
}

/** The text before, if planning it again gives this file's bytes; imports are tried both ways. */
function restore(file: SpanFile, erasures: readonly Erasure[], options: UnwrapOptions): string | undefined {
  for (const candidate of candidatesOf(file, erasures)) {
    if (options.all === true ? options.reopen(candidate) !== undefined : isOurs(file, candidate, options))
      return candidate;
  }
  return undefined;
}

/** Texts that the file may have been before, each once. */
function* candidatesOf(file: SpanFile, erasures: readonly Erasure[]): Generator<string, undefined> {
  const given = new Set<string>();
  const edits = erasures.flatMap((erasure) => erasure.edits);
  for (const imports of importVariants(file, edits)) {
    const candidate = eraseAll(file.text, erasures, imports);
    if (!given.has(candidate)) yield candidate;
    given.add(candidate);
  }
  return undefined;
}

function isOurs(file: SpanFile, candidate: string, options: UnwrapOptions): boolean {
  return replan(candidate, options) === file.text;
}

/** One span alone: erased (with its consts, or without) and planned again, the file must come out the same. */
function ownForm(file: SpanFile, erasure: Erasure, options: UnwrapOptions): Erasure | undefined {
  const forms = (erasure.hoists ?? []).length > 0 ? [withHoists(erasure), erasure] : [erasure];
  return forms.find((form) => isOurs(file, eraseAll(file.text, [form]), options));
}

function replan(text: string, options: UnwrapOptions): string | undefined {
  const plan = planOf(text, options);
  return plan === undefined ? undefined : outputOf(plan);
}

/** Insertions only: a problem that was left as it is must not be repaired on the way. */
function planOf(text: string, { only = insertionNames, reopen }: UnwrapOptions): FilePlan | undefined {
  const file = reopen(text);
  return file === undefined ? undefined : planFile(file, { only: only.filter(isInsertion) });
}

/**
 * Applies erasures that may be nested; what an outer one deletes, an inner one need not.
 *
 * @param imports - import statements, or parts of them, that go as well.
 */
export function eraseAll(
  text: string,
  erasures: readonly Erasure[],
  imports: readonly TextEdit[] = [],
): string {
  const deletions: TextEdit[] = [...erasures.flatMap(({ edits }) => edits), ...imports];
  const widths = new Map<number, number>();
  for (const { dedents } of erasures) {
    for (const { range, width, frozen } of dedents) {
      for (
        let at = text.indexOf("\n", range[0]);
        at !== -1 && at < range[1];
        at = text.indexOf("\n", at + 1)
      ) {
        const start = at + 1;
        if (frozen.some((part) => part[0] < start && start < part[1])) continue;
        widths.set(start, (widths.get(start) ?? 0) + width);
      }
    }
  }
  for (const [start, width] of widths) {
    const indent = /^[ \t]*/.exec(text.slice(start, start + 400))?.[0].length ?? 0;
    const range = [start, start + Math.min(width, indent)] as const;
    if (!deletions.some((edit) => edit.range[0] <= range[0] && range[1] <= edit.range[1]))
      deletions.push({ range, text: "" });
  }
  return applyEdits(text, disjoint(deletions));
}

/** Sorted, with what lies inside a larger deletion left out and what overlaps joined. */
function disjoint(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
  const result: TextEdit[] = [];
  for (const edit of sorted) {
    const last = result.at(-1);
    if (last === undefined || edit.range[0] >= last.range[1]) result.push(edit);
    else if (edit.range[1] > last.range[1])
      result[result.length - 1] = { range: [last.range[0], edit.range[1]], text: last.text + edit.text };
  }
  return result;
}
