import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode } from "../ast.ts";
import type { EditGroup, PlannedEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";
import { printOptions, printOptionsFlat } from "../options.ts";
import { lineIndent, styleOf } from "../style.ts";
import type { BodyWrap } from "./body.ts";
import { toGroup } from "./wrap.ts";

/** `async (id) => load(id)` becomes `async (id) => Sentry.startSpan({ … }, async () => load(id))`. */
export function layOutExpressionBody(
  file: SpanFile,
  node: FunctionNode,
  body: TSESTree.Expression,
  wrap: BodyWrap,
): EditGroup {
  const style = styleOf(file);
  const [start, end] = withItsParentheses(file, body, node);
  const operand = file.text.slice(start, end);
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  const lineStop = /\r?\n|$/.exec(file.text.slice(end))?.index ?? 0;
  const indent = lineIndent(file.text, start);
  const inner = indent + style.unit;
  const arrow = `${node.async ? "async " : ""}() =>`;
  const leading = wrap.leading.map((argument) => `${argument}, `).join("");
  const head = `${wrap.callee}(${leading}${printOptionsFlat(wrap.options, style)}, ${arrow}`;
  const column = start - lineStart;
  const comma = style.argumentCommas ? "," : "";
  const make = (open: string, close: string, units = 0): EditGroup => {
    const edits: PlannedEdit[] = [
      { range: [start, start], text: open, side: "open" },
      { range: [end, end], text: close, side: "close" },
    ];
    return toGroup(file, body, {
      edits,
      range: node.range,
      ...(units > 0 ? { moved: [start, end], unit: style.unit, units } : {}),
    });
  };
  const isMultiline = operand.includes("\n");
  // An object or a template hugs its arrow: nothing inside has to move.
  const isHugging = /^\(?\s*[{[`]/.test(operand) || file.config.indent === "keep";
  if (!isMultiline && column + head.length + operand.length + 2 + lineStop <= style.width)
    return make(`${head} `, ")");
  if (column + head.length <= style.width)
    return isHugging ? make(`${head} `, ")") : make(`${head}\n${inner}`, `${comma}\n${indent})`, 1);
  const args = [...wrap.leading, printOptions(wrap.options, style, inner, style.width - inner.length - 1)];
  const open = `${wrap.callee}(\n${args.map((argument) => `${inner}${argument},\n`).join("")}${inner}${arrow}`;
  const close = `${comma}\n${indent})`;
  if (!isMultiline && inner.length + arrow.length + operand.length + 2 <= style.width)
    return make(`${open} `, close);
  if (file.config.indent === "keep") return make(`${open} `, close);
  return isHugging ? make(`${open} `, close, 1) : make(`${open}\n${inner}${style.unit}`, close, 2);
}

/** An arrow's body with the parentheses around it, and the comments inside these. */
function withItsParentheses(file: SpanFile, body: TSESTree.Expression, node: FunctionNode): Range {
  let [start, end] = body.range;
  for (;;) {
    const before = skipBack(file, start, node.range[0]);
    const after = skipAhead(file, end, node.range[1]);
    if (file.text[before - 1] !== "(" || file.text[after] !== ")" || after >= node.range[1])
      return [start, end];
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
