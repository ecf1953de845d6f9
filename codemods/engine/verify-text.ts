import type { TSESTree } from "@typescript-eslint/types";
import { applyEdits, isStarComment, nodesOf, type SpanFile, type TextEdit } from "../../spans/index.ts";
import { parse } from "./parse.ts";

/** What is wrong with an output, in words for the report. */
export interface TextFault {
  readonly check: "parses" | "comments" | "literals" | "untouched-lines";
  readonly detail: string;
}

/**
 * Checks an output against its input: it parses; every comment, directive and literal value of the input is there, at the place where
 * the edits moved it; lines without an edit are the same bytes.
 *
 * @param after - the output, where it has been parsed already.
 * @returns the first fault, `undefined` when there is none.
 */
export function verifyText(
  file: SpanFile,
  edits: readonly TextEdit[],
  after?: Pick<SpanFile, "text" | "program" | "comments">,
): TextFault | undefined {
  const output = after?.text ?? applyEdits(file.text, edits);
  const parsed = after ?? parse(file.path, output);
  if ("kind" in parsed && parsed.kind === "syntax-error") return { check: "parses", detail: parsed.message };
  const moved = createOffsetMap(edits);
  return (
    findCommentFault(file, parsed.comments) ??
    findLiteralFault(file, moved, parsed.program) ??
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
  const remaining = after.map(comparable);
  let at = 0;
  for (const comment of before) {
    const found = remaining.indexOf(comment, at);
    if (found === -1) return { check: "comments", detail: comment.slice(0, 80) };
    at = found + 1;
  }
  // Nothing that the tool emits holds a comment; one more means that text was doubled.
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
): TextFault | undefined {
  const after = new Map<number, string>();
  for (const node of nodesOf(program)) {
    const value = literalValue(node);
    if (value !== undefined) after.set(node.range[0], value);
  }
  for (const node of nodesOf(file.program)) {
    const value = literalValue(node);
    if (value !== undefined && after.get(moved(node.range[0])) !== value)
      return { check: "literals", detail: value.slice(0, 80) };
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
