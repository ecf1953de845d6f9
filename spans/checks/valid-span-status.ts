import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, memberPath, skipWrappers } from "../ast.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { staticText } from "../naming/static-value.ts";
import { quoted } from "../options.ts";
import { findProperty } from "../repairs/property.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { readSpanValue } from "../span-value.ts";
import { isStatusMessage, type StatusMessage } from "../status-message.ts";
import { styleOf, type FileStyle } from "../style.ts";

export interface ValidSpanStatusOptions {
  /** Accept messages that Sentry drops or leaves unbounded. */
  readonly allowFreeText: boolean;
}

type Message = "shape" | "code" | "enum" | "freeText" | "boundless" | "toStatus" | "toInternalError";
type Problem = SpanProblem<Message>;

/**
 * Statuses that Sentry does not keep: the version 7 string, enums of other libraries, `{ status }`, codes other than 0, 1 and 2, and
 * messages outside the sixteen.
 *
 * @see facts: sentry 1.1 and 2, rows 1, 2 and 4
 */
export const validSpanStatus = defineCheck<"valid-span-status", Message, ValidSpanStatusOptions>({
  name: "valid-span-status",
  codemod: "set-status",
  messages: {
    shape: "'setStatus' takes { code, message } and ignores this.",
    code: "A status code is 0 (unset), 1 (ok) or 2 (error), not {{code}}.",
    enum: "'{{text}}' is no export of a Sentry SDK: this throws where it runs, in place of the error. Use code {{code}}.",
    freeText: "Sentry drops a status message outside its list; '{{text}}' is not on it.",
    boundless:
      "The text of an error is dropped as a status message, or stored without bounds; capture the error instead.",
    toStatus: "Write {{status}}.",
    toInternalError: "Use 'internal_error'.",
  },
  defaultOptions: { allowFreeText: false },
  anchors: () => ["setStatus"],
  nodeTypes: ["CallExpression"],
  detect(node, file, { allowFreeText }) {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
    if (memberName(node.callee) !== "setStatus" || readSpanValue(file, node.callee.object) === undefined)
      return [];
    const [status] = node.arguments;
    if (status === undefined || node.arguments.length > 1) return [];
    const inner = skipWrappers(status);
    if (inner.type !== "ObjectExpression") return valueProblems(file, status);
    return objectProblems(file, inner, allowFreeText);
  },
});

/** `setStatus('internal_error')`, `setStatus(SpanStatus.Ok)`. */
function valueProblems(file: SpanFile, status: TSESTree.Node): readonly Problem[] {
  const text = textOfStatus(status);
  if (text === undefined) return [];
  const written = text === "ok" ? "{ code: 1 }" : `{ code: 2, message: ${quoted(text, styleOf(file))} }`;
  const repair = {
    ...repairOf([replaceRange(status.range, written)]),
    message: "toStatus",
    data: { status: written },
  } as const;
  return [{ node: status, message: "shape", repair, isCertain: true }];
}

function objectProblems(
  file: SpanFile,
  object: TSESTree.ObjectExpression,
  allowFreeText: boolean,
): readonly Problem[] {
  if (object.properties.some(({ type }) => type === "SpreadElement")) return [];
  const code = findProperty(object, "code");
  const old = findProperty(object, "status");
  if (code === undefined && old !== undefined) {
    return object.properties.length === 1 ? valueProblems(file, old.value).map(atWhole(file, object)) : [];
  }
  return [
    ...(code === undefined ? [] : codeProblems(code.value)),
    ...(allowFreeText ? [] : messageProblems(object, styleOf(file))),
  ];
}

/** `{ status: 'internal_error' }` as a whole becomes a status. */
function atWhole(file: SpanFile, object: TSESTree.ObjectExpression) {
  return (problem: Problem): Problem => {
    const text = problem.repair?.group.edits[0]?.text ?? "";
    if (file.comments.some(({ range }) => object.range[0] < range[0] && range[1] < object.range[1]))
      return { node: object, message: "shape" };
    const repair = {
      ...repairOf([replaceRange(object.range, text)]),
      message: "toStatus",
      data: { status: text },
    } as const;
    return { node: object, message: "shape", repair, isCertain: true };
  };
}

function codeProblems(code: TSESTree.Node): readonly Problem[] {
  const value = skipWrappers(code);
  if (value.type === "Literal") {
    if (value.value === 0 || value.value === 1 || value.value === 2) return [];
    return [{ node: code, message: "code", data: { code: value.raw } }];
  }
  const path = memberPath(value);
  const wanted = path?.length === undefined || path.length < 2 ? undefined : codeOf(path);
  if (path === undefined || wanted === undefined) return [];
  const repair = {
    ...repairOf([replaceRange(code.range, String(wanted))]),
    message: "toStatus",
    data: { status: String(wanted) },
  } as const;
  return [
    {
      node: code,
      message: "enum",
      data: { text: path.join("."), code: String(wanted) },
      repair,
      isCertain: true,
    },
  ];
}

/** `SpanStatus.INTERNAL_ERROR`, `Sentry.SpanStatus.Ok`; `SpanStatusCode.ERROR` exists, in OpenTelemetry, with the same numbers. */
function codeOf(path: readonly string[]): 1 | 2 | undefined {
  if (path.at(-2) !== "SpanStatus") return undefined;
  return /^ok$/i.test(path.at(-1) ?? "") ? 1 : 2;
}

function messageProblems(object: TSESTree.ObjectExpression, style: FileStyle): readonly Problem[] {
  const message = findProperty(object, "message");
  const code = findProperty(object, "code")?.value;
  if (message === undefined || (code?.type === "Literal" && code.value !== 2)) return [];
  const value = skipWrappers(message.value);
  const text = staticText(value);
  if (text !== undefined && isStatusMessage(text)) return [];
  const isBoundless = text === undefined && readsErrorText(value);
  if (text === undefined && !isBoundless) return [];
  const written = quoted("internal_error", style);
  const edit = message.shorthand
    ? replaceRange(message.range, `message: ${written}`)
    : replaceRange(message.value.range, written);
  return [
    {
      node: message.value,
      message: isBoundless ? "boundless" : "freeText",
      data: { text: text ?? "" },
      repair: { ...repairOf([edit]), message: "toInternalError" },
    },
  ];
}

/** `error.message`, `String(error)`, a template or a conditional that holds one. */
function readsErrorText(node: TSESTree.Node): boolean {
  const inner = skipWrappers(node);
  switch (inner.type) {
    case "MemberExpression":
      return memberName(inner) === "message" || memberName(inner) === "stack";
    case "ConditionalExpression":
      return readsErrorText(inner.consequent) || readsErrorText(inner.alternate);
    case "LogicalExpression":
      return readsErrorText(inner.left) || readsErrorText(inner.right);
    case "TemplateLiteral":
      return inner.expressions.some(readsErrorText);
    case "CallExpression":
      return keyName(inner.callee, false) === "String";
    default:
      return false;
  }
}

/** The message of a version 7 status, as a string or as a member of an enum. */
function textOfStatus(node: TSESTree.Node): StatusMessage | "ok" | undefined {
  const inner = skipWrappers(node);
  const path = memberPath(inner);
  const text =
    staticText(inner) ?? (path?.at(-2) === "SpanStatus" ? toSnakeCase(path.at(-1) ?? "") : undefined);
  return text === "ok" || (text !== undefined && isStatusMessage(text)) ? text : undefined;
}

/** `InternalError` and `INTERNAL_ERROR` are `internal_error`. */
function toSnakeCase(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}
