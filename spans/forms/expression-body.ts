import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode } from "../ast.ts";
import type { EditGroup, PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { printOptions, printOptionsFlat } from "../options.ts";
import { lineIndent, styleOf } from "../style.ts";
import type { BodyWrap } from "./body.ts";
import { toGroup, withParentheses } from "./wrap.ts";

/** `async (id) => load(id)` becomes `async (id) => Sentry.startSpan({ … }, async () => load(id))`. */
export function layOutExpressionBody(
  file: SpanFile,
  node: FunctionNode,
  body: TSESTree.Expression,
  wrap: BodyWrap,
): EditGroup {
  const style = styleOf(file);
  const [start, end] = withParentheses(file, body, node.range);
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
