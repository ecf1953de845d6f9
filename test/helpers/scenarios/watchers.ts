import type { Kit, Scenarios } from "../scenario.ts";

const options = { name: "agent", op: "gen_ai.invoke_agent" };

/** Streams the messages through a watched generator and answers with what the consumer got. */
async function watched(
  { Sentry, helpers }: Kit,
  messages: readonly unknown[],
  watch = helpers.watchAgentMessages(),
  limit = Infinity,
): Promise<unknown[]> {
  const got: unknown[] = [];
  await Sentry.startSpan({ name: "root" }, async () => {
    const stream = helpers.traceAsyncGenerator(
      options,
      async function* () {
        for (const message of messages) {
          if (message instanceof Error) throw message;
          yield await Promise.resolve(message);
        }
      },
      watch,
    );
    try {
      for await (const message of stream) {
        got.push(message);
        if (got.length >= limit) break;
      }
    } catch (error) {
      got.push(error);
    }
  });
  return got;
}

const init = { type: "system", subtype: "init", session_id: "session-1", model: "model-a", tools: ["Read"] };
const assistant = (content: readonly unknown[], extra: object = {}, message: object = {}) => ({
  type: "assistant",
  session_id: "session-1",
  message: { role: "assistant", content, ...message },
  ...extra,
});
const toolUse = (id: string | undefined, name: string, input: unknown = {}) => ({
  type: "tool_use",
  id,
  name,
  input,
});
const toolResult = (tool_use_id: string, content: unknown = "fine", is_error?: boolean) => ({
  type: "user",
  message: { role: "user", content: [{ type: "tool_result", tool_use_id, content, is_error }] },
});
const result = (extra: object = {}) => ({
  type: "result",
  subtype: "success",
  session_id: "session-1",
  ...extra,
});

type Watch = ReturnType<Kit["helpers"]["watchAgentMessages"]>;

/** A traced and watched stream named `outer agent` or `inner agent`. */
function traced(
  { helpers }: Kit,
  which: "outer" | "inner",
  source: () => AsyncIterable<unknown>,
  watch: Watch = helpers.watchAgentMessages(),
): AsyncGenerator<unknown> {
  return helpers.traceAsyncGenerator({ name: `${which} agent`, op: "gen_ai.invoke_agent" }, source, watch);
}

async function* streamOf(messages: readonly unknown[]): AsyncGenerator<unknown> {
  for (const message of messages) yield await Promise.resolve(message);
}

/** Reads a stream to its end inside a span and answers whether it handed out these very messages. */
function passesOn(
  { Sentry }: Kit,
  stream: () => AsyncIterable<unknown>,
  messages: readonly unknown[],
): Promise<boolean> {
  return Sentry.startSpan({ name: "root" }, async () => {
    const got: unknown[] = [];
    for await (const message of stream()) got.push(message);
    return got.length === messages.length && got.every((message, index) => message === messages[index]);
  });
}

