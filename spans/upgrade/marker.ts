import type { TSESTree } from "@typescript-eslint/types";
import type { Repair } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { repairOf } from "../repairs/replace.ts";
import { lineEndAt, lineIndent } from "../style.ts";
import { isTodoComment } from "../todo.ts";
import { nodesOf } from "../walk.ts";

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
  for (let text = textAt(file, start); text?.parent !== undefined; text = textAt(file, start))
    start = lineStart(file, text.parent.range[0]);
  start = aboveDirectives(file, start);
  // In front of a byte order mark or a shebang there is no line.
  if (start > 0) return start;
  return file.text.startsWith("#!") ? undefined : file.text.startsWith("\uFEFF") ? 1 : 0;
}

/** The text of a template or of JSX in which a line begins: there a comment would be text too. */
function textAt(file: SpanFile, start: number): TSESTree.Node | undefined {
  return nodesOf(file.program).find(
    ({ type, range }) =>
      (type === "TemplateElement" || type === "JSXText") && range[0] < start && start <= range[1],
  );
}

/** Comments that speak of the line below them, and must go on doing so. */
const DIRECTIVE =
  /^\s*(?:eslint-disable-next-line|oxlint-disable-next-line|@ts-(?:expect-error|ignore)|(?:prettier|biome|v8|c8|istanbul)[- ]ignore)/;

function aboveDirectives(file: SpanFile, from: number): number {
  let start = from;
  for (const { value, range } of [...file.comments].reverse()) {
    if (range[1] > start) continue;
    if (!DIRECTIVE.test(value) || file.text.slice(range[1], start).trim() !== "") break;
    const line = lineStart(file, range[0]);
    if (file.text.slice(line, range[0]).trim() !== "") break;
    start = line;
  }
  return start;
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
