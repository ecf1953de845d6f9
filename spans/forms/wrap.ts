import type { TSESTree } from "@typescript-eslint/types";
import type { EditGroup, Indent, PlannedEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";
import { frozenRanges } from "../frozen.ts";
import { lineEndAt } from "../style.ts";

/** Finishes a form's edits: line ends as around the site, indentation with what must not move left out. */
export function toGroup(
  file: SpanFile,
  node: TSESTree.Node,
  parts: {
    edits: readonly PlannedEdit[];
    moved?: Range | undefined;
    units?: number;
    unit?: string;
    range?: Range;
  },
): EditGroup {
  const eol = lineEndAt(file.text, node.range[0]);
  const edits =
    eol === "\n"
      ? parts.edits
      : parts.edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, eol) }));
  const indents: Indent[] = [];
  if (parts.moved !== undefined && parts.unit !== undefined && file.config.indent !== "keep") {
    indents.push({
      range: parts.moved,
      unit: parts.unit.repeat(parts.units ?? 1),
      frozen: frozenRanges(file, node),
    });
  }
  return { range: parts.range ?? node.range, edits, indents };
}

/** Where a node stands with the parentheses around it: arrow bodies and operands are moved together with theirs, and with the comments in these. */
export function withParentheses(file: SpanFile, node: TSESTree.Node, limit: Range): Range {
  let [start, end] = node.range;
  for (;;) {
    const before = skipBack(file, start, limit[0]);
    const after = skipAhead(file, end, limit[1]);
    const isInside = before > limit[0] && after < limit[1];
    if (!isInside || file.text[before - 1] !== "(" || file.text[after] !== ")") return [start, end];
    start = before - 1;
    end = after + 1;
  }
}

function skipBack(file: SpanFile, from: number, limit: number): number {
  let at = from;
  for (;;) {
    while (at > limit && /\s/.test(file.text.charAt(at - 1))) at -= 1;
    const comment = file.comments.find(({ range }) => range[1] === at && range[0] >= limit);
    if (comment === undefined) return at;
    at = comment.range[0];
  }
}

function skipAhead(file: SpanFile, from: number, limit: number): number {
  let at = from;
  for (;;) {
    while (at < limit && /\s/.test(file.text.charAt(at))) at += 1;
    const comment = file.comments.find(({ range }) => range[0] === at && range[1] <= limit);
    if (comment === undefined) return at;
    at = comment.range[1];
  }
}
