import type { Scenarios } from "../scenario.ts";

const options = (name: string, tool?: string) => ({
  name,
  op: "gen_ai.execute_tool",
  attributes: { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": tool },
});

export const toolCallScenarios: Scenarios = {
  "tool call: a result is handed on, and its span is ok": {
    async run({ helpers }) {
      const result = { isError: false, content: [] };
      const same =
        (await helpers.traceToolCall(options("execute_tool find", "find"), () => Promise.resolve(result))) ===
        result;
      return { values: same };
    },
    values: true,
    tree: ["execute_tool find"],
    attributes: { "execute_tool find": { "gen_ai.tool.name": "find", "error.type": undefined } },
  },
  "tool call: a result that says that it failed marks the span and throws nothing": {
    async run({ helpers }) {
      const { traceToolCall } = helpers;
      const results = [
        await traceToolCall(options("execute_tool mcp", "mcp"), () => Promise.resolve({ isError: true })),
        await traceToolCall(options("execute_tool own", "own"), () => Promise.resolve({ success: false })),
        traceToolCall(options("execute_tool sync", "sync"), () => ({ isError: true })),
        await traceToolCall(options("execute_tool word", "word"), () =>
          Promise.resolve({ isError: "no", success: 0 }),
        ),
        await traceToolCall(options("execute_tool none", "none"), () => Promise.resolve(null)),
      ];
      return { values: results };
    },
    values: [{ isError: true }, { success: false }, { isError: true }, { isError: "no", success: 0 }, null],
    tree: [
      "execute_tool mcp (error)",
      "execute_tool none",
      "execute_tool own (error)",
      "execute_tool sync (error)",
      "execute_tool word",
    ],
    attributes: {
      "execute_tool mcp": { "error.type": "tool_error" },
      "execute_tool sync": { "error.type": "tool_error" },
      "execute_tool word": { "error.type": undefined },
    },
  },
  "tool call: a span without a tool's name gets it when it runs": {
    run({ helpers }) {
      const { traceToolCall } = helpers;
      traceToolCall(options("execute_tool", "weigh"), () => 1);
      traceToolCall(options("execute_tool", "mcp__maps__route__fast"), () => 2);
      traceToolCall({ name: "execute_tool" }, () => 3);
      traceToolCall(options("my tool", "mcp__maps__near"), () => 4);
      return Promise.resolve({});
    },
    tree: ["execute_tool", "execute_tool mcp__maps__route__fast", "execute_tool weigh", "my tool"],
    attributes: {
      "execute_tool mcp__maps__route__fast": { "gen_ai.tool.name": "route__fast", "mcp.server.name": "maps" },
      "my tool": { "gen_ai.tool.name": "mcp__maps__near", "mcp.server.name": undefined },
    },
  },
  "tool call: an error comes out as the same object, and a synchronous tool stays synchronous": {
    async run({ helpers }) {
      const failure = new Error("no such tool");
      const caught: unknown[] = [];
      const rejected = helpers.traceToolCall(options("execute_tool late", "late"), () =>
        Promise.reject(failure),
      );
      await rejected.catch((error: unknown) => caught.push(error === failure));
      try {
        helpers.traceToolCall(options("execute_tool now", "now"), () => {
          throw failure;
        });
      } catch (error) {
        caught.push(error === failure);
      }
      const plain = helpers.traceToolCall(options("execute_tool plain", "plain"), () => 7);
      return { values: [...caught, plain] };
    },
    values: [true, true, 7],
    tree: ["execute_tool late (error)", "execute_tool now (error)", "execute_tool plain"],
  },
  "tool call: what the tool does is inside, also where a getter of its result throws": {
    async run({ Sentry, helpers }) {
      const trap = Object.defineProperty({}, "isError", {
        get: () => {
          throw new Error("getter");
        },
      });
      const result = await helpers.traceToolCall(options("execute_tool trap", "trap"), async () => {
        await Sentry.startSpan({ name: "inside" }, () => Promise.resolve());
        return trap;
      });
      return { values: result === trap };
    },
    values: true,
    tree: ["execute_tool trap", "execute_tool trap/inside"],
  },
};
