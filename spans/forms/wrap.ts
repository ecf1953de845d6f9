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

/** Where a node stands with the parentheses around it: arrow bodies and operands are moved together with theirs. */
export function withParentheses(file: SpanFile, node: TSESTree.Node, limit: Range): Range {
  let [start, end] = node.range;
  for (;;) {
    const before = /\(\s*$/.exec(file.text.slice(limit[0], start));
    const after = /^\s*\)/.exec(file.text.slice(end, limit[1]));
    if (before === null || after === null) return [start, end];
    start -= before[0].length;
    end += after[0].length;
  }
}
