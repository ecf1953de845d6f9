import * as Sentry from "@sentry/node";
import { runQuietly } from "./run-quietly.ts";
import type { Span, StartSpanOptions } from "./span-types.ts";

/**
 * A span around the call of a tool. Tools often say that they failed instead of throwing: a result with `isError: true`
 * (MCP) or `success: false` marks the span and is handed on as it is. Contents never go into the trace.
 * A span that is only called `execute_tool` gets the name of its tool, which a place that calls many knows when it runs.
 */
export function traceToolCall<T>(options: StartSpanOptions, call: (span: Span) => T): T {
  return Sentry.startSpan(withToolName(options), (span) => {
    const result = call(span);
    runQuietly(() => {
      // Added before startSpan adds its own reaction, which ends the span: a promise keeps the order.
      const look = (value: unknown): void => {
        markFailedTool(span, value);
      };
      if (result instanceof Promise) void result.then(look, noFailure);
      else look(result);
    });
    return result;
  });
}

// The Claude Agent SDK calls the tool of an MCP server `mcp__<server>__<tool>`.
function withToolName(options: StartSpanOptions): StartSpanOptions {
  const tool = options.attributes?.["gen_ai.tool.name"];
  if (options.name !== "execute_tool" || typeof tool !== "string" || tool === "") return options;
  const name = `execute_tool ${tool}`;
  const mcp = /^mcp__(.+?)__(.+)$/.exec(tool);
  if (mcp?.[1] === undefined) return { ...options, name };
  const attributes = { "mcp.server.name": mcp[1], ...options.attributes, "gen_ai.tool.name": mcp[2] };
  return { ...options, name, attributes };
}

function markFailedTool(span: Span, result: unknown): void {
  runQuietly(() => {
    if (typeof result !== "object" || result === null) return;
    const { isError, success } = result as { readonly isError?: unknown; readonly success?: unknown };
    if (isError !== true && success !== false) return;
    span.setAttribute("error.type", "tool_error");
    span.setStatus({ code: 2, message: "internal_error" });
  });
}

function noFailure(): void {
  // A rejection reaches the caller, and startSpan marks it.
}
