import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, functionName, memberPath, type FunctionNode } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { patternNames, walkOwn } from "../flow.ts";
import { printOptions, printOptionsFlat, type SpanOptions } from "../options.ts";
import { skip, type Skip, type SpanPlan } from "../outcome.ts";
import { sentryCallee } from "../sentry.ts";
import { statusEdits } from "../status.ts";
import { lineIndent, styleOf } from "../style.ts";
import type { SkipReason } from "../reason.ts";
import { toGroup, withParentheses } from "./wrap.ts";

/**
 * Moves a whole function body into an arrow that a span runs. The arrow keeps `this`, `arguments` and `super`; directives stay outside.
 *
 * @see facts/real-code.md: 353 + 300 bodies wrapped this way gave no new type error.
 */
export function wrapBody(file: SpanFile, node: FunctionNode, options: SpanOptions): SpanPlan | Skip {
  const reason = refusal(file, node);
  if (reason !== undefined) return skip(reason, functionName(node));
  const callee = sentryCallee(file, node.body, "startSpan");
  if (typeof callee === "string") return skip(callee);
  const edits =
    node.body.type === "BlockStatement" ? blockEdits(file, node, node.body, options, callee.text) : undefined;
  const group =
    edits === undefined
      ? expressionGroup(file, node, options, callee.text)
      : toGroup(file, node.body, {
          edits: edits.edits,
          moved: edits.moved,
          unit: styleOf(file).unit,
          units: edits.units,
          range: node.range,
        });
  return { kind: "plan", decision: "wrap", name: options.name, op: options.op, group, needs: callee.needs };
}

function refusal(file: SpanFile, node: FunctionNode): SkipReason | undefined {
  const { parent } = node;
  if (parent?.type === "MethodDefinition" && parent.kind !== "method") return "not-a-function-body";
  if (parent?.type === "Property" && parent.kind !== "init") return "not-a-function-body";
  if (node.returnType?.typeAnnotation.type === "TSTypePredicate") return "type-predicate";
  if (node.generator) return "generator-in-expression";
  if (node.body.type !== "BlockStatement") return node.async ? undefined : syncRefusal(file, node);
  const statements = node.body.body.filter((statement) => !isDirective(statement));
  if (statements.length === 0) return "empty-body";
  if (!isMovable(file, node)) return "body-not-movable";
  return node.async ? undefined : syncRefusal(file, node);
}

function isDirective(statement: TSESTree.Statement): boolean {
  return statement.type === "ExpressionStatement" && typeof statement.directive === "string";
}

/** `var x` over a parameter `x`, `var arguments` and `arguments.callee` mean something else one function further in (test262). */
function isMovable(file: SpanFile, node: FunctionNode): boolean {
  const parameters = new Set(node.params.flatMap((parameter) => patternNames(parameter)));
  let movable = true;
  walkOwn(node.body, (inner) => {
    if (inner.type === "VariableDeclaration" && inner.kind === "var") {
      const names = inner.declarations.flatMap((declarator) => patternNames(declarator.id));
      if (names.some((name) => parameters.has(name) || name === "arguments")) movable = false;
    }
    if (inner.type === "FunctionDeclaration" && inner.id !== null && parameters.has(inner.id.name))
      movable = false;
    if (inner.type === "MemberExpression" && memberPath(inner)?.join(".") === "arguments.callee")
      movable = false;
    if (inner.type === "Identifier" && inner.name === "arguments" && node.type === "ArrowFunctionExpression")
      return;
  });
  // A parameter's default value can close over the parameter scope, of which the body's own `var` scope is a copy.
  return movable && findVariable(file, node.body, "eval") === undefined;
}

