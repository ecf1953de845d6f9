import type { TSESTree } from "@typescript-eslint/types";
import { configAttributes } from "../attributes.ts";
import type { ToolEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { withHouseNames } from "../naming/apply.ts";
import { expression, literal, type AttributeValue, type SpanOptions } from "../options.ts";
import type { Skip } from "../outcome.ts";
import type { ToolName } from "./tool-name.ts";

/** What a tool's span is made of. */
export interface ToolCall {
  readonly entry: ToolEntry | undefined;
  /** What names have to be readable in front of, and what only runs in the span. */
  readonly at: TSESTree.Node;
  readonly inside: TSESTree.Node;
  /** The tool as code and config entry do not say it themselves. */
  readonly tool: ToolName | undefined;
  /** The request goes to an MCP server by its client. */
  readonly isMcp: boolean;
  /** For a span that is no tool's, because the entry gives another op. */
  readonly fallbackName: string;
}

type Attribute = readonly [key: string, value: AttributeValue];

const OP = "gen_ai.execute_tool";

/**
 * Name, op and attributes of the call of a tool. Where only running code knows the tool, the name is `execute_tool`, and the helper puts
 * the tool's name behind it: the set of tools is small and closed, so the name stays low in cardinality.
 *
 * @see facts/sentry.md section 6: `execute_tool {gen_ai.tool.name}`
 */
export function toolSpanOptions(file: SpanFile, call: ToolCall): SpanOptions | Skip {
  const { entry, at, inside } = call;
  const own = configAttributes(file, at, inside, entry?.attributes);
  if ("kind" in own) return own;
  const op = entry?.op ?? OP;
  if (op !== OP) return withHouseNames(file, { name: call.fallbackName, op, attributes: own }, entry?.name);
  const stated = configAttributes(file, at, inside, {
    ...(entry?.tool === undefined ? {} : { "gen_ai.tool.name": entry.tool }),
    ...(entry?.server === undefined ? {} : { "mcp.server.name": entry.server }),
  });
  if ("kind" in stated) return stated;
  const tool = toolIn(stated) ?? call.tool;
  const parts = tool?.kind === "literal" ? splitMcpName(tool.name) : undefined;
  const toolValue =
    tool === undefined
      ? undefined
      : tool.kind === "literal"
        ? literal(parts?.tool ?? tool.name)
        : expression(tool.text);
  const attributes: Attribute[] = [["gen_ai.operation.name", literal("execute_tool")]];
  if (entry?.provider !== undefined) attributes.push(["gen_ai.provider.name", literal(entry.provider)]);
  if (toolValue !== undefined) attributes.push(["gen_ai.tool.name", toolValue]);
  if (call.isMcp) attributes.push(["mcp.method.name", literal("tools/call")]);
  const server = stated.find(([key]) => key === "mcp.server.name");
  if (server !== undefined) attributes.push(server);
  else if (parts !== undefined) attributes.push(["mcp.server.name", literal(parts.server)]);
  const keys = new Set(own.map(([key]) => key));
  const options: SpanOptions = {
    name: tool?.kind === "literal" ? `execute_tool ${tool.name}` : "execute_tool",
    op,
    attributes: [...attributes.filter(([key]) => !keys.has(key)), ...own],
  };
  return withHouseNames(file, options, entry?.name);
}

function toolIn(attributes: SpanOptions["attributes"]): ToolName | undefined {
  const value = attributes.find(([key]) => key === "gen_ai.tool.name")?.[1];
  if (value === undefined) return undefined;
  return value.kind === "expression"
    ? { kind: "expression", text: value.text }
    : { kind: "literal", name: String(value.value) };
}

/** The Claude Agent SDK calls the tool of an MCP server `mcp__<server>__<tool>`. */
function splitMcpName(name: string): { readonly server: string; readonly tool: string } | undefined {
  const [, server, tool] = /^mcp__(.+?)__(.+)$/.exec(name) ?? [];
  return server === undefined || tool === undefined ? undefined : { server, tool };
}
