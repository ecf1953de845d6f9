import type { TSESTree } from "@typescript-eslint/types";
import type { PlannedEdit } from "./edit.ts";
import type { SpanFile } from "./file.ts";
import { isKey } from "./flow.ts";
import { findFailurePoints, type FailurePoint } from "./swallow.ts";
import { lineEndAt, lineIndent, styleOf } from "./style.ts";
import { walk } from "./walk.ts";

/** The edits that mark a span as failed, and the callback parameter that they use. */
export interface StatusEdits {
  readonly parameter: string;
  readonly edits: readonly PlannedEdit[];
}

/**
 * A catch that swallows leaves the span green, in every SDK version, so the outermost ones get a status. A catch that rethrows needs
 * none: `startSpan` marks the span itself.
 *
 * @param root - what the span's callback runs: a statement, or a function's body.
 * @param units - levels by which the text around moves right.
 * @param access - `?.` where the callback may run without a span.
 * @see facts/sentry.md 1.1
 */
export function statusEdits(
  file: SpanFile,
  root: TSESTree.Node,
  units: number,
  access: "." | "?." = ".",
): StatusEdits {
  const parameter = freeParameter(root);
  const shift = file.config.indent === "keep" ? "" : styleOf(file).unit.repeat(units);
  const call = statusCall(file, parameter, access);
  const edits = findFailurePoints(root, file.config).map((point) => pointEdit(file, point, call, shift));
  return { parameter, edits };
}

/** `span.setStatus({ code: 2, message: "internal_error" })`, in the file's quotes. */
export function statusCall(file: SpanFile, span: string, access: "." | "?." = "."): string {
  const { quote } = styleOf(file);
  return `${span}${access}setStatus({ code: 2, message: ${quote}internal_error${quote} })`;
}

/**
 * Puts a call in where it is sure that the work has failed.
 *
 * @param shift - what the text around is indented by at the same time.
 */
export function pointEdit(
  file: SpanFile,
  { block, after }: FailurePoint,
  call: string,
  shift = "",
): PlannedEdit {
  const style = styleOf(file);
  const from = after?.range[1] ?? block.range[0] + 1;
  const [first] = block.body;
  const rest = restOfLine(file, from);
  const isInline = rest === undefined;
  const at = isInline ? from : rest;
  // What follows decides: `(` and its like would make one expression of the two.
  const needsEnd = style.semicolons || isInline || /^\s*[([`/+-]/.test(codeAfter(file, at));
  const text = `${call}${needsEnd ? ";" : ""}`;
  if (isInline) return { range: [at, at], text: ` ${text}${isEmpty(file, block) ? " " : ""}`, side: "open" };
  const sibling = after ?? first;
  const indent =
    sibling === undefined
      ? lineIndent(file.text, block.range[1] - 1) + style.unit
      : lineIndent(file.text, sibling.range[0]);
  return { range: [at, at], text: `\n${shift}${indent}${text}`, side: "open" };
}

/** The line ends of the place, for what is no part of a wrap; that one sees to them by itself. */
export function withLineEnds(file: SpanFile, edit: PlannedEdit): PlannedEdit {
  return { ...edit, text: edit.text.replaceAll("\n", lineEndAt(file.text, edit.range[0])) };
}

/** End of the line that an offset is on, when nothing but white space and comments is left there. */
function restOfLine(file: SpanFile, from: number): number | undefined {
  const end = /\r?\n|$/.exec(file.text.slice(from))?.index ?? 0;
  let at = from;
  for (const comment of file.comments) {
    if (comment.range[0] < at || comment.range[0] > from + end) continue;
    if (file.text.slice(at, comment.range[0]).trim() !== "") return undefined;
    at = comment.range[1];
  }
  // A block comment that goes on for lines is left where it stands.
  if (at > from + end || file.text.slice(at, from + end).trim() !== "") return undefined;
  return from + end;
}

/** The text behind an offset, comments left out as far as it matters. */
function codeAfter(file: SpanFile, from: number): string {
  let at = from;
  for (const comment of file.comments) {
    if (comment.range[0] >= at && file.text.slice(at, comment.range[0]).trim() === "") at = comment.range[1];
  }
  return file.text.slice(at, at + 200);
}

function isEmpty(file: SpanFile, block: TSESTree.BlockStatement): boolean {
  return file.text.slice(block.range[0] + 1, block.range[1] - 1).trim() === "";
}

/** `span`, or another name where the code inside uses that one. */
export function freeParameter(root: TSESTree.Node): string {
  const names = new Set<string>();
  walk(root, (node) => {
    if (node.type === "Identifier" && !isKey(node)) names.add(node.name);
    else if (node.type === "JSXIdentifier" && node.parent?.type === "JSXMemberExpression")
      names.add(node.name);
  });
  return ["span", "activeSpan", "sentrySpan"].find((name) => !names.has(name)) ?? "tracedSpan";
}
