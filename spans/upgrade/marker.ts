import type { TSESTree } from "@typescript-eslint/types";
import type { Repair } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { repairOf } from "../repairs/replace.ts";
import { lineEndAt, lineIndent } from "../style.ts";
import { isTodoComment } from "../todo.ts";

/**
 * A marker for a person, `// spanwright-todo(<reason>)`, on the line above a node.
 *
 * @returns `undefined` where the line has a marker already, or where a comment cannot stand.
 */
export function markerAbove(file: SpanFile, node: TSESTree.Node, reason: string): Repair | undefined {
  const start = markedLineStart(file, node);
  if (start === undefined || isMarked(file, start)) return undefined;
  const first = /^[ \t]*/.exec(file.text.slice(start))?.[0].length ?? 0;
  const indent = lineIndent(file.text, start + first);
  const text = `${indent}// spanwright-todo(${reason.replace(/[()\r\n]/g, " ")})${lineEndAt(file.text, start)}`;
  return repairOf([{ range: [start, start], text, side: "open" }]);
}

/** Where the line of a node starts, or that of the text around it in which a comment would be text. */
function markedLineStart(file: SpanFile, node: TSESTree.Node): number | undefined {
  let start = lineStart(file, node.range[0]);
  for (let at: TSESTree.Node | null | undefined = node; at != null; at = at.parent) {
    const isText = at.type === "TemplateLiteral" || at.type === "JSXElement" || at.type === "JSXFragment";
    if (isText && at.range[0] < start) start = lineStart(file, at.range[0]);
  }
  // In front of a byte order mark or a shebang there is no line.
  return start === 0 && /^\uFEFF|^#!/.test(file.text)
    ? file.text.startsWith("\uFEFF")
      ? 1
      : undefined
    : start;
}

function lineStart({ text }: SpanFile, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The comments right above a line hold a marker. */
function isMarked(file: SpanFile, start: number): boolean {
  let top = start;
  for (const comment of [...file.comments].reverse()) {
    if (comment.range[1] > top) continue;
    if (file.text.slice(comment.range[1], top).trim() !== "") return false;
    if (isTodoComment(comment)) return true;
    top = comment.range[0];
  }
  return false;
}