/** A sync function may hand out a lazy query or a hand-made thenable, which `startSpan` would run at once. */
function syncRefusal(file: SpanFile, node: FunctionNode): SkipReason | undefined {
  const annotation = node.returnType?.typeAnnotation;
  if (
    annotation !== undefined &&
    /^TS(?:Void|String|Number|Boolean|Never|Undefined|Array)/.test(annotation.type)
  )
    return undefined;
  if (annotation?.type === "TSTypeReference" && memberPath(annotation.typeName)?.join(".") === "Promise")
    return undefined;
  let returns = node.body.type !== "BlockStatement";
  walkOwn(node.body, (inner) => {
    if (inner.type === "ReturnStatement" && inner.argument !== null) returns = true;
  });
  return returns ? "sync-result-unknown" : undefined;
}

function blockEdits(
  file: SpanFile,
  node: FunctionNode,
  body: TSESTree.BlockStatement,
  options: SpanOptions,
  callee: string,
): { edits: PlannedEdit[]; moved: [number, number]; units: number } {
  const style = styleOf(file);
  const { text } = file;
  const end = style.semicolons ? ";" : "";
  const lastDirective = body.body.filter(isDirective).at(-1);
  const from = lastDirective?.range[1] ?? body.range[0] + 1;
  const to = body.range[1] - 1;
  const base = lineIndent(text, to);
  const inner = base + style.unit;
  const opensOnNewLine = /^[ \t]*(?:\/\/[^\n]*)?\r?\n/.test(text.slice(from, to));
  const closesOnNewLine = /\n[ \t]*$/.test(text.slice(from, to));
  const keyword = returnsValue(node) ? "return " : "";
  const flat = `${keyword}${callee}(${printOptionsFlat(options, style)}, `;
  const isHug = inner.length + flat.length + "async (span) => {".length <= style.width || !opensOnNewLine;
  const units = isHug ? 1 : 2;
  const status = statusEdits(file, body, units);
  const parameter = status.edits.length > 0 ? status.parameter : "";
  const arrow = `${node.async ? "async " : ""}(${parameter}) => {`;
  const deeper = inner + style.unit;
  const head = isHug
    ? `${flat}${arrow}`
    : `${keyword}${callee}(\n${deeper}${printOptions(options, style, deeper, style.width - deeper.length - 1)},\n${deeper}${arrow}`;
  const tail = isHug ? `})${end}` : `}${style.argumentCommas ? "," : ""}\n${inner})${end}`;
  const open = opensOnNewLine ? `\n${inner}${head}` : ` ${head}`;
  const close = closesOnNewLine
    ? `${isHug ? style.unit : style.unit + style.unit}${tail}\n${base}`
    : `${tail} `;
  const moved: [number, number] = [from, closesOnNewLine ? text.lastIndexOf("\n", to - 1) : to];
  return {
    edits: [
      { range: [from, from], text: open, side: "open" },
      ...status.edits,
      { range: [to, to], text: close, side: "close" },
    ],
    moved,
    units,
  };
}

/** An async function's promise must reach the caller; a sync one without a value stays a statement. */
function returnsValue(node: FunctionNode): boolean {
  if (node.async) return true;
  let returns = false;
  walkOwn(node.body, (inner) => {
    if (inner.type === "ReturnStatement" && inner.argument !== null) returns = true;
  });
  return returns;
}

function expressionGroup(
  file: SpanFile,
  node: FunctionNode,
  options: SpanOptions,
  callee: string,
): SpanPlan["group"] {
  const style = styleOf(file);
  const [start, end] = withParentheses(file, node.body, [arrowEnd(file, node), node.range[1]]);
  const arrow = node.async ? "async () => " : "() => ";
  const head = `${callee}(${printOptionsFlat(options, style)}, ${arrow}`;
  return toGroup(file, node.body, {
    edits: [
      { range: [start, start], text: head, side: "open" },
      { range: [end, end], text: ")", side: "close" },
    ],
    range: node.range,
  });
}

function arrowEnd(file: SpanFile, node: FunctionNode): number {
  const before = file.text.slice(node.range[0], node.body.range[0]);
  return node.range[0] + before.lastIndexOf("=>") + 2;
}
