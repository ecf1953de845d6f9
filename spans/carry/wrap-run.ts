import type { PlannedEdit } from "../edit.ts";
import { isFunction } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { assignsForLater, declaresForLater, jumpsOut, readFlow, walkOwn } from "../flow.ts";
import { wrapBody } from "../forms/body.ts";
import { toGroup } from "../forms/wrap.ts";
import { printOptions, printOptionsFlat, type SpanOptions } from "../options.ts";
import { skip, type Skip, type SpanPlan } from "../outcome.ts";
import type { CalleeReference } from "../sentry.ts";
import { statusEdits } from "../status.ts";
import { lineIndent, styleOf } from "../style.ts";
import { hoistNarrowed } from "./hoist.ts";
import { asNode, isWholeBody, rangeOf, reachesEnd, type Run } from "./run.ts";

/** How a run of statements is put into a span's callback. */
export interface RunWrap {
  readonly options: SpanOptions;
  readonly callee: CalleeReference;
  /** Arguments before the options. */
  readonly leading?: readonly string[];
  readonly decision: SpanPlan["decision"];
  /** Edits inside the run. @param shift - by what its lines move right. */
  readonly inner?: (shift: string) => readonly PlannedEdit[];
  /** `?.` where the callback may run without a span. */
  readonly access?: "." | "?.";
}

/** `const frame = …; socket.send(frame);` becomes `Sentry.startSpan({ … }, () => { const frame = …; socket.send(frame); });`. */
export function wrapRun(file: SpanFile, run: Run, wrap: RunWrap): SpanPlan | Skip {
  return wrapAsBody(file, run, wrap) ?? wrapStatements(file, run, wrap);
}

/** A run that is all of a function: its own form keeps what is noted around the braces. */
function wrapAsBody(file: SpanFile, run: Run, wrap: RunWrap): SpanPlan | undefined {
  const owner = run.block.parent;
  if (!isWholeBody(run) || !isFunction(owner)) return undefined;
  const { callee, leading = [], options, decision } = wrap;
  const wrapped = wrapBody(file, owner, options, { callee, leading, isOptional: wrap.access === "?." });
  if (wrapped.kind === "skip") return undefined;
  const { group } = wrapped;
  const inner = wrap.inner?.(group.indents[0]?.unit ?? "") ?? [];
  return { ...wrapped, decision, group: { ...group, edits: [...group.edits, ...inner] } };
}

function wrapStatements(file: SpanFile, run: Run, wrap: RunWrap): SpanPlan | Skip {
  const node = asNode(run);
  const flow = readFlow(node);
  if (flow.yields) return skip("yield-in-operand");
  const returns = returnsOf(run);
  if (jumpsOut(node) && !canReturn(run, returns)) return skip("jump-leaves-statement");
  const assigned = assignsForLater(file, node);
  if (assigned !== undefined) return skip("assigns-outer-variable", assigned);
  const declared = declaresForLater(file, node);
  if (declared !== undefined) return skip("assigns-outer-variable", declared);
  const hoists = hoistNarrowed(file, run);
  if (!Array.isArray(hoists)) return hoists as Skip;

  const style = styleOf(file);
  const [start, end] = rangeOf(run);
  const indent = lineIndent(file.text, start);
  const stop = needsSemicolon(file, end) ? ";" : "";
  const keyword =
    returns === "value" || (flow.awaits && isWholeBody(run)) ? "return " : flow.awaits ? "await " : "";
  const leading = (wrap.leading ?? []).map((argument) => `${argument}, `).join("");
  const hug = `${keyword}${wrap.callee.text}(${leading}${printOptionsFlat(wrap.options, style)}, `;
  const isHug = indent.length + hug.length + "async (span) => {".length <= style.width;
  const units = isHug ? 1 : 2;
  const status = statusEdits(file, node, units, wrap.access ?? ".");
  const arrow = `${flow.awaits ? "async " : ""}(${status.edits.length > 0 ? status.parameter : ""}) => {`;
  const inner = indent + style.unit;
  const args = [
    ...(wrap.leading ?? []),
    printOptions(wrap.options, style, inner, style.width - inner.length - 1),
  ];
  const open = isHug
    ? `${hug}${arrow}\n${inner}`
    : `${keyword}${wrap.callee.text}(\n${args.map((argument) => `${inner}${argument},\n`).join("")}${inner}${arrow}\n${inner}${style.unit}`;
  const close = isHug
    ? `\n${indent}})${stop}`
    : `\n${inner}}${style.argumentCommas ? "," : ""}\n${indent})${stop}`;
  return {
    kind: "plan",
    decision: wrap.decision,
    name: wrap.options.name,
    op: wrap.options.op,
    needs: wrap.callee.needs,
    group: toGroup(file, node, {
      edits: [
        ...hoists,
        { range: [start, start], text: open, side: "open" },
        ...(wrap.inner?.(file.config.indent === "keep" ? "" : style.unit.repeat(units)) ?? []),
        ...status.edits,
        { range: [end, end], text: close, side: "close" },
      ],
      moved: [start, end],
      units,
      unit: style.unit,
    }),
  };
}

/** A call needs an end where the next line could go on with it, which a block statement in its place did not. */
function needsSemicolon(file: SpanFile, end: number): boolean {
  if (styleOf(file).semicolons) return true;
  const rest = file.text.slice(end);
  return /^[ \t]*[^\s}/]/.test(rest) || /^\s*[([`/+*-]/.test(rest);
}

function returnsOf(run: Run): "none" | "empty" | "value" {
  let found: "none" | "empty" | "value" = "none";
  walkOwn(asNode(run), (node) => {
    if (node.type !== "ReturnStatement") return;
    if (node.argument !== null) found = "value";
    else if (found === "none") found = "empty";
  });
  return found;
}

/** A `return` leaves the callback as it left the function, where nothing comes after the run; its value is passed on from a whole body. */
function canReturn(run: Run, returns: "none" | "empty" | "value"): boolean {
  if (returns === "none" || !reachesEnd(run) || (returns === "value" && !isWholeBody(run))) return false;
  return run.statements.every(
    (statement) => returnsOf({ ...run, statements: [statement] }) !== "none" || !jumpsOut(statement),
  );
}
