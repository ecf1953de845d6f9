import type { TSESTree } from "@typescript-eslint/types";
import { contains, findEnclosingFunction, isFunction, type FunctionNode } from "../ast.ts";
import { readSpanCall, type SpanCall } from "../calls.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { insertBeforeStatement } from "../repairs/insert-before.ts";
import { insertAt, repairOf, replaceRange } from "../repairs/replace.ts";
import { freeParameter, pointEdit, statusCall, withLineEnds } from "../status.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";
import { findStatusPoints, type PointOptions, type StatusPoint } from "../status-points/find-points.ts";
import type { FailureRules } from "../swallow.ts";

export interface RequireSpanErrorStatusOptions {
  /** `outermost` (default): only the catch that decides about the whole span; `all`: each one. */
  readonly catches: "outermost" | "all";
  /** Error classes that are no failure, beside those of the config. */
  readonly expectedErrors: readonly string[];
  /** Functions that set the status, beside those of the config. */
  readonly statusFunctions: readonly string[];
}

type Message = StatusPoint["reason"] | "setStatus";
type Problem = SpanProblem<Message>;

/**
 * Spans that stay ok although their work has failed: the error is swallowed, answered, yielded or handed to a callback, so no
 * exception leaves the span and the SDK sees none.
 *
 * @see facts: sentry 1.1
 */
export const requireSpanErrorStatus = defineCheck<
  "require-span-error-status",
  Message,
  RequireSpanErrorStatusOptions
>({
  name: "require-span-error-status",
  codemod: "set-status",
  messages: {
    swallowed: "The span{{name}} stays ok although the error ends here; set its status.",
    answered: "The span{{name}} stays ok although this answers with a server error; set its status.",
    settled: "The span{{name}} stays ok although some of its promises were rejected; set its status.",
    callback: "The span{{name}} stays ok although this callback was given an error; set its status.",
    yielded: "The span{{name}} stays ok although an error is yielded; set its status.",
    setStatus: "Set the status of the span.",
  },
  defaultOptions: { catches: "outermost", expectedErrors: [], statusFunctions: [] },
  anchors: ({ wrapper }) => [
    "startSpan",
    "startSpanManual",
    "startInactiveSpan",
    ...(wrapper === undefined ? [] : [wrapper.name]),
  ],
  nodeTypes: ["CallExpression"],
  detect(node, file, options) {
    const call = readSpanCall(file, node);
    if (call === undefined) return [];
    const rules: FailureRules = {
      expectedErrors: [...(file.config.expectedErrors ?? []), ...options.expectedErrors],
      statusFunctions: [...(file.config.statusFunctions ?? []), ...options.statusFunctions],
    };
    const { catches } = options;
    return call.api === "startInactiveSpan"
      ? inactiveProblems(file, call, { ...rules, catches, isManual: true, rethrown: true })
      : callbackProblems(file, call, { ...rules, catches, isManual: call.api === "startSpanManual" });
  },
});

function callbackProblems(file: SpanFile, call: SpanCall, options: PointOptions): readonly Problem[] {
  const { callback } = call;
  if (callback === undefined || callback.generator) return [];
  const points = findStatusPoints(file, callback.body, options);
  const [first] = callback.params;
  if (first !== undefined) {
    const name = first.type === "Identifier" ? first.name : undefined;
    return points.map((point) => problemOf(call, point, editsOf(file, [point], name)));
  }
  // Only once can the callback get its parameter, so the first problem takes all others with it.
  const [point] = [...points].sort((a, b) => a.node.range[0] - b.node.range[0]);
  const name = freeParameter(callback.body);
  const parameter = parameterEdit(file, callback, name);
  const edits = parameter === undefined ? undefined : editsOf(file, points, name);
  if (point === undefined) return [];
  const all = edits === undefined || parameter === undefined ? undefined : [parameter, ...edits];
  return [problemOf(call, point, all)];
}

