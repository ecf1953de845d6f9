import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberName, memberPath, skipWrappers } from "../ast.ts";
import { defineCheck, type SpanProblem, type Suggestion } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { isClientHeaders, isClientVariable } from "../propagation/client-headers.ts";
import { readTraceValue, type TraceValue } from "../propagation/trace-value.ts";
import { findProperty } from "../repairs/property.ts";
import { removeOneOf } from "../repairs/remove-items.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { sentryCallee } from "../sentry.ts";

type Message = "parts" | "forwarded" | "carrier" | "environment" | "toTraceData" | "remove";
type Problem = SpanProblem<Message>;

const HEADER = "sentry-trace";
const VARIABLE = /^SENTRY_(?:TRACE_ID|SPAN_ID|PARENT_SPAN_ID|TRANSACTION)$/;

/**
 * Trace headers written by hand for clients that get them from the SDK, and hand-offs by environment variables that no SDK reads.
 *
 * @see facts: sentry 2 (rows 15 and 27) and 3
 */
export const noManualTraceHeader = defineCheck<"no-manual-trace-header", Message, object>({
  name: "no-manual-trace-header",
  codemod: "fix-propagation",
  messages: {
    parts:
      "This is no header of the active trace, so the other side starts a trace of its own. The SDK adds the right one by itself.",
    forwarded:
      "This hands on the header that came in, so that the span in between is left out. The SDK adds the right one by itself.",
    carrier:
      "Inside a span that continues the message's trace the SDK adds this header by itself, with that span as the parent.",
    environment:
      "No SDK reads '{{name}}'. Pass SENTRY_TRACE and SENTRY_BAGGAGE from getTraceData(), and continueTrace in the child.",
    toTraceData: "Use getTraceData().",
    remove: "Remove it: the SDK adds it.",
  },
  defaultOptions: {},
  anchors: () => [HEADER, "SENTRY_TRACE_ID", "SENTRY_SPAN_ID", "SENTRY_PARENT_SPAN_ID", "SENTRY_TRANSACTION"],
  companion: () => undefined,
  nodeTypes: ["Property", "AssignmentExpression", "CallExpression", "MemberExpression"],
  detect(node, file) {
    switch (node.type) {
      case "Property":
        return [...propertyProblems(file, node), ...environmentProblems(node)];
      case "AssignmentExpression":
        return assignmentProblems(file, node);
      case "CallExpression":
        return setterProblems(file, node);
      case "MemberExpression":
        return variableProblems(node);
      default:
        return [];
    }
  },
});

function propertyProblems(file: SpanFile, property: TSESTree.Property): Problem[] {
  const { parent } = property;
  if (parent.type !== "ObjectExpression" || keyName(property.key, property.computed) !== HEADER) return [];
  if (!isClientHeaders(file, parent)) return [];
  const value = readTraceValue(file, property.value);
  const message = messageOf(value);
  if (message === undefined) return [];
  const baggage = findProperty(parent, "baggage");
  const gone = baggage === undefined ? [property] : [property, baggage];
  const edits = gone.map((one) => removeOneOf(file, parent.properties, one, gone));
  const written = edits.flatMap((edit) => edit ?? []);
  const removal: Suggestion<Message> | undefined =
    written.length < edits.length ? undefined : { ...repairOf(written), message: "remove" };
  const repair = value === "parts" ? spreadTraceData(file, parent, property, baggage) : undefined;
  return [
    {
      node: property.key,
      message,
      repair,
      // What to do with a trace that came from elsewhere depends on where it is continued.
      alternatives: value === "parts" && removal !== undefined ? [removal] : [],
    },
  ];
}

