import type { TSESTree } from "@typescript-eslint/types";
import {
  applyEdits,
  isStarComment,
  resultOffset,
  walk,
  type SpanFile,
  type TextEdit,
} from "../../spans/index.ts";
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
 * @returns the first fault, `undefined` when there is none.
 */
export function verifyText(file: SpanFile, edits: readonly TextEdit[]): TextFault | undefined {
  const output = applyEdits(file.text, edits);
  const parsed = parse(file.path, output);
  if (parsed.kind === "syntax-error") return { check: "parses", detail: parsed.message };
  return (
    findCommentFault(file, parsed.comments) ??
    findLiteralFault(file, edits, parsed.program) ??
    findLineFault(file.text, output, edits)
  );
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
  edits: readonly TextEdit[],
  program: TSESTree.Program,
): TextFault | undefined {
  const after = new Map<number, string>();
  walk(program, (node) => {
    const value = literalValue(node);
    if (value !== undefined) after.set(node.range[0], value);
  });
  let fault: TextFault | undefined;
  walk(file.program, (node) => {
    const value = literalValue(node);
    if (value === undefined || fault !== undefined) return;
    if (after.get(resultOffset(edits, node.range[0])) !== value)
      fault = { check: "literals", detail: value.slice(0, 80) };
  });
  return fault;
}

function literalValue(node: TSESTree.Node): string | undefined {
  if (node.type === "Literal") return `${typeof node.value}:${node.raw}`;
  if (node.type === "TemplateElement") return `template:${node.value.raw}`;
  if (node.type === "JSXText") return `jsx:${node.value}`;
  return undefined;
}

function findLineFault(before: string, after: string, edits: readonly TextEdit[]): TextFault | undefined {
  let start = 0;
  let next = 0;
  while (start <= before.length) {
    const newline = before.indexOf("\n", start);
    const end = newline === -1 ? before.length : newline + 1;
    while (next < edits.length && (edits[next]?.range[1] ?? 0) < start) next += 1;
    const edit = edits[next];
    if (edit === undefined || edit.range[0] > end) {
      const at = resultOffset(edits, start);
      if (after.slice(at, at + end - start) !== before.slice(start, end)) {
        return { check: "untouched-lines", detail: before.slice(start, end).trim().slice(0, 80) };
      }
    }
    if (newline === -1) break;
    start = end;
  }
  return undefined;
}