/** `const span = startInactiveSpan(…)`: from there to the end of the function, its code is the span's. */
function inactiveProblems(
  file: SpanFile,
  { node, ...call }: SpanCall,
  options: PointOptions,
): readonly Problem[] {
  const { parent } = node;
  if (parent.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return [];
  const owner = findEnclosingFunction(node);
  const declared = parent.parent.parent;
  if (owner === undefined || declared?.type !== "BlockStatement") return [];
  const { name } = parent.id;
  return findStatusPoints(file, owner.body, options)
    .filter((point) => isOpen(point.node, node, declared) && endsSpan(file, point.node, name))
    .map((point) => problemOf(call, point, editsOf(file, [point], name)));
}

/** Behind the start, where the variable can be seen, in the same function. */
function isOpen(point: TSESTree.Node, start: TSESTree.Node, block: TSESTree.BlockStatement): boolean {
  return point.range[0] > start.range[1] && contains(block.range, point.range);
}

/** The try belongs to the span: it, or what follows, ends it. */
function endsSpan(file: SpanFile, point: TSESTree.Node, name: string): boolean {
  const owner = findEnclosingFunction(point);
  if (owner === undefined) return false;
  const text = file.text.slice(point.parent?.range[0] ?? point.range[0], owner.range[1]);
  return new RegExp(`(?<![\\w$.])${name.replace(/\$/g, "\\$")}\\??\\.end\\(`).test(text);
}

function problemOf(
  { name }: Pick<SpanCall, "name">,
  { reason, node }: StatusPoint,
  edits: readonly PlannedEdit[] | undefined,
): Problem {
  const problem: Problem = {
    node,
    message: reason,
    data: { name: name === undefined ? "" : ` '${name}'` },
  };
  return edits === undefined ? problem : { ...problem, repair: { ...repairOf(edits), message: "setStatus" } };
}

function editsOf(
  file: SpanFile,
  points: readonly StatusPoint[],
  span: string | undefined,
): readonly PlannedEdit[] | undefined {
  if (span === undefined) return undefined;
  const call = statusCall(file, span);
  const edits = points.map(({ at }) => {
    switch (at.kind) {
      case "block":
        return [withLineEnds(file, pointEdit(file, at, call))];
      case "statement":
        return insertBeforeStatement(file, at.statement, call);
      case "handler":
        return handlerEdits(file, at.handler, call);
    }
  });
  return edits.includes(undefined) ? undefined : edits.flatMap((one) => one ?? []);
}

/** `() => undefined` becomes a block that returns it; parentheses around the value go. */
function handlerEdits(
  file: SpanFile,
  { body, range }: TSESTree.ArrowFunctionExpression,
  call: string,
): readonly PlannedEdit[] | undefined {
  const [, space = "", paren = ""] = /=>(\s*)(\(?)$/.exec(file.text.slice(range[0], body.range[0])) ?? [];
  const close = file.text.slice(body.range[1], range[1]);
  if (space === "" || close !== (paren === "" ? "" : ")")) return undefined;
  const { semicolons, unit } = styleOf(file);
  const mark = semicolons ? ";" : "";
  const line = `${lineEndAt(file.text, range[0])}${lineIndent(file.text, range[0])}`;
  return [
    replaceRange(
      [body.range[0] - paren.length, body.range[0]],
      `{${line}${unit}${call}${mark}${line}${unit}return `,
    ),
    replaceRange([body.range[1], range[1]], `${mark}${line}}`),
  ];
}

/** The span as the callback's parameter. */
function parameterEdit(file: SpanFile, callback: FunctionNode, name: string): PlannedEdit | undefined {
  if (!isFunction(callback) || callback.params.length > 0) return undefined;
  const open = file.text.indexOf("(", callback.range[0]);
  const isEmpty = /^\(\s*\)/.test(file.text.slice(open, callback.body.range[0]));
  return isEmpty && open < callback.body.range[0] ? insertAt(open + 1, name) : undefined;
}
