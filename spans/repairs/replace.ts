import type { PlannedEdit } from "../edit.ts";
import type { Range } from "../file.ts";
import type { ImportNeed } from "../sentry.ts";
import type { Repair } from "../check.ts";

/** Puts text in the place of text. */
export function replaceRange(range: Range, text: string): PlannedEdit {
  return { range, text, side: "replace" };
}

/** Puts text in where there was none, before what starts at an offset. */
export function insertAt(offset: number, text: string): PlannedEdit {
  return { range: [offset, offset], text, side: "open" };
}

/** Some edits as one repair. */
export function repairOf(edits: readonly PlannedEdit[], needs: readonly ImportNeed[] = []): Repair {
  const starts = edits.map(({ range }) => range[0]);
  const ends = edits.map(({ range }) => range[1]);
  return { group: { range: [Math.min(...starts), Math.max(...ends)], edits, indents: [] }, needs };
}
