import type { TSESTree } from "@typescript-eslint/types";
import { functionName, type FunctionNode } from "../ast.ts";
import type { EditGroup, PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { isDirective } from "../flow.ts";
import { resultOf, returnedValues } from "../function/result.ts";
import { printOptions, printOptionsFlat, type SpanOptions } from "../options.ts";
import { skip, type Skip, type SpanPlan } from "../outcome.ts";
import type { SkipReason } from "../reason.ts";
import { sentryCallee, type CalleeReference } from "../sentry.ts";
import { statusEdits } from "../status.ts";
import { lineIndent, styleOf } from "../style.ts";
import { layOutExpressionBody } from "./expression-body.ts";
import { changesInArrow } from "./movable.ts";
import { toGroup } from "./wrap.ts";

/** Another start function than the SDK's, for a body. */
export interface BodyStart {
  readonly callee: CalleeReference;
  /** Arguments before the options, such as the condition of `startSpanIf`. */
  readonly leading: readonly string[];
  /** The callback may run without a span. */
  readonly isOptional: boolean;
}

/**
 * Moves a whole function body into an arrow that a span runs. The arrow keeps `this`, `arguments` and `super`; directives stay outside.
 *
 * @see facts/real-code.md: 353 + 300 bodies wrapped this way gave no new type error.
 */
export function wrapBody(
  file: SpanFile,
  node: FunctionNode,
  options: SpanOptions,
  start?: BodyStart,
): SpanPlan | Skip {
  const reason = refuseBody(file, node);
  if (reason !== undefined) return skip(reason, functionName(node));
  const callee = start?.callee ?? sentryCallee(file, node.body, "startSpan");
  if (typeof callee === "string") return skip(callee);
  const wrap: BodyWrap = {
    callee: callee.text,
    leading: start?.leading ?? [],
    options,
    access: start?.isOptional === true ? "?." : ".",
  };
  const { body } = node;
  const group =
    body.type === "BlockStatement"
      ? wrapBlock(file, node, body, wrap)
      : layOutExpressionBody(file, node, body, wrap);
  return { kind: "plan", decision: "wrap", name: options.name, op: options.op, group, needs: callee.needs };
}

/** What a body is put into. */
export interface BodyWrap {
  readonly callee: string;
  readonly leading: readonly string[];
  readonly options: SpanOptions;
  readonly access: "." | "?.";
}

/** Why a whole body cannot be put into a span. */
export function refuseBody(file: SpanFile, node: FunctionNode): SkipReason | undefined {
  const { parent } = node;
  if (parent?.type === "MethodDefinition" && parent.kind !== "method") return "not-a-function-body";
  if (parent?.type === "Property" && parent.kind !== "init") return "not-a-function-body";
  if (node.returnType?.typeAnnotation.type === "TSTypePredicate") return "type-predicate";
  if (node.generator) return "generator-in-expression";
  if (node.body.type === "BlockStatement" && node.body.body.every(isDirective)) return "empty-body";
  if (changesInArrow(node)) return "body-not-movable";
  return resultOf(file, node) === "unknown" ? "sync-result-unknown" : undefined;
}

function wrapBlock(
  file: SpanFile,
  node: FunctionNode,
  body: TSESTree.BlockStatement,
  wrap: BodyWrap,
): EditGroup {
  const style = styleOf(file);
  const { text } = file;
  const to = body.range[1] - 1;
  const { from, opensOnNewLine } = startOfBody(file, body);
  const closesOnNewLine = /\n[ \t]*$/.test(text.slice(from, to));
  const base = lineIndent(text, to);
  const inner = base + style.unit;
  const deeper = inner + style.unit;
  const keyword = returnsValue(node) ? "return " : "";
  const probe = statusEdits(file, body, 0, wrap.access);
  const arrow = `${node.async ? "async " : ""}(${probe.edits.length > 0 ? probe.parameter : ""}) => {`;
  const leading = wrap.leading.map((argument) => `${argument}, `).join("");
  const flat = `${keyword}${wrap.callee}(${leading}${printOptionsFlat(wrap.options, style)}, ${arrow}`;
  const isHug = !opensOnNewLine || inner.length + flat.length <= style.width;
  const units = isHug ? 1 : 2;
  const args = [
    ...wrap.leading,
    printOptions(wrap.options, style, deeper, style.width - deeper.length - 1),
    arrow,
  ];
  const head = isHug
    ? flat
    : `${keyword}${wrap.callee}(\n${args.map((argument) => deeper + argument).join(",\n")}`;
  const end = style.semicolons ? ";" : "";
  const tail = isHug ? `})${end}` : `}${style.argumentCommas ? "," : ""}\n${inner})${end}`;
  const close = closesOnNewLine ? `${style.unit.repeat(units)}${tail}\n${base}` : `${tail} `;
  const edits: PlannedEdit[] = [
    { range: [from, from], text: opensOnNewLine ? `\n${inner}${head}` : ` ${head}`, side: "open" },
    ...statusEdits(file, body, units, wrap.access).edits,
    { range: [to, to], text: close, side: "close" },
  ];
  return toGroup(file, body, {
    edits,
    // The line of the closing brace gets its indentation with the text that is put before it.
    moved: [from, closesOnNewLine ? text.lastIndexOf("\n", to - 1) : to],
    unit: style.unit,
    units,
    range: node.range,
  });
}

/** Behind the brace, the directives, and what is noted on that line: those belong to the function. */
function startOfBody(
  file: SpanFile,
  body: TSESTree.BlockStatement,
): { readonly from: number; readonly opensOnNewLine: boolean } {
  const last = body.body.filter(isDirective).at(-1);
  const start = last?.range[1] ?? body.range[0] + 1;
  const lineEnd = start + (/\r?\n|$/.exec(file.text.slice(start, body.range[1]))?.index ?? 0);
  let at = start;
  for (const comment of file.comments) {
    if (
      comment.range[0] >= at &&
      comment.range[1] <= lineEnd &&
      isBlank(file.text.slice(at, comment.range[0]))
    )
      at = comment.range[1];
  }
  const opensOnNewLine = isBlank(file.text.slice(at, lineEnd)) && lineEnd < body.range[1];
  return opensOnNewLine ? { from: lineEnd, opensOnNewLine } : { from: start, opensOnNewLine };
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** An async function's promise must reach the caller; a sync one without a value stays a statement. */
function returnsValue(node: FunctionNode): boolean {
  // Code behind a call of a `never` function is only known to be dead where the call is returned.
  if (node.async || node.returnType?.typeAnnotation.type === "TSNeverKeyword") return true;
  return returnedValues(node).length > 0;
}
