import type { TSESTree } from "@typescript-eslint/types";
import {
  applyEdits,
  contains,
  isStarComment,
  isTodoComment,
  nodesOf,
  type Range,
  type SpanFile,
  type TextEdit,
} from "../../spans/index.ts";
import { parse } from "./parse.ts";

/** What is wrong with an output, in words for the report. */
export interface TextFault {
  readonly check: "parses" | "comments" | "literals" | "untouched-lines";
  readonly detail: string;
}

export interface VerifyTextOptions {
  /** The output, where it has been parsed already. */
  readonly after?: Pick<SpanFile, "text" | "program" | "comments"> | undefined;
  /** What repairs replace: literal values inside may be others, comments may not. */
  readonly repaired?: readonly Range[];
}

/**
 * Checks an output against its input: it parses; every comment, directive and literal value of the input is there, at the place where
 * the edits moved it; lines without an edit are the same bytes.
 *
 * @returns the first fault, `undefined` when there is none.
 */
export function verifyText(
  file: SpanFile,
  edits: readonly TextEdit[],
  { after, repaired = [] }: VerifyTextOptions = {},
): TextFault | undefined {
  const output = after?.text ?? applyEdits(file.text, edits);
  const parsed = after ?? parse(file.path, output);
  if ("kind" in parsed && parsed.kind === "syntax-error") return { check: "parses", detail: parsed.message };
  const moved = createOffsetMap(edits);
  return (
    findCommentFault(file, parsed.comments) ??
    findLiteralFault(file, moved, parsed.program, repaired) ??
    findLineFault(file.text, output, edits, moved)
  );
}

/** Where an offset of the input is in the output: `resultOffset` for many offsets, in logarithmic time each. */
function createOffsetMap(edits: readonly TextEdit[]): (offset: number) => number {
  const shifts: number[] = [];
  let shift = 0;
  for (const { range, text } of edits) shifts.push((shift += text.length - (range[1] - range[0])));
  return (offset) => {
    let low = 0;
    let high = edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edits[middle]?.range[0] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (shifts[low - 1] ?? 0);
  };
}

function findCommentFault(file: SpanFile, after: readonly TSESTree.Comment[]): TextFault | undefined {
  const before = file.comments.map(comparable);
  // A todo marker is the one comment that the tool emits.
  const marks = new Map<string, number>();
  for (const mark of file.comments.filter(isTodoComment))
    marks.set(mark.value, (marks.get(mark.value) ?? 0) + 1);
  const remaining = after
    .filter((comment) => {
      if (!isTodoComment(comment)) return true;
      const left = marks.get(comment.value) ?? 0;
      marks.set(comment.value, left - 1);
      return left > 0;
    })
    .map(comparable);
  let at = 0;
  for (const comment of before) {
    const found = remaining.indexOf(comment, at);
    if (found === -1) return { check: "comments", detail: comment.slice(0, 80) };
    at = found + 1;
  }
  // One more means that text was doubled.
  return before.length === remaining.length
    ? undefined
    : { check: "comments", detail: "a comment was added" };
}

/** Comments in the ` * ` form move with the code, so their white space at line starts does not count. */
function comparable({ type, value }: TSESTree.Comment): string {
  const text = type === "Block" && isStarComment(value) ? value.replace(/\n[ \t]*/g, "\n") : value;
  return `${type}:${text}`;
}

function findLiteralFault(
  file: SpanFile,
  moved: (offset: number) => number,
  program: TSESTree.Program,
  repaired: readonly Range[],
): TextFault | undefined {
  const after = new Map<number, string>();
  for (const node of nodesOf(program)) {
    const value = literalValue(node);
    if (value !== undefined) after.set(node.range[0], value);
  }
  for (const node of nodesOf(file.program)) {
    const value = literalValue(node);
    if (value === undefined || repaired.some((range) => contains(range, node.range))) continue;
    if (after.get(moved(node.range[0])) !== value) return { check: "literals", detail: value.slice(0, 80) };
  }
  return undefined;
}

function literalValue(node: TSESTree.Node): string | undefined {
  if (node.type === "Literal") return `${typeof node.value}:${node.raw}`;
  if (node.type === "TemplateElement") return `template:${node.value.raw}`;
  if (node.type === "JSXText") return `jsx:${node.value}`;
  return undefined;
}

function findLineFault(
  before: string,
  after: string,
  edits: readonly TextEdit[],
  moved: (offset: number) => number,
): TextFault | undefined {
  let start = 0;
  let next = 0;
  while (start <= before.length) {
    const newline = before.indexOf("\n", start);
    const end = newline === -1 ? before.length : newline + 1;
    while (next < edits.length && (edits[next]?.range[1] ?? 0) < start) next += 1;
    const edit = edits[next];
    if (edit === undefined || edit.range[0] > end) {
      const at = moved(start);
      if (after.slice(at, at + end - start) !== before.slice(start, end)) {
        return { check: "untouched-lines", detail: before.slice(start, end).trim().slice(0, 80) };
      }
    }
    if (newline === -1) break;
    start = end;
  }
  return undefined;
}
