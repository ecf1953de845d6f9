import type { Range } from "./file.ts";

/** A replacement of `range` by `text`; an insertion when the range is empty. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/**
 * One change before it is merged with others. `open` stands before what starts at its offset, `close` after what ends there,
 * `replace` puts text in the place of text.
 */
export interface PlannedEdit extends TextEdit {
  readonly side: "open" | "close" | "replace";
}

/** Lines that move right by one unit, because something was put around them. */
export interface Indent {
  /** Line starts inside this range move. */
  readonly range: Range;
  readonly unit: string;
  /** Line starts inside these do not: template literals, JSX text, continued strings, free-form comments. */
  readonly frozen: readonly Range[];
}

/** All that one plan does to a file. */
export interface EditGroup {
  /** The unit that is wrapped; says who is inside whom. */
  readonly range: Range;
  readonly edits: readonly PlannedEdit[];
  readonly indents: readonly Indent[];
}

/** Thrown when two groups cannot both be applied; planning should have refused one. */
export class OverlapError extends Error {
  constructor(
    readonly first: Range,
    readonly second: Range,
  ) {
    super(`edits overlap: [${first.join(", ")}) and [${second.join(", ")})`);
  }
}

interface Ranked extends TextEdit {
  readonly rank: number;
  readonly tie: number;
}

/**
 * Merges the edits of several plans into one sorted, disjoint list. Text that one plan emits inside another one's indented lines
 * is indented with them, so the result does not depend on the order in which plans are made.
 *
 * @throws OverlapError when two replacements touch the same text.
 */
export function mergeEdits(text: string, groups: readonly EditGroup[]): TextEdit[] {
  const ranked: Ranked[] = [];
  for (const group of groups) {
    for (const edit of group.edits) ranked.push(rankEdit(edit, group, groups));
  }
  const indents = groups.flatMap((group) => group.indents);
  for (const [offset, unit] of indentInsertions(text, indents)) {
    if (ranked.some((edit) => isInside(offset, edit.range))) continue;
    ranked.push({ range: [offset, offset], text: unit, rank: 1, tie: 0 });
  }
  ranked.sort(
    (a, b) => a.range[0] - b.range[0] || a.rank - b.rank || a.tie - b.tie || a.range[1] - b.range[1],
  );
  assertDisjoint(ranked);
  return joinAtSameOffset(ranked);
}

/** Applies sorted, disjoint edits. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let offset = 0;
  for (const { range, text: replacement } of edits) {
    result += text.slice(offset, range[0]) + replacement;
    offset = range[1];
  }
  return result + text.slice(offset);
}

/** Maps an offset of the result back to the original; `undefined` inside text that an edit put in. */
export function originalOffset(edits: readonly TextEdit[], offset: number): number | undefined {
  let shift = 0;
  for (const { range, text } of edits) {
    const start = range[0] + shift;
    if (offset < start) return offset - shift;
    if (offset < start + text.length) return undefined;
    shift += text.length - (range[1] - range[0]);
  }
  return offset - shift;
}

/** Maps an offset of the original to the result; an offset at an insertion lands behind the inserted text. */
export function resultOffset(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const { range, text } of edits) {
    if (range[0] > offset) break;
    shift += text.length - (range[1] - range[0]);
  }
  return offset + shift;
}

function rankEdit(edit: PlannedEdit, group: EditGroup, groups: readonly EditGroup[]): Ranked {
  const size = group.range[1] - group.range[0];
  const text = indentEmitted(edit, group, groups);
  switch (edit.side) {
    case "close":
      return { range: edit.range, text, rank: 0, tie: size };
    case "open":
      return { range: edit.range, text, rank: 2, tie: -size };
    case "replace":
      return { range: edit.range, text, rank: 3, tie: 0 };
  }
}

function indentEmitted(edit: PlannedEdit, group: EditGroup, groups: readonly EditGroup[]): string {
  if (!edit.text.includes("\n")) return edit.text;
  let extra = "";
  for (const outer of groups) {
    if (outer === group || !encloses(outer.range, group.range)) continue;
    for (const indent of outer.indents) if (encloses(indent.range, edit.range)) extra += indent.unit;
  }
  return extra === "" ? edit.text : edit.text.replace(/\n(?=[^\r\n])/g, `\n${extra}`);
}

function encloses(outer: Range, inner: Range): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}

function isInside(offset: number, range: Range): boolean {
  return range[0] < offset && offset < range[1];
}

/** Line starts that move, each with all the units that it moves by. */
function indentInsertions(text: string, indents: readonly Indent[]): Map<number, string> {
  const insertions = new Map<number, string>();
  for (const { range, unit, frozen } of indents) {
    for (let at = text.indexOf("\n", range[0]); at !== -1 && at < range[1]; at = text.indexOf("\n", at + 1)) {
      const start = at + 1;
      const isBlank =
        text[start] === "\n" ||
        text[start] === undefined ||
        (text[start] === "\r" && text[start + 1] === "\n");
      if (isBlank || frozen.some((part) => part[0] < start && start < part[1])) continue;
      insertions.set(start, (insertions.get(start) ?? "") + unit);
    }
  }
  return insertions;
}

function assertDisjoint(edits: readonly TextEdit[]): void {
  let last: TextEdit | undefined;
  for (const edit of edits) {
    if (last !== undefined && edit.range[0] < last.range[1]) throw new OverlapError(last.range, edit.range);
    if (edit.range[1] > edit.range[0] || last === undefined || edit.range[1] > last.range[1]) last = edit;
  }
}

function joinAtSameOffset(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last !== undefined && last.range[0] === last.range[1] && last.range[0] === edit.range[0]) {
      joined[joined.length - 1] = { range: edit.range, text: last.text + edit.text };
    } else if (
      last !== undefined &&
      last.range[1] === edit.range[0] &&
      last.range[0] !== last.range[1] &&
      edit.range[0] === edit.range[1]
    ) {
      joined[joined.length - 1] = { range: last.range, text: last.text + edit.text };
    } else joined.push({ range: edit.range, text: edit.text });
  }
  return joined;
}
