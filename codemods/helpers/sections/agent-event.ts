/** What one message of an agent's stream says about the run. Sizes are UTF-8 bytes of the serialised form. */
export type AgentEvent =
  | { readonly kind: "conversation"; readonly id: string }
  | { readonly kind: "model"; readonly name: string }
  | {
      readonly kind: "tool-start";
      readonly name: string;
      readonly id?: string | undefined;
      /** The call whose sub-agent makes this call. */
      readonly parentId?: string | undefined;
      readonly inputSize?: number | undefined;
    }
  | {
      readonly kind: "tool-end";
      readonly id?: string | undefined;
      readonly failed: boolean;
      readonly resultSize?: number | undefined;
    }
  | {
      readonly kind: "usage";
      readonly inputTokens: number;
      readonly outputTokens: number;
      /** The response that is counted; left out when the numbers are the total of the run. */
      readonly responseId?: string | undefined;
    }
  | { readonly kind: "failure" };

// Messages of the Claude Agent SDK, and of the many providers that keep its shape. Whatever is missing or of another
// type is left out: nothing here trusts the message.
export function readAgentMessage(message: unknown): AgentEvent[] {
  const {
    type,
    subtype,
    session_id,
    parent_tool_use_id,
    message: body,
    model,
    usage,
    is_error,
  } = fieldsOf(message);
  const events: AgentEvent[] = [];
  const conversation = textOf(session_id);
  if (conversation) events.push({ kind: "conversation", id: conversation });
  if (type === "system") events.push(...readModel(model));
  if (type === "assistant" || type === "user") {
    events.push(...readBody(body, textOf(parent_tool_use_id)));
  }
  if (type === "result" && usage) events.push(readUsage(usage));
  const failed = type === "result" && (is_error === true || textOf(subtype)?.startsWith("error"));
  if (failed || type === "error") events.push({ kind: "failure" });
  return events;
}

function readBody(body: unknown, parentId: string | undefined): AgentEvent[] {
  const { id, model, usage, content } = fieldsOf(body);
  // A sub-agent may run on another model; the span is about the main one.
  const events = parentId ? [] : readModel(model);
  // Messages that are parts of one response share its id and repeat its usage.
  if (usage) events.push(readUsage(usage, textOf(id) ?? ""));
  for (const block of Array.isArray(content) ? (content as readonly unknown[]) : []) {
    const { type, id, name, input, tool_use_id, is_error, content: result } = fieldsOf(block);
    const tool = textOf(name);
    if (textOf(type)?.endsWith("tool_use") && tool) {
      events.push({ kind: "tool-start", name: tool, id: textOf(id), parentId, inputSize: sizeOf(input) });
    } else if (textOf(type)?.endsWith("tool_result")) {
      events.push({
        kind: "tool-end",
        id: textOf(tool_use_id),
        failed: is_error === true,
        resultSize: sizeOf(result),
      });
    }
  }
  return events;
}

function readModel(model: unknown): AgentEvent[] {
  const name = textOf(model);
  // `<synthetic>` stands on messages that no model wrote.
  return name && !name.startsWith("<") ? [{ kind: "model", name }] : [];
}

function readUsage(usage: unknown, responseId?: string): AgentEvent {
  const { input_tokens, output_tokens, cache_creation_input_tokens, cache_read_input_tokens } =
    fieldsOf(usage);
  // Anthropic counts cached input apart; gen_ai.usage.input_tokens is defined as including it.
  const inputTokens =
    countOf(input_tokens) + countOf(cache_creation_input_tokens) + countOf(cache_read_input_tokens);
  return { kind: "usage", inputTokens, outputTokens: countOf(output_tokens), responseId };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function countOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function sizeOf(value: unknown): number | undefined {
  try {
    const text = typeof value === "string" ? value : (JSON.stringify(value) as string | undefined);
    return text === undefined ? undefined : Buffer.byteLength(text);
  } catch {
    // Circular, or it holds a bigint.
    return undefined;
  }
}
