import { execFile } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { plan } from "../../codemods/index.ts";
import { fileCodemodNames, type CodemodName } from "../../spans/index.ts";
import { readCases, type FixtureCase } from "../support/cases.ts";

const run = promisify(execFile);
const jscodeshift = createRequire(import.meta.url).resolve("jscodeshift/bin/jscodeshift.js");
const transforms = fileURLToPath(new URL("../../codemods/jscodeshift", import.meta.url));

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-jscodeshift-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(files: Readonly<Record<string, string | object>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}

function readTree(): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((file) => [file.slice(root.length + 1), readFileSync(file, "utf8")]),
  );
}

/** The stock command line, as a user types it; its exit code says nothing, so callers look at the disk. */
async function shift(codemod: CodemodName, ...args: readonly string[]): Promise<string> {
  const all = ["--no-babel", "--no-color", "-t", join(transforms, `${codemod}.cjs`), ...args];
  const { stdout, stderr } = await run(process.execPath, [jscodeshift, ...all], { cwd: root });
  return stdout + stderr;
}

/** What the tool itself would write: its own paths, texts and helper modules over the tree as it is. */
async function planned(only: CodemodName): Promise<Record<string, string>> {
  const { changes } = await plan(root, { only: [only], types: "off" });
  return { ...readTree(), ...Object.fromEntries(changes.map(({ path, after }) => [path, after])) };
}

const sdk = { "@sentry/node": "^11.0.0" };