export const watcherScenarios: Scenarios = {
  "watcher: a run of the Claude Agent SDK's shape": {
    async run(kit) {
      const messages = [
        init,
        assistant(
          [{ type: "text", text: "I look." }, toolUse("t1", "Read", { path: "ä" })],
          {},
          { model: "model-b" },
        ),
        toolResult("t1", "12345"),
        assistant([toolUse("t2", "mcp__tracker__find_issue", { id: 1 })]),
        toolResult("t2", [{ type: "text", text: "none" }], true),
        result({
          num_turns: 2,
          session_id: "session-of-a-fork",
          is_error: false,
          usage: {
            input_tokens: 10,
            cache_read_input_tokens: 100,
            cache_creation_input_tokens: 1000,
            output_tokens: 5,
          },
        }),
      ];
      const got = await watched(kit, messages);
      return {
        values: got.length === messages.length && got.every((message, index) => message === messages[index]),
      };
    },
    values: true,
    tree: [
      "root",
      "root/agent",
      "root/agent/execute_tool Read",
      "root/agent/execute_tool mcp__tracker__find_issue (error)",
    ],
    attributes: {
      agent: {
        "gen_ai.conversation.id": "session-1",
        "gen_ai.response.model": "model-b",
        "gen_ai.usage.input_tokens": 1110,
        "gen_ai.usage.output_tokens": 5,
        "gen_ai.tool.call.count": 2,
      },
      "execute_tool Read": {
        "sentry.op": "gen_ai.execute_tool",
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "Read",
        "gen_ai.tool.call.id": "t1",
        "gen_ai.tool.call.arguments.size": 13,
        "gen_ai.tool.call.result.size": 5,
        "mcp.server.name": undefined,
        "error.type": undefined,
      },
      "execute_tool mcp__tracker__find_issue": {
        "gen_ai.tool.name": "find_issue",
        "mcp.server.name": "tracker",
        "error.type": "tool_error",
        "gen_ai.tool.call.result.size": 31,
      },
    },
  },

  "watcher: repeated tool calls open one span, also after its result": {
    async run(kit) {
      const call = assistant([toolUse("t1", "Read"), toolUse("t2", "Grep")]);
      const got = await watched(kit, [
        assistant([toolUse("t1", "Read")]),
        call,
        call,
        toolResult("t1"),
        call,
        toolResult("t1"),
      ]);
      return { values: got.length };
    },
    values: 6,
    tree: ["root", "root/agent", "root/agent/execute_tool Grep", "root/agent/execute_tool Read"],
    attributes: { agent: { "gen_ai.tool.call.count": 2 } },
  },

  "watcher: the end of the stream closes the tools that have no result": {
    async run(kit) {
      const messages = [assistant([toolUse("t1", "Read")]), assistant([toolUse("t2", "Grep")])];
      return {
        values: [(await watched(kit, messages)).length, (await watched(kit, messages, undefined, 1)).length],
      };
    },
    values: [2, 1],
    tree: [
      "root",
      "root",
      "root/agent",
      "root/agent",
      "root/agent/execute_tool Grep",
      "root/agent/execute_tool Read",
      "root/agent/execute_tool Read",
    ],
  },

  "watcher: a thrown error closes the tools and marks the stream": {
    async run(kit) {
      const failure = new Error("model is down");
      const got = await watched(kit, [assistant([toolUse("t1", "Read")]), failure]);
      return { values: got[1] === failure };
    },
    values: true,
    tree: ["root", "root/agent (error)", "root/agent/execute_tool Read"],
  },

  "watcher: a yielded error marks the stream": {
    async run(kit) {
      const streams = [
        [{ type: "error", error: "no credit" }, result()],
        [result({ is_error: true })],
        [result({ subtype: "error_max_turns" })],
        [result({ subtype: "error" })],
        [result({ is_error: false })],
      ];
      for (const messages of streams) await watched(kit, messages);
      return {};
    },
    tree: [
      ...Array.from({ length: 5 }, () => "root"),
      "root/agent",
      ...Array.from({ length: 4 }, () => "root/agent (error)"),
    ],
  },

  "watcher: tools of a sub-agent nest under the tool that started it, and its model is not the run's": {
    async run(kit) {
      await watched(kit, [
        assistant([toolUse("t1", "Task")], {}, { model: "big" }),
        assistant([toolUse("t2", "Read")], { parent_tool_use_id: "t1" }, { model: "small" }),
        assistant([], {}, { model: "<synthetic>" }),
        { ...toolResult("t2"), parent_tool_use_id: "t1" },
        toolResult("t1"),
      ]);
      return {};
    },
    tree: [
      "root",
      "root/agent",
      "root/agent/execute_tool Task",
      "root/agent/execute_tool Task/execute_tool Read",
    ],
    attributes: { agent: { "gen_ai.response.model": "big", "gen_ai.tool.call.count": 2 } },
  },

  "watcher: a run without a result adds up its responses, each counted once": {
    async run(kit) {
      const usage = (input_tokens: number, output_tokens: number) => ({ input_tokens, output_tokens });
      await watched(kit, [
        assistant([], {}, { id: "m1", usage: usage(10, 1) }),
        assistant([], {}, { id: "m1", usage: usage(10, 2) }),
        assistant([], {}, { id: "m2", usage: usage(20, 3) }),
      ]);
      return {};
    },
    tree: ["root", "root/agent"],
    attributes: { agent: { "gen_ai.usage.input_tokens": 30, "gen_ai.usage.output_tokens": 5 } },
  },

  "watcher: calls without an id end in the order of their start": {
    async run(kit) {
      await watched(kit, [
        assistant([toolUse(undefined, "Read"), toolUse(undefined, "Grep")]),
        toolResult("x1", "a", true),
        toolResult("x2", "bb"),
      ]);
      return {};
    },
    tree: ["root", "root/agent", "root/agent/execute_tool Grep", "root/agent/execute_tool Read (error)"],
    attributes: {
      "execute_tool Grep": { "gen_ai.tool.call.result.size": 2, "gen_ai.tool.call.id": undefined },
    },
  },

  "watcher: whatever the messages are, the consumer gets them": {
    async run(kit) {
      const circular: Record<string, unknown> = {};
      circular["self"] = circular;
      const throwing = Object.defineProperty({}, "type", {
        get: () => {
          throw new Error("getter");
        },
      });
      const messages = [
        null,
        undefined,
        7,
        "text",
        [],
        {},
        throwing,
        { type: "assistant" },
        { type: "assistant", message: null },
        { type: "assistant", message: { content: "text" } },
        { type: "assistant", message: { content: [null, 7, { type: "tool_use" }, { type: 7 }] } },
        assistant([toolUse("c", "Circular", circular), toolUse("b", "Bigint", 1n)]),
        toolResult("unknown"),
        toolResult("c", circular),
        { type: "result", usage: { input_tokens: "7", output_tokens: NaN } },
        { type: "user", message: { content: [{ type: "tool_result" }] } },
      ];
      const got = await watched(kit, messages);
      return { values: got.map((message, index) => message === messages[index]) };
    },
    values: Array.from({ length: 16 }, () => true),
    tree: ["root", "root/agent", "root/agent/execute_tool Bigint", "root/agent/execute_tool Circular"],
    attributes: {
      agent: { "gen_ai.usage.input_tokens": 0, "gen_ai.usage.output_tokens": 0 },
      "execute_tool Circular": { "gen_ai.tool.call.arguments.size": undefined },
    },
  },

  "watcher: never throws when it is called directly": {
    run({ Sentry, helpers }) {
      return Sentry.startSpan({ name: "root" }, (span) => {
        const observer = helpers.watchAgentMessages({
          read: () => {
            throw new Error("reader");
          },
        })(span);
        observer.value({});
        observer.end?.();
        observer.end?.();
        return Promise.resolve({ values: "quiet" });
      });
    },
    values: "quiet",
    tree: ["root"],
  },

  "watcher: messages of another shape through an option": {
    async run(kit) {
      const watch = kit.helpers.watchAgentMessages<unknown>({
        read: (message) => {
          const { event, tool } = message as { event?: string; tool?: string };
          if (event === "call") return [{ kind: "tool-start", name: tool ?? "?", id: tool }];
          if (event === "answer") return [{ kind: "tool-end", id: tool, failed: false }];
          return event === "ignored" ? [] : undefined;
        },
      });
      const messages = [
        { event: "call", tool: "search" },
        { event: "answer", tool: "search" },
        { event: "ignored", type: "error" },
        result({ session_id: "session-2" }),
      ];
      // Made once and used for two streams: what it counts belongs to each stream.
      const first = await watched(kit, messages, watch);
      const second = await watched(kit, messages, watch);
      return { values: [first.length, second.length] };
    },
    values: [4, 4],
    tree: [
      "root",
      "root",
      "root/agent",
      "root/agent",
      "root/agent/execute_tool search",
      "root/agent/execute_tool search",
    ],
    attributes: { agent: { "gen_ai.conversation.id": "session-2", "gen_ai.tool.call.count": 1 } },
  },

  "watcher: a stream that passes on a watched stream counts nothing of it again": {
    async run(kit) {
      const messages = [
        init,
        assistant([toolUse("t1", "Read")], {}, { model: "model-b" }),
        toolResult("t1"),
        assistant([toolUse("t2", "Grep")]),
        toolResult("t2", "none", true),
        result({ usage: { input_tokens: 10, output_tokens: 5 } }),
      ];
      const inner = () => traced(kit, "inner", () => streamOf(messages));
      const delegating = async function* () {
        yield* inner();
      };
      return { values: await passesOn(kit, () => traced(kit, "outer", delegating), messages) };
    },
    values: true,
    tree: [
      "root",
      "root/outer agent",
      "root/outer agent/inner agent",
      "root/outer agent/inner agent/execute_tool Grep (error)",
      "root/outer agent/inner agent/execute_tool Read",
    ],
    attributes: {
      "inner agent": {
        "gen_ai.conversation.id": "session-1",
        "gen_ai.response.model": "model-b",
        "gen_ai.usage.input_tokens": 10,
        "gen_ai.usage.output_tokens": 5,
        "gen_ai.tool.call.count": 2,
      },
      "outer agent": {
        "gen_ai.conversation.id": "session-1",
        "gen_ai.response.model": "model-b",
        "gen_ai.usage.input_tokens": undefined,
        "gen_ai.usage.output_tokens": undefined,
        "gen_ai.tool.call.count": undefined,
      },
    },
  },

  "watcher: a stream that passes on a failure is marked too": {
    async run(kit) {
      const streams = [
        [{ type: "error", error: "no credit" }],
        [result({ is_error: true, usage: { input_tokens: 10, output_tokens: 5 } })],
      ];
      for (const messages of streams) {
        const inner = () => traced(kit, "inner", () => streamOf(messages));
        await passesOn(kit, () => traced(kit, "outer", inner), messages);
      }
      return {};
    },
    tree: [
      "root",
      "root",
      "root/outer agent (error)",
      "root/outer agent (error)",
      "root/outer agent/inner agent (error)",
      "root/outer agent/inner agent (error)",
    ],
    attributes: { "outer agent": { "gen_ai.usage.input_tokens": undefined } },
  },

  "watcher: a stream that passes on another still counts what it adds itself": {
    async run(kit) {
      const first = [assistant([toolUse(undefined, "Plan")], {}, { id: "m1", usage: { input_tokens: 1 } })];
      const passed = [
        assistant([toolUse("t1", "Read")], {}, { id: "m2", usage: { input_tokens: 10 } }),
        toolResult("t1", "", true),
      ];
      const last = [assistant([toolUse("t2", "Write")], {}, { id: "m3", usage: { input_tokens: 2 } })];
      const stream = async function* () {
        yield* first;
        for await (const message of traced(kit, "inner", () => streamOf(passed))) yield message;
        yield* last;
      };
      const messages = [...first, ...passed, ...last];
      return { values: await passesOn(kit, () => traced(kit, "outer", stream), messages) };
    },
    values: true,
    // The result of Read does not end Plan, which has no id and waits for the next result of its own stream.
    tree: [
      "root",
      "root/outer agent",
      "root/outer agent/execute_tool Plan",
      "root/outer agent/execute_tool Write",
      "root/outer agent/inner agent",
      "root/outer agent/inner agent/execute_tool Read (error)",
    ],
    attributes: {
      "inner agent": { "gen_ai.usage.input_tokens": 10, "gen_ai.tool.call.count": 1 },
      "outer agent": { "gen_ai.usage.input_tokens": 3, "gen_ai.tool.call.count": 2 },
    },
  },

  "watcher: the stream inside may have ended, or may be a web stream that was made before": {
    async run(kit) {
      const messages = [assistant([toolUse("t1", "Read")]), result({ usage: { input_tokens: 10 } })];
      const collecting = async function* () {
        const collected: unknown[] = [];
        for await (const message of traced(kit, "inner", () => streamOf(messages))) collected.push(message);
        yield* collected;
      };
      const ended = await passesOn(kit, () => traced(kit, "outer", collecting), messages);
      const early = () => {
        const stream = new ReadableStream<unknown>({
          start(controller) {
            for (const message of messages) controller.enqueue(message);
            controller.close();
          },
        });
        const options = { name: "inner agent", op: "gen_ai.invoke_agent" };
        const watch = kit.helpers.watchAgentMessages();
        const web = kit.helpers.traceReadableStream(options, () => stream, watch);
        return traced(kit, "outer", () => web as unknown as AsyncIterable<unknown>);
      };
      return { values: [ended, await passesOn(kit, early, messages)] };
    },
    values: [true, true],
    tree: [
      "root",
      "root",
      "root/inner agent",
      "root/inner agent/execute_tool Read",
      "root/outer agent",
      "root/outer agent",
      "root/outer agent/inner agent",
      "root/outer agent/inner agent/execute_tool Read",
    ],
    attributes: {
      "inner agent": { "gen_ai.usage.input_tokens": 10, "gen_ai.tool.call.count": 1 },
      "outer agent": { "gen_ai.usage.input_tokens": undefined, "gen_ai.tool.call.count": undefined },
    },
  },

  "watcher: the same messages in a later run are counted again": {
    async run(kit) {
      const messages = [assistant([toolUse("t1", "Read")]), result({ usage: { input_tokens: 10 } })];
      const outer = () => traced(kit, "outer", () => traced(kit, "inner", () => streamOf(messages)));
      return { values: [await passesOn(kit, outer, messages), await passesOn(kit, outer, messages)] };
    },
    values: [true, true],
    tree: [
      "root",
      "root",
      "root/outer agent",
      "root/outer agent",
      "root/outer agent/inner agent",
      "root/outer agent/inner agent",
      "root/outer agent/inner agent/execute_tool Read",
      "root/outer agent/inner agent/execute_tool Read",
    ],
    attributes: {
      "inner agent": { "gen_ai.usage.input_tokens": 10, "gen_ai.tool.call.count": 1 },
      "outer agent": { "gen_ai.usage.input_tokens": undefined, "gen_ai.tool.call.count": undefined },
    },
  },

  "watcher: what the watcher inside could not read, the one outside counts": {
    async run(kit) {
      const messages = [Object.freeze({ call: "search", session_id: "session-1" })];
      const watch: Watch = kit.helpers.watchAgentMessages({
        read: (message) => [{ kind: "tool-start", name: (message as { call: string }).call, id: "t1" }],
      });
      const inner = () => traced(kit, "inner", () => streamOf(messages));
      return { values: await passesOn(kit, () => traced(kit, "outer", inner, watch), messages) };
    },
    values: true,
    tree: [
      "root",
      "root/outer agent",
      "root/outer agent/execute_tool search",
      "root/outer agent/inner agent",
    ],
    attributes: { "outer agent": { "gen_ai.tool.call.count": 1 } },
  },

  "watcher: does not recognise copies and primitive messages that another stream passes on": {
    async run(kit) {
      const copying = async function* () {
        const messages = [assistant([toolUse("t1", "Read")])];
        for await (const message of traced(kit, "inner", () => streamOf(messages)))
          yield { ...(message as object) };
      };
      const read = (message: unknown) => [{ kind: "tool-start", name: String(message) } as const];
      const watch: Watch = kit.helpers.watchAgentMessages({ read });
      const words = () => traced(kit, "inner", () => streamOf(["search"]), watch);
      return {
        values: [
          await passesOn(kit, () => traced(kit, "outer", copying), []),
          await passesOn(kit, () => traced(kit, "outer", words, watch), ["search"]),
        ],
      };
    },
    values: [false, true],
    tree: [
      "root",
      "root",
      "root/outer agent",
      "root/outer agent",
      "root/outer agent/execute_tool Read",
      "root/outer agent/execute_tool search",
      "root/outer agent/inner agent",
      "root/outer agent/inner agent",
      "root/outer agent/inner agent/execute_tool Read",
      "root/outer agent/inner agent/execute_tool search",
    ],
    attributes: { "outer agent": { "gen_ai.tool.call.count": 1 } },
  },

  "watcher: one that fails does not fail the stream, in any of its three calls": {
    async run(kit) {
      const broken = new Error("watcher");
      const fail = () => {
        throw broken;
      };
      const lengths = [
        (await watched(kit, [1, 2], fail)).length,
        (await watched(kit, [1, 2], () => ({ value: fail }))).length,
        (await watched(kit, [1, 2], () => ({ value: () => undefined, end: fail }))).length,
      ];
      return { values: lengths };
    },
    values: [2, 2, 2],
    tree: ["root", "root", "root", "root/agent", "root/agent", "root/agent"],
  },

  "watcher: of sync generators and web streams": {
    async run({ Sentry, helpers }) {
      const log: unknown[] = [];
      const watch = (label: string) => () => ({
        value: (value: number) => void log.push(`${label} saw ${String(value)}`),
        end: () => void log.push(`${label} ended`),
      });
      await Sentry.startSpan({ name: "root" }, async () => {
        for (const value of helpers.traceGenerator({ name: "sync" }, () => [1], watch("sync")))
          log.push(value);
        const stream = new ReadableStream<number>({
          start(controller) {
            controller.enqueue(2);
            controller.close();
          },
        });
        for await (const value of helpers.traceReadableStream({ name: "web" }, () => stream, watch("web"))) {
          log.push(value);
        }
      });
      return { values: log };
    },
    values: ["sync saw 1", 1, "sync ended", "web saw 2", 2, "web ended"],
    tree: ["root", "root/sync", "root/web"],
  },
};
