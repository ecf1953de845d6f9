import type { TSESTree } from "@typescript-eslint/types";
import { functionName, isFunction, memberName, memberPath, skipWrappers } from "../ast.ts";
import { findSpanAround, literalProperty } from "../calls.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { wrapBody } from "../forms/body.ts";
import { delegateGenerator } from "../forms/generator.ts";
import { wrapOperand } from "../forms/operand.ts";
import { readTracedStream, wrapReturnedStream } from "../forms/stream.ts";
import { isMidChain, refuseCall, useOf } from "../function/call-use.ts";
import { isNamedHere } from "../function/named-here.ts";
import { findBodySpan, findCallSpan } from "../function/written.ts";
import { streamHelperOf } from "../gen-ai/result-kind.ts";
import { callsSuper, findModelSpan } from "../gen-ai/traced.ts";
import { defineKind } from "../kind.ts";
import { calleeSpanName, functionSpanName } from "../name.ts";
import { skip, type Outcome } from "../outcome.ts";
import { matchesPath } from "../paths.ts";
import { helperCallee } from "../sentry.ts";
import type { ToolBodySite, ToolCallSite, ToolSite } from "../site.ts";
import { entriesAround, findBodyEntry, findCallEntry } from "../tools/entries.ts";
import { isMcpClient } from "../tools/mcp-client.ts";
import { toolSpanOptions } from "../tools/span-options.ts";
import { toolOfCall, toolOfFunction, toolOfRequest } from "../tools/tool-name.ts";
import { isInServerHandler, isTracedTool } from "../tools/traced-by-sdk.ts";

/** What a raw request names as its result; older servers have a schema of their own. */
const RESULT_SCHEMAS = ["CallToolResultSchema", "CompatibilityCallToolResultSchema"];

const CLIENT_WORDS: readonly string[] = ["callTool", ...RESULT_SCHEMAS];

/** Calls of tools: at the client of an MCP server, and at the functions of the config that every such call goes through. */
export const toolCall = defineKind<"tool-call">({
  kind: "tool-call",
  codemod: "wrap-tools",
  anchors: (config: SpanwrightConfig) => [...CLIENT_WORDS, ...namesOf(config)],
  canHold: (file) =>
    isNamedHere(file, namesOf) ||
    (file.config.tools ?? []).some((one) => one.span === "call" && matchesPath(file.path, one.file)) ||
    (CLIENT_WORDS.some((word) => file.text.includes(word)) &&
      (file.hasTypes || file.text.includes("@modelcontextprotocol/"))),
  nodeTypes: ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression", "CallExpression"],
  detect,
  plan,
});

function namesOf({ tools = [] }: SpanwrightConfig): string[] {
  return tools.map((entry) => (entry.function.split(".").at(-1) ?? entry.function).replace("#", ""));
}

function detect(node: TSESTree.Node, file: SpanFile): ToolSite | undefined {
  if (isFunction(node)) {
    const entry = node.body == null ? undefined : findBodyEntry(file, node);
    return entry === undefined ? undefined : { kind: "tool-call", form: "body", node, entry };
  }
  if (node.type !== "CallExpression") return undefined;
  const entry = findCallEntry(file, node);
  return entry !== undefined || isMcpCall(file, node)
    ? { kind: "tool-call", form: "call", node, entry }
    : undefined;
}

/** `client.callTool({ name, arguments })`, `client.request({ method: "tools/call", params }, CallToolResultSchema)` */
function isMcpCall(file: SpanFile, node: TSESTree.CallExpression): boolean {
  const callee = skipWrappers(node.callee);
  if (callee.type !== "MemberExpression") return false;
  const [first, schema] = node.arguments;
  const method = memberName(callee);
  const isRaw =
    method === "request" &&
    first?.type === "ObjectExpression" &&
    literalProperty(first, "method") === "tools/call" &&
    schema !== undefined &&
    RESULT_SCHEMAS.includes(memberPath(schema)?.at(-1) ?? "");
  return (method === "callTool" || isRaw) && isMcpClient(file, callee.object, first);
}

function plan(site: ToolSite, file: SpanFile): Outcome {
  return site.form === "body" ? planBody(site, file) : planCall(site, file);
}

function planBody({ node, entry }: ToolBodySite, file: SpanFile): Outcome {
  const symbol = functionName(node);
  const stream = readTracedStream(file, node);
  if (stream !== undefined) return { kind: "already", ...stream };
  const written = findBodySpan(file, node);
  if (written?.isWhole === true) return { ...written, kind: "already" };
  const other = written ?? findModelSpan(file, node);
  if (other !== undefined) return skip("already-traced", other.name);
  if (callsSuper(node)) return skip("covered-by-super", symbol);
  if (isTracedTool(file, node)) return skip("covered-by-sdk", symbol);
  const options = toolSpanOptions(file, {
    entry,
    at: node.body,
    inside: node.body,
    tool: toolOfFunction(file, node),
    isMcp: false,
    fallbackName: functionSpanName(file, node) ?? entry.function,
  });
  if ("kind" in options) return options;
  if (node.generator) return delegateGenerator(file, node, { options });
  const helper = streamHelperOf(file, node);
  if (helper !== undefined)
    return node.async
      ? skip("stream-not-at-hand", symbol)
      : wrapReturnedStream(file, node, helper, { options });
  const callee = helperCallee(file, node.body, "traceToolCall");
  return typeof callee === "string"
    ? skip(callee)
    : wrapBody(file, node, options, { callee, leading: [], isOptional: false });
}

function planCall({ node, entry }: ToolCallSite, file: SpanFile): Outcome {
  const written = findCallSpan(file, node);
  if (written !== undefined) return { ...written, kind: "already" };
  const around = findSpanAround(file, node);
  if (around?.op === "gen_ai.execute_tool") return skip("already-traced", around.name);
  const caller = entriesAround(file, node).find(
    (one) => planBody({ kind: "tool-call", form: "body", ...one }, file).kind !== "skip",
  );
  if (caller !== undefined) return skip("covered-by-caller", functionName(caller.node));
  if (entry !== undefined && isInServerHandler(file, node)) return skip("covered-by-caller");
  // What an MCP client gives is a promise, wherever it goes.
  const reason =
    entry !== undefined
      ? refuseCall(file, node, useOf(node))
      : isMidChain(node)
        ? "optional-chain"
        : undefined;
  if (reason !== undefined) return skip(reason);
  const options = toolSpanOptions(file, {
    entry,
    at: node,
    inside: node,
    tool: entry === undefined ? toolOfRequest(file, node.arguments[0]) : toolOfCall(file, node),
    isMcp: entry === undefined,
    fallbackName: calleeSpanName(file, node) ?? "execute_tool",
  });
  if ("kind" in options) return options;
  const callee = helperCallee(file, node, "traceToolCall");
  return typeof callee === "string" ? skip(callee) : wrapOperand(file, node, { options, callee });
}
