import * as Sentry from "@sentry/node";
import { readAgentMessage, type AgentEvent } from "./agent-event.ts";
import { runQuietly } from "./run-quietly.ts";
import type { Span } from "./span-types.ts";
import type { StreamWatcher } from "./stream-watcher.ts";

export interface AgentMessageOptions<T> {
  /** Reads messages of another shape; what it answers with undefined is read as the Claude Agent SDK's. */
  readonly read?: (message: T) => readonly AgentEvent[] | undefined;
}

/**
 * Watches the messages of a traced agent stream: a span `execute_tool <name>` from each tool call to its result, and
 * on the stream's own span the model, tokens, number of tool calls, conversation id, and an error that was yielded.
 * An agent runs its tools behind its stream, where there is no call that could be wrapped; only its messages show.
 * Sizes are recorded and contents never are, for those are the data of users. No message is kept.
 * Where a watched stream passes on the messages of another one, tools and tokens count for the inner one only.
 */
export function watchAgentMessages<T = unknown>(options: AgentMessageOptions<T> = {}): StreamWatcher<T> {
  return (span) => {
    // By call id; undefined once a call has ended, so that a message that comes again starts nothing.
    const tools = new Map<string, Span | undefined>();
    const responses = new Map<string, TokenUsage>();
    let total: TokenUsage | undefined;
    let model: string | undefined;
    let conversation: string | undefined;
    const run: WatchedRun = { endedAt: Infinity };
    const startedAt = ++watchClock;
    let passesOn = false;

    const countsHere = (message: T): boolean => {
      if (typeof message !== "object" || message === null) return true;
      const first = countedBy.get(message);
      // A run that was over before this one started is not inside it: its messages are being replayed.
      if (first !== undefined && first !== run && first.endedAt > startedAt) {
        passesOn = true;
        return false;
      }
      countedBy.set(message, run);
      return true;
    };

    const apply = (event: AgentEvent, message: T): void => {
      switch (event.kind) {
        case "conversation":
          if (conversation === undefined) span.setAttribute("gen_ai.conversation.id", event.id);
          conversation ??= event.id;
          return;
        case "model":
          model = event.name;
          return;
        case "tool-start": {
          if (!countsHere(message)) return;
          const id = event.id ?? `unnamed ${String(tools.size)}`;
          const parent = (event.parentId === undefined ? undefined : tools.get(event.parentId)) ?? span;
          if (!tools.has(id)) tools.set(id, startToolSpan(event, parent));
          return;
        }
        case "tool-end": {
          const other = countsHere(message) ? firstUnnamed(tools) : undefined;
          const id = event.id !== undefined && tools.has(event.id) ? event.id : other;
          if (id === undefined) return;
          endToolSpan(tools.get(id), event);
          tools.set(id, undefined);
          return;
        }
        case "usage":
          if (!countsHere(message)) return;
          if (event.responseId === undefined) total = event;
          else responses.set(event.responseId, event);
          return;
        case "failure":
          span.setStatus({ code: 2, message: "internal_error" });
      }
    };

    return {
      value(message) {
        runQuietly(() => {
          for (const event of options.read?.(message) ?? readAgentMessage(message)) apply(event, message);
        });
      },
      end() {
        runQuietly(() => {
          run.endedAt = ++watchClock;
          for (const tool of tools.values()) tool?.end();
          // A run that was cut short has no total; then the responses it did get are added up.
          const usage = total ?? addUp([...responses.values()]);
          if (model !== undefined) span.setAttribute("gen_ai.response.model", model);
          if (usage) {
            span.setAttribute("gen_ai.usage.input_tokens", usage.inputTokens);
            span.setAttribute("gen_ai.usage.output_tokens", usage.outputTokens);
          }
          // None of its own would read as none at all.
          if (tools.size > 0 || !passesOn) span.setAttribute("gen_ai.tool.call.count", tools.size);
        });
      },
    };
  };
}

interface WatchedRun {
  endedAt: number;
}

// Which run counted a message: the innermost, which sees it first. Messages are known by identity, so a copy
// (`{ ...message }`) or a primitive that is passed on counts twice. The map keeps no message alive.
const countedBy = new WeakMap<object, WatchedRun>();
// Goes on by one at each start and end of a run, for their order.
let watchClock = 0;

interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

function addUp(usages: readonly TokenUsage[]): TokenUsage | undefined {
  if (usages.length === 0) return undefined;
  return {
    inputTokens: usages.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    outputTokens: usages.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
  };
}

// Calls that came without an id are taken to end in the order in which they started.
function firstUnnamed(tools: ReadonlyMap<string, Span | undefined>): string | undefined {
  return [...tools.keys()].find((id) => id.startsWith("unnamed ") && tools.get(id) !== undefined);
}

function startToolSpan(event: Extract<AgentEvent, { kind: "tool-start" }>, parentSpan: Span): Span {
  // The Claude Agent SDK calls the tool of an MCP server `mcp__<server>__<tool>`.
  const mcp = /^mcp__(.+?)__(.+)$/.exec(event.name);
  const tool = Sentry.startInactiveSpan({
    name: `execute_tool ${event.name}`,
    op: "gen_ai.execute_tool",
    parentSpan,
    attributes: { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": mcp?.[2] ?? event.name },
  });
  if (mcp?.[1] !== undefined) tool.setAttribute("mcp.server.name", mcp[1]);
  if (event.id !== undefined) tool.setAttribute("gen_ai.tool.call.id", event.id);
  if (event.inputSize !== undefined) tool.setAttribute("gen_ai.tool.call.arguments.size", event.inputSize);
  return tool;
}

function endToolSpan(tool: Span | undefined, event: Extract<AgentEvent, { kind: "tool-end" }>): void {
  if (event.resultSize !== undefined) tool?.setAttribute("gen_ai.tool.call.result.size", event.resultSize);
  if (event.failed) {
    tool?.setAttribute("error.type", "tool_error");
    tool?.setStatus({ code: 2, message: "internal_error" });
  }
  tool?.end();
}