/** `"sentry-trace": …, baggage: …` becomes `...Sentry.getTraceData()`. */
function spreadTraceData(
  file: SpanFile,
  object: TSESTree.ObjectExpression,
  property: TSESTree.Property,
  baggage: TSESTree.Property | undefined,
): Suggestion<Message> | undefined {
  const callee = sentryCallee(file, property, "getTraceData");
  const holds = ({ range }: TSESTree.Comment): boolean =>
    property.range[0] <= range[0] && range[1] <= property.range[1];
  if (typeof callee === "string" || file.comments.some(holds)) return undefined;
  const other = baggage === undefined ? [] : [removeOneOf(file, object.properties, baggage, [baggage])];
  const removed = other.flatMap((edit) => edit ?? []);
  if (
    removed.length < other.length ||
    removed.some(({ range }) => range[0] < property.range[1] && property.range[0] < range[1])
  )
    return undefined;
  const spread = replaceRange(property.range, `...${callee.text}()`);
  return { ...repairOf([spread, ...removed], callee.needs), message: "toTraceData" };
}

function messageOf(value: TraceValue): "parts" | "forwarded" | "carrier" | undefined {
  return value === "sdk" || value === "unknown" ? undefined : value;
}

/** `headers["sentry-trace"] = …` */
function assignmentProblems(
  file: SpanFile,
  { left, right, parent }: TSESTree.AssignmentExpression,
): Problem[] {
  const target = skipWrappers(left);
  if (target.type !== "MemberExpression" || memberName(target) !== HEADER) return [];
  if (target.object.type !== "Identifier" || !isClientVariable(file, target.object)) return [];
  const value = readTraceValue(file, right);
  const message = messageOf(value);
  if (message === undefined) return [];
  const callee = value === "parts" ? sentryCallee(file, target, "getTraceData") : "needs-a-person";
  const isStatement = parent.type === "ExpressionStatement";
  if (typeof callee === "string" || !isStatement) return [{ node: target, message }];
  const range = parent.expression.range;
  if (file.comments.some((one) => range[0] <= one.range[0] && one.range[1] <= range[1]))
    return [{ node: target, message }];
  const text = `Object.assign(${target.object.name}, ${callee.text}())`;
  return [
    {
      node: target,
      message,
      repair: { ...repairOf([replaceRange(range, text)], callee.needs), message: "toTraceData" },
    },
  ];
}

/** `headers.set("sentry-trace", …)` */
function setterProblems(file: SpanFile, { callee, arguments: given }: TSESTree.CallExpression): Problem[] {
  const [name, value] = given;
  if (callee.type !== "MemberExpression" || !/^(?:set|append)$/.test(memberName(callee) ?? "")) return [];
  if (name?.type !== "Literal" || name.value !== HEADER || value === undefined) return [];
  if (callee.object.type !== "Identifier" || !isClientVariable(file, callee.object)) return [];
  const message = messageOf(readTraceValue(file, value));
  return message === undefined ? [] : [{ node: name, message }];
}

/** `env: { SENTRY_TRACE_ID: … }` */
function environmentProblems(property: TSESTree.Property): Problem[] {
  const name = keyName(property.key, property.computed) ?? "";
  if (!VARIABLE.test(name) || property.parent.type !== "ObjectExpression") return [];
  for (
    let at: TSESTree.Node | undefined = property.parent.parent;
    at != null && !isFunction(at);
    at = at.parent
  ) {
    if (at.type === "Property" && keyName(at.key, at.computed) === "env")
      return [{ node: property.key, message: "environment", data: { name } }];
    if (at.type === "VariableDeclarator" && at.id.type === "Identifier" && /env/i.test(at.id.name))
      return [{ node: property.key, message: "environment", data: { name } }];
  }
  return [];
}

/** `process.env.SENTRY_TRACE_ID` */
function variableProblems(node: TSESTree.MemberExpression): Problem[] {
  const name = memberName(node) ?? "";
  if (!VARIABLE.test(name)) return [];
  const path = memberPath(node.object);
  return path?.join(".") === "process.env" ? [{ node, message: "environment", data: { name } }] : [];
}
