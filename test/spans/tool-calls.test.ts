import { expect, test } from "vitest";
import { createSpanFile, isSpanFile } from "../../codemods/engine/span-file.ts";
import {
  outputOf,
  planFile,
  type FilePlan,
  type SpanwrightConfig,
  type TypeFacts,
} from "../../spans/index.ts";

function plan(
  text: string,
  {
    major = 11,
    config = {},
    library,
  }: { major?: number; config?: SpanwrightConfig; library?: string | undefined } = {},
): FilePlan {
  const types: TypeFacts = {
    kindOfValue: () => "any",
    libraryOf: () => library,
    narrowedPaths: () => [],
    declarationOf: () => undefined,
    baseTypesOf: () => [],
    propertyOf: () => undefined,
  };
  const file = createSpanFile(
    {
      path: "src/desk.ts",
      config,
      sdk: { module: "@sentry/node", major },
      helpers: { path: "src/sentry-tracing", extension: ".js" },
      moduleFormat: "esm",
      isIsomorphic: false,
      types: library === undefined ? undefined : types,
    },
    text,
  );
  if (!isSpanFile(file)) throw new Error(file.message);
  return planFile(file, { only: ["wrap-tools"] });
}

const outcomes = (planned: FilePlan): string[] =>
  planned.sites.map(({ outcome }) => (outcome.kind === "skip" ? outcome.reason : outcome.kind));

const elsewhere = `
import { connect } from "./connect.js";
export async function ask() {
  const desk = await connect();
  return desk.callTool({ name: "ask", arguments: {} });
}
`;

test("types tell a client that is made in another file", () => {
  expect(outcomes(plan(elsewhere))).toEqual([]);
  expect(outcomes(plan(elsewhere, { library: "some-desk" }))).toEqual([]);
  expect(outcomes(plan(elsewhere, { library: "@modelcontextprotocol/sdk" }))).toEqual(["plan"]);
  expect(outcomes(plan(elsewhere, { library: "@modelcontextprotocol/client" }))).toEqual(["plan"]);
});

const sources: Readonly<Record<string, string>> = {
  "an alias of the class": `import { Client as Mcp } from "@modelcontextprotocol/sdk/client";
    const one = new Mcp({}); one.callTool({ name: "a" });`,
  "the module as a namespace": `import * as mcp from "@modelcontextprotocol/sdk/client/index.js";
    const one = new mcp.Client({}); one.callTool({ name: "a" });`,
  "a subclass": `import { Client } from "@modelcontextprotocol/sdk/client";
    class Own extends Client {} const one = new Own(); one.callTool({ name: "a" });`,
  "the type of an instance": `import { Client } from "@modelcontextprotocol/sdk/client";
    export const call = (one: InstanceType<typeof Client> | null) => one!.callTool({ name: "a" });`,
  "a local alias": `import type { Client } from "@modelcontextprotocol/sdk/client";
    type Remote = { inner: Client }; interface Held { remote?: Remote }
    export const call = (held: Held) => held.remote!.inner.callTool({ name: "a" });`,
  "what a method gives": `import type { Client } from "@modelcontextprotocol/sdk/client";
    class Pool { async open(): Promise<Client> { throw 1; } async run() { const one = await this.open(); return one.callTool({ name: "a" }); } }`,
  "a parameter of the constructor": `import type { Client } from "@modelcontextprotocol/sdk/client";
    class Pool { constructor(private readonly one: Client) {} run() { return this.one.callTool({ name: "a" }); } }`,
  "what the constructor assigns": `import { Client } from "@modelcontextprotocol/sdk/client";
    class Pool { constructor() { this.one = new Client({}); } run() { return this.one.callTool({ name: "a" }); } }`,
  "a field without an annotation": `import { Client } from "@modelcontextprotocol/sdk/client";
    class Pool { one = new Client({}); name; run() { void this.name.size; return this.one.callTool({ name: "a" }); } }`,
  "a function without an annotation, by the shape of the call": `import { Client } from "@modelcontextprotocol/sdk/client";
    const open = () => new Client({});
    class Pool { open() { return open(); } run() { return [open().callTool({ name: "a", arguments: {} }), this.open()]; } }`,
  "a getter": `import { Client } from "@modelcontextprotocol/sdk/client";
    class Pool { get one(): Client { throw 1; } run() { return this.one.callTool({ name: "a" }); } }`,
};

test.each(Object.entries(sources))("a client is known by %s", (_, source) => {
  expect(outcomes(plan(source))).toEqual(["plan"]);
});

test("an interface of the project that is no client's stays", () => {
  const source = `import type { Client } from "@modelcontextprotocol/sdk/client";
    interface Bench { callTool(request: { name: string; arguments: object }): void }
    export function call(bench: Bench, client: Client) {
      void client;
      bench.callTool({ name: "saw", arguments: {} });
    }`;
  expect(outcomes(plan(source))).toEqual([]);
});

test("a handler of an MCP server is left to the SDK from the major on that traces servers, or where it is wrapped", () => {
  const server = (wrapped: string): string => `
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = ${wrapped}(new McpServer({ name: "stores", version: "1" }));
server.registerTool("count", {}, async ({ shelf }) => {
  return await runTool("count", shelf);
});
async function runTool(name: string, shelf: string) {
  const found = await look(shelf);
  return { content: [{ type: "text", text: found }] };
}
`;
  const config: SpanwrightConfig = { tools: [{ function: "runTool" }] };
  expect(outcomes(plan(server(""), { config }))).toEqual(["covered-by-sdk"]);
  expect(outcomes(plan(server(""), { config, major: 10 }))).toEqual(["plan"]);
  expect(outcomes(plan(server("Sentry.wrapMcpServerWithSentry"), { config, major: 10 }))).toEqual([
    "covered-by-sdk",
  ]);
});

test("a call gets its own span where the function around it cannot have one", () => {
  const source = `import type { Client } from "@modelcontextprotocol/sdk/client";
export function callTool(client: Client, name: string, eager: boolean) {
  var name = name + "";
  return client.callTool({ name });
}
`;
  const planned = plan(source, { config: { tools: [{ function: "callTool" }] } });
  expect(outcomes(planned)).toEqual(["body-not-movable", "plan"]);
});

test("a second run finds every call again, and its span", () => {
  const source = `import { Client } from "@modelcontextprotocol/sdk/client";
const client = new Client({});
export async function runTool(name: string) {
  return (await client.callTool({ name })).content;
}
export const ping = () => client.callTool({ name: "ping" });
`;
  const config: SpanwrightConfig = { tools: [{ function: "runTool" }] };
  const second = plan(outputOf(plan(source, { config })), { config });
  expect(outcomes(second)).toEqual(["already", "covered-by-caller", "already"]);
  const names = second.sites.map(({ outcome }) => (outcome.kind === "already" ? outcome.name : undefined));
  expect(names).toEqual(["execute_tool", undefined, "execute_tool ping"]);
});
