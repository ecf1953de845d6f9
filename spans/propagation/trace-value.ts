import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { sdkFunctionOf } from "../sdk-reference.ts";
import { walk } from "../walk.ts";

/**
 * Where the value of a trace header comes from.
 * - `sdk`: the SDK made it for the active span;
 * - `parts`: it is put together from ids, or is a text: not what a trace header is;
 * - `forwarded`: it is the header that came in, so that the spans in between are left out;
 * - `carrier`: it is what a message carried;
 * - `unknown`: nothing can be said.
 */
export type TraceValue = "sdk" | "parts" | "forwarded" | "carrier" | "unknown";

/** Tells where the value of a trace header comes from. */
export function readTraceValue(file: SpanFile, node: TSESTree.Node): TraceValue {
  if (comesFromSdk(file, node, 0)) return "sdk";
  let found: TraceValue = "unknown";
  walk(node, (one) => {
    const verdict = verdictOf(one);
    if (verdict !== undefined && (found === "unknown" || verdict === "parts")) found = verdict;
  });
  return found === "unknown" && isText(skipWrappers(node)) ? "parts" : found;
}

/** A header is made as a whole by the SDK, so a text that is written out or put together is none. */
function isText(node: TSESTree.Node): boolean {
  if (node.type === "Literal") return typeof node.value === "string" && node.value !== "";
  if (node.type === "BinaryExpression") return node.operator === "+";
  return node.type === "TemplateLiteral" && node.quasis.some(({ value }) => value.raw.includes("-"));
}

const MAKERS: readonly string[] = ["getTraceData", "spanToTraceHeader", "generateSentryTraceHeader"];

function comesFromSdk(file: SpanFile, node: TSESTree.Node, depth: number): boolean {
  const inner = skipWrappers(node);
  if (depth > 4) return false;
  switch (inner.type) {
    case "CallExpression":
      return MAKERS.includes(sdkFunctionOf(file, inner) ?? "");
    case "MemberExpression":
      return comesFromSdk(file, inner.object, depth + 1);
    case "LogicalExpression":
      return comesFromSdk(file, inner.left, depth + 1);
    case "ConditionalExpression":
      return (
        comesFromSdk(file, inner.consequent, depth + 1) || comesFromSdk(file, inner.alternate, depth + 1)
      );
    case "Identifier": {
      const definition = findDefinition(file, inner, inner.name);
      const declarator = definition?.kind === "variable" ? definition.node : undefined;
      return (
        declarator?.type === "VariableDeclarator" &&
        declarator.init !== null &&
        comesFromSdk(file, declarator.init, depth + 1)
      );
    }
    default:
      return false;
  }
}

function verdictOf(node: TSESTree.Node): TraceValue | undefined {
  if (node.type === "Identifier")
    return /^(?:traceId|trace_id|spanId|span_id|parentSpanId)$/.test(node.name) ? "parts" : undefined;
  if (node.type === "CallExpression" && node.callee.type === "MemberExpression") {
    const name = memberName(node.callee);
    if (/^(?:getTraceId|toTraceparent|getTraceparent)$/.test(name ?? "")) return "parts";
    const [first] = node.arguments;
    return name === "get" && first?.type === "Literal" && first.value === "sentry-trace"
      ? "forwarded"
      : undefined;
  }
  if (node.type !== "MemberExpression") return undefined;
  const name = memberName(node) ?? "";
  if (/^SENTRY_(?:TRACE_ID|PARENT_SPAN_ID|SPAN_ID)$/.test(name)) return "parts";
  if (name === "sentry-trace") return "forwarded";
  return name === "_sentry" ? "carrier" : undefined;
}
