import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";
import { assignsForLater, declaresForLater, jumpsOut, readFlow } from "../flow.ts";
import { printOptions, printOptionsFlat, type SpanOptions } from "../options.ts";
import { skip, type Skip, type SpanPlan } from "../outcome.ts";
import { sentryCallee } from "../sentry.ts";
import { statusEdits } from "../status.ts";
import { lineIndent, styleOf } from "../style.ts";
import { toGroup } from "./wrap.ts";

/** Wraps one statement: `try { … } catch { … }` becomes the body of an arrow that a span runs. The jump behind it stays outside. */
export function wrapStatement(
  file: SpanFile,
  node: TSESTree.Statement,
  options: SpanOptions,
): SpanPlan | Skip {
  if (jumpsOut(node)) return skip("jump-leaves-statement");
  const assigned = assignsForLater(file, node);
  if (assigned !== undefined) return skip("assigns-outer-variable", assigned);
  if (declaresForLater(file, node)) return skip("assigns-outer-variable");
  const callee = sentryCallee(file, node, "startSpan");
  if (typeof callee === "string") return skip(callee);

  const style = styleOf(file);
  const [start, end] = node.range;
  const indent = lineIndent(file.text, start);
  const { awaits } = readFlow(node);
  const end_ = style.semicolons ? ";" : "";
  const flatRoom = style.width - indent.length;
  const hug = `${awaits ? "await " : ""}${callee.text}(${printOptionsFlat(options, style)}, `;
  const isHug = hug.length + "async (span) => {".length <= flatRoom;
  const units = isHug ? 1 : 2;
  const status = statusEdits(file, node, units);
  const parameter = status.edits.length > 0 ? status.parameter : "";
  const arrow = `${awaits ? "async " : ""}(${parameter}) => {`;
  const inner = indent + style.unit;
  const open = isHug
    ? `${hug}${arrow}\n${inner}`
    : `${awaits ? "await " : ""}${callee.text}(\n${inner}${printOptions(options, style, inner, style.width - inner.length - 1)},\n${inner}${arrow}\n${inner}${style.unit}`;
  const close = isHug
    ? `\n${indent}})${end_}`
    : `\n${inner}}${style.argumentCommas ? "," : ""}\n${indent})${end_}`;
  return {
    kind: "plan",
    decision: "wrap",
    name: options.name,
    op: options.op,
    needs: callee.needs,
    group: toGroup(file, node, {
      edits: [
        { range: [start, start], text: open, side: "open" },
        ...status.edits,
        { range: [end, end], text: close, side: "close" },
      ],
      moved: node.range,
      units,
      unit: style.unit,
    }),
  };
}