describe("the stock jscodeshift", () => {
  test("writes the codemod's bytes into .js, .jsx, .ts and .tsx files", async () => {
    const extensions = ["js", "jsx", "ts", "tsx"];
    const shelf = (extension: string): string =>
      [
        'import { carry } from "./carry.js";',
        "",
        `export async function shelve(book${extension.startsWith("t") ? ": Book" : ""}) {`,
        "  // `place` is where it was before",
        "  const place = await carry(book);",
        "  return `shelved at",
        "    ${place}`;",
        "}",
        ...(extension.endsWith("x") ? ["", "export const Label = () => <b>  left  {1} </b>;"] : []),
        "",
      ].join("\r\n");
    put({
      "package.json": { name: "shelf", type: "module", dependencies: sdk },
      "spanwright.config.json": { functions: [{ function: "shelve" }] },
      ...Object.fromEntries(extensions.map((one) => [`src/shelf-${one}.${one}`, shelf(one)])),
    });
    const expected = await planned("wrap-functions");
    for (const one of extensions) expect(expected[`src/shelf-${one}.${one}`]).toContain("Sentry.startSpan");
    await shift("wrap-functions", `--extensions=${extensions.join(",")}`, "src");
    expect(readTree()).toEqual(expected);
  });

  test("writes CommonJS into a CommonJS project", async () => {
    put({
      "package.json": { name: "ledger", dependencies: { ...sdk, knex: "^3" } },
      "spanwright.config.json": { db: { covered: "wrap" } },
      "accounts.js": [
        "const knex = require('knex')",
        "",
        "const db = knex({ client: 'sqlite3' })",
        "",
        "exports.findAccount = async function findAccount(id) {",
        "  return await db('accounts').where({ id }).first()",
        "}",
        "",
      ].join("\n"),
    });
    const expected = await planned("wrap-db-calls");
    expect(expected["accounts.js"]).toContain("require('@sentry/node')");
    await shift("wrap-db-calls", "accounts.js");
    expect(readTree()).toEqual(expected);
  });

  test("writes one helper module for many files in many workers", async () => {
    const files = Array.from({ length: 40 }, (_, index) => [
      `src/agent-${index}.ts`,
      [
        `export class Agent${index}Provider {`,
        index % 2 === 0
          ? "  async *executeQuery(options: { readonly prompt: string }): AsyncGenerator<string> {"
          : "  *executeQuery(options: { readonly prompt: string }): Generator<string> {",
        `    yield options.prompt + "${index}";`,
        "  }",
        "}",
        "",
      ].join("\n"),
    ]);
    put({
      "package.json": { name: "agents", type: "module", dependencies: sdk },
      "spanwright.config.json": {},
      ...(Object.fromEntries(files) as Record<string, string>),
    });
    const expected = await planned("wrap-providers");
    expect(Object.keys(expected)).toContain("src/sentry-tracing.ts");
    await shift("wrap-providers", "--extensions=ts", "--cpus=4", "src");
    expect(readTree()).toEqual(expected);
  });

  test("writes tool spans into .jsx and into CommonJS", async () => {
    put({
      "package.json": { name: "desk", dependencies: { ...sdk, "@modelcontextprotocol/sdk": "^1" } },
      "spanwright.config.json": { tools: [{ function: "runTool" }] },
      "remote.js": [
        'const { Client } = require("@modelcontextprotocol/sdk/client/index.js");',
        "",
        'const client = new Client({ name: "desk", version: "1" });',
        'exports.ask = async (text) => await client.callTool({ name: "ask", arguments: { text } });',
        "",
      ].join("\n"),
      "panel.jsx": [
        'import { run } from "./run.js";',
        "",
        "export async function runTool(name) {",
        "  const found = await run(name);",
        "  return <b>  {found}  </b>;",
        "}",
        "",
      ].join("\n"),
    });
    const expected = await planned("wrap-tools");
    expect(expected["remote.js"]).toContain("execute_tool ask");
    expect(expected["panel.jsx"]).toContain("traceToolCall");
    expect(expected["sentry-tracing.js"]).toContain("traceToolCall");
    await shift("wrap-tools", "--extensions=js,jsx", "remote.js", "panel.jsx");
    expect(readTree()).toEqual(expected);
  });

  test("writes service spans into .tsx and .js, and decorators into .ts only", async () => {
    const lines = (...all: readonly string[]): string => `${all.join("\n")}\n`;
    const service = (name: string): string =>
      lines(
        'import { open } from "./store.js";',
        "",
        `export class ${name} {`,
        "  async look(id) {",
        "    const store = await open();",
        "    return store.look(id);",
        "  }",
        "}",
      );
    put({
      "package.json": { name: "shelves", type: "module", dependencies: sdk },
      "spanwright.config.json": { services: [{}, { suffix: "Desk", style: "decorator" }] },
      "src/shelf.tsx": service("ShelfService"),
      "src/box.js": service("BoxService"),
      "src/desk.ts": service("FrontDesk").replace("id)", "id: string)"),
      "src/back.js": service("BackDesk"),
    });
    const expected = await planned("wrap-services");
    expect(expected["src/shelf.tsx"]).toContain("Sentry.startSpan");
    expect(expected["src/box.js"]).toContain("Sentry.startSpan");
    expect(expected["src/desk.ts"]).toContain("@traced(");
    expect(expected["src/back.js"]).toBe(service("BackDesk"));
    await shift("wrap-services", "--extensions=js,ts,tsx", "src");
    expect(readTree()).toEqual(expected);
  });

  test.each([
    ["name-spans", "gen_ai.chat"],
    ["upgrade-api", "span.end()"],
  ] as const)("mends written spans in all kinds of files: %s", async (codemod, expectedText) => {
    const body = [
      "export const ask = (question) =>",
      '  Sentry.startSpan({ name: `ask ${question.id}`, op: "llm.request" }, (span) => {',
      '    span.setTag("question.kind", question.kind);',
      "    span.finish();",
      "  });",
      "",
    ];
    const extensions = ["js", "jsx", "ts", "tsx"];
    put({
      "package.json": { name: "desk", type: "module", dependencies: sdk },
      ...Object.fromEntries(
        extensions.map((one) => [
          `src/desk-${one}.${one}`,
          ['import * as Sentry from "@sentry/node";', "", ...body].join("\n"),
        ]),
      ),
      "src/desk.cjs": ['const Sentry = require("@sentry/node");', "", ...body]
        .join("\n")
        .replace("export const ask", "exports.ask"),
    });
    const expected = await planned(codemod);
    for (const [path, text] of Object.entries(expected))
      if (path.startsWith("src")) expect(text, path).toContain(expectedText);
    await shift(codemod, `--extensions=${extensions.join(",")},cjs`, "src");
    expect(readTree()).toEqual(expected);
  });

  test("writes nothing on --dry, and a second run changes nothing", async () => {
    put({
      "package.json": { name: "relay", type: "module", dependencies: sdk },
      "spanwright.config.json": { send: [{ function: "socket.send", destination: "orders" }] },
      "publish.ts": [
        'import type { WebSocket } from "ws";',
        "",
        "export function place(socket: WebSocket, id: string) {",
        '  socket.send(JSON.stringify({ type: "placed", id }));',
        "}",
        "",
      ].join("\n"),
    });
    const before = readTree();
    const expected = await planned("carry-trace");
    expect(expected).not.toEqual(before);
    await shift("carry-trace", "--dry", "--extensions=ts", ".");
    expect(readTree()).toEqual(before);
    await shift("carry-trace", "--extensions=ts", ".");
    const once = readTree();
    expect(once).toEqual(expected);
    await shift("carry-trace", "--extensions=ts", ".");
    expect(readTree()).toEqual(once);
  });

  test("finds the config above a file that lies outside of the working directory's project", async () => {
    put({
      "apps/api/package.json": { name: "api", type: "module", dependencies: sdk },
      "apps/api/spanwright.config.json": { functions: [{ function: "charge", file: "src/charge.ts" }] },
      "apps/api/src/charge.ts": "export async function charge(cents: number) {\n  await settle(cents);\n}\n",
    });
    await shift("wrap-functions", "--extensions=ts", "apps");
    expect(readTree()["apps/api/src/charge.ts"]).toContain("Sentry.startSpan");
  });

  test("says what it left alone, and why", async () => {
    put({
      "package.json": { name: "broken", type: "module", dependencies: sdk },
      "spanwright.config.json": { functions: [{ function: "bind" }] },
      "bind.js": "export async function bind( {\n",
      "latin1.js": "export async function bind() { await paste('caf\uFFFD'); }\n",
    });
    const before = readTree();
    const said = await shift("wrap-functions", "bind.js", "latin1.js");
    expect(said).toMatch(/bind\.js left alone: syntax-error/);
    expect(said).toMatch(/latin1\.js left alone: not-utf8/);
    expect(readTree()).toEqual(before);
  });

  test("reports a config that is not valid for each file, and changes none", async () => {
    put({
      "package.json": { name: "typo", type: "module", dependencies: sdk },
      "spanwright.config.json": { funktions: [] },
      "a.js": "export async function bind() { await paste(); }\n",
    });
    const before = readTree();
    expect(await shift("wrap-functions", "a.js")).toMatch(/funktions: unknown key; did you mean "functions"/);
    expect(readTree()).toEqual(before);
  });

  // The fixtures that need no config of their own, all in one run.
  test.each(fileCodemodNames)("writes the bytes of the fixtures of %s", async (codemod) => {
    const cases = readCases().filter((one) => one.codemod === codemod && one.folder === undefined);
    const largest = groupByConfig(cases);
    const files = largest.flatMap((one) => one.files);
    put({
      // Client code has an SDK of its own.
      "package.json": {
        name: "fixtures",
        type: "module",
        dependencies: { ...sdk, "@sentry/react": "^11.0.0" },
      },
      "spanwright.config.json": { helpers: "sentry-tracing", ...largest[0]?.config },
      ...Object.fromEntries(files.map(({ path, input }) => [path, input])),
    });
    await shift(codemod, "--extensions=ts,tsx,mts,cts,js,jsx,mjs,cjs", ...files.map(({ path }) => path));
    const tree = readTree();
    expect(Object.fromEntries(files.map(({ path }) => [path, tree[path]]))).toEqual(
      Object.fromEntries(files.map(({ path, output }) => [path, output])),
    );
    expect(files.some(({ input, output }) => input !== output)).toBe(true);
  });
});

/** The largest group of cases that have the same config. */
function groupByConfig(cases: readonly FixtureCase[]): readonly FixtureCase[] {
  const groups = new Map<string, FixtureCase[]>();
  for (const one of cases) {
    const key = JSON.stringify(one.config);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].reduce((most, one) => (one.length > most.length ? one : most), []);
}
