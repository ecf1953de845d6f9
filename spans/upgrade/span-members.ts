import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers, skipWrappersUp } from "../ast.ts";
import type { Repair } from "../check.ts";
import { textOf, type SpanFile } from "../file.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { sentryCallee } from "../sentry.ts";
import { isAnySpan, isKept } from "./legacy-span.ts";
import { removedProblem, type UpgradeProblem } from "./problem.ts";
import { convertOptions } from "./start-options.ts";

/** The same under another name. */
const RENAMED: Readonly<Record<string, string>> = {
  finish: "end",
  setTag: "setAttribute",
  setData: "setAttribute",
  setName: "updateName",
};
/** What the span's context says. */
const CONTEXT: Readonly<Record<string, string>> = {
  spanId: "spanContext().spanId",
  traceId: "spanContext().traceId",
};
/** Functions of the SDK that take the span. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  setHttpStatus: "setHttpStatus",
  toTraceparent: "spanToTraceHeader",
};
/** Without one right form: it depends on what is done with it. */
const OTHERS: Readonly<Record<string, string>> = {
  description: "spanToJSON(span)",
  tags: "spanToJSON(span)",
  isSuccess: "the status that you set",
  toContext: "the options that you start spans with",
  updateWithContext: "setAttributes and updateName",
  getTraceContext: "spanContext()",
  setMeasurement: "setMeasurement of the SDK",
  setContext: "setContext of the SDK",
  setMetadata: "setAttributes",
  startTimestamp: "spanToJSON(span).start_timestamp",
  endTimestamp: "spanToJSON(span).timestamp",
  spanRecorder: "nothing: it has no counterpart",
  transaction: "getRootSpan(span)",
};

/**
 * Members of spans that version 8 took away: calls of them throw, reads give `undefined`.
 *
 * @see facts: sentry 2, row 9
 */
export function spanMemberProblem(file: SpanFile, node: TSESTree.Node): UpgradeProblem | undefined {
  if (node.type !== "MemberExpression" || file.sdk.major < 8) return undefined;
  const name = memberName(node);
  if (name === undefined || (name !== "startChild" && !isListed(name)) || !isAnySpan(file, node.object))
    return undefined;
  const what = `span.${name}`;
  const renamed = own(RENAMED, name) ?? own(CONTEXT, name);
  if (renamed !== undefined && !node.computed) {
    const repair = repairOf([replaceRange(node.property.range, renamed)]);
    return removedProblem(file, { node, what, instead: renamed, repair, isCertain: !isAssigned(node) });
  }
  if (name === "startChild")
    return removedProblem(file, {
      node,
      what,
      instead: "startInactiveSpan with parentSpan",
      repair: childOf(file, node),
    });
  const called = own(FUNCTIONS, name);
  if (called !== undefined) {
    const repair = callWithSpan(file, node, called);
    return removedProblem(file, { node, what, instead: called, repair, isCertain: true });
  }
  return removedProblem(file, { node, what, instead: own(OTHERS, name) ?? "" });
}

function isListed(name: string): boolean {
  return [RENAMED, CONTEXT, FUNCTIONS, OTHERS].some((table) => Object.hasOwn(table, name));
}

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function isAssigned(node: TSESTree.Node): boolean {
  const { parent } = skipWrappersUp(node);
  return parent?.type === "AssignmentExpression" && parent.left === node;
}

/** `span.setHttpStatus(code)` -> `Sentry.setHttpStatus(span, code)`. */
function callWithSpan(file: SpanFile, node: TSESTree.MemberExpression, name: string): Repair | undefined {
  const { parent: call } = node;
  if (call.type !== "CallExpression" || call.callee !== node || isOptional(node) || call.optional)
    return undefined;
  const callee = sentryCallee(file, node, name);
  if (typeof callee === "string") return undefined;
  const [first] = call.arguments;
  const span = textOf(file, node.object);
  const end = first?.range[0] ?? call.range[1];
  const text = `${callee.text}(${span}${first === undefined ? ")" : ", "}`;
  if (holdsComment(file, call.range[0], end)) return undefined;
  return repairOf([replaceRange([call.range[0], end], text)], callee.needs);
}

/** `parent.startChild({ op, description })` -> `Sentry.startInactiveSpan({ op, name, parentSpan: parent })`. */
function childOf(file: SpanFile, node: TSESTree.MemberExpression): Repair | undefined {
  const { parent: call } = node;
  if (call.type !== "CallExpression" || call.callee !== node || isOptional(node) || !isKept(call))
    return undefined;
  const [options] = call.arguments;
  // Written once more, so it must be a name.
  const span = skipWrappers(node.object);
  if (options?.type !== "ObjectExpression" || call.arguments.length !== 1 || span.type !== "Identifier")
    return undefined;
  const edits = convertOptions(file, options, span.name);
  const callee = sentryCallee(file, node, "startInactiveSpan");
  if (edits === undefined || typeof callee === "string" || holdsComment(file, ...node.range))
    return undefined;
  return repairOf([replaceRange(node.range, callee.text), ...edits], callee.needs);
}

function isOptional(node: TSESTree.MemberExpression): boolean {
  return (
    node.optional || node.object.type === "ChainExpression" || skipWrappersUp(node.parent) !== node.parent
  );
}

function holdsComment(file: SpanFile, start: number, end: number): boolean {
  return file.comments.some(({ range }) => start <= range[0] && range[1] <= end);
}
