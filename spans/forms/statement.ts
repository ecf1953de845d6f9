import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";
import { assignsForLater, declaresForLater, jumpsOut, readFlow } from "../flow.ts";
import { findNarrowedOutside } from "../narrowing.ts";
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
  const assigned = assignsForLater(file, node) ?? declaresForLater(file, node);
  if (assigned !== undefined) return skip("assigns-outer-variable", assigned);
  const narrowed = findNarrowedOutside(file, node);
  if (narrowed.length > 0) return skip("narrowing-lost", [...new Set(narrowed)].join(", "));
  const callee = sentryCallee(file, node, "startSpan");
  if (typeof callee === "string") return skip(callee);

  const style = styleOf(file);
  const [start, end] = node.range;
  const indent = lineIndent(file.text, start);
  const { awaits } = readFlow(node);
  const keyword = awaits ? "await " : "";
  const status = statusEdits(file, node, 0);
  const arrow = `${awaits ? "async " : ""}(${status.edits.length > 0 ? status.parameter : ""}) => {`;
  const hug = `${keyword}${callee.text}(${printOptionsFlat(options, style)}, ${arrow}`;
  const isHug = indent.length + hug.length <= style.width;
  const units = isHug ? 1 : 2;
  const inner = indent + style.unit;
  const first = file.config.indent === "keep" ? indent : indent + style.unit.repeat(units);
  const open = isHug
    ? `${hug}\n${first}`
    : `${keyword}${callee.text}(\n${inner}${printOptions(options, style, inner, style.width - inner.length - 1)},\n${inner}${arrow}\n${first}`;
  const stop = needsSemicolon(file, end) ? ";" : "";
  const close = isHug
    ? `\n${indent}})${stop}`
    : `\n${inner}}${style.argumentCommas ? "," : ""}\n${indent})${stop}`;
  return {
    kind: "plan",
    decision: "wrap",
    name: options.name,
    op: options.op,
    needs: callee.needs,
    group: toGroup(file, node, {
      edits: [
        { range: [start, start], text: open, side: "open" },
        ...statusEdits(file, node, units).edits,
        { range: [end, end], text: close, side: "close" },
      ],
      moved: node.range,
      units,
      unit: style.unit,
    }),
  };
}

/** A try statement needs no end, a call does where the next line could go on with it, or stands on the same line. */
function needsSemicolon(file: SpanFile, end: number): boolean {
  if (styleOf(file).semicolons) return true;
  const rest = file.text.slice(end);
  return /^[ \t]*[^\s}/]/.test(rest) || /^\s*[([`/+*-]/.test(rest);
}
