import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { ESLint, type Linter } from "eslint";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-eslint-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(files: Readonly<Record<string, string | object>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}

interface LintOptions {
  readonly fix?: boolean;
  readonly config?: Linter.Config;
}

async function lint(
  path: string,
  { fix = false, config = {} }: LintOptions = {},
): Promise<ESLint.LintResult> {
  const eslint = new ESLint({
    cwd: root,
    fix,
    overrideConfigFile: true,
    overrideConfig: [
      { linterOptions: { reportUnusedDisableDirectives: "off" } },
      { files: ["**/*.ts"], languageOptions: { parser } },
      {
        plugins: { spanwright: plugin },
        rules: { "spanwright/require-span": ["error", { autofix: fix }] },
        ...config,
      },
    ],
  });
  const [result] = await eslint.lintFiles([path]);
  if (result === undefined) throw new Error(`no result for ${path}`);
  return result;
}

const messagesOf = ({ messages }: ESLint.LintResult): string[] => messages.map(({ message }) => message);

const manifest = { name: "orchard", type: "module", dependencies: { "@sentry/node": "^11.2.0" } };
const harvest = "export async function harvest(tree: string) {\n  await pick(tree);\n}\n";

describe("the plugin in ESLint", () => {
  test("recommends the rule against lost spans alone", async () => {
    put({
      "package.json": manifest,
      "a.js":
        'import { startSpan } from "@sentry/node";\nstartSpan({ name: "a", op: "function" }, function* () {});\n',
    });
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: plugin.configs.recommended,
    });
    const [result] = await eslint.lintFiles(["a.js"]);
    expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(["spanwright/no-span-around-generator"]);
  });

  test("takes its selection from the nearest spanwright config, with paths from there", async () => {
    put({
      "package.json": manifest,
      "spanwright.config.json": { functions: [] },
      "apps/farm/spanwright.config.jsonc":
        '{ "functions": [{ "function": "harvest", "file": "src/harvest.ts" }] /* one */ }',
      "apps/farm/src/harvest.ts": harvest,
      "apps/farm/src/other.ts": harvest,
      "apps/shop/src/harvest.ts": harvest,
    });
    expect(messagesOf(await lint("apps/farm/src/harvest.ts"))).toEqual([
      "This function has no span 'harvest.harvest' (function).",
    ]);
    expect(messagesOf(await lint("apps/farm/src/other.ts"))).toEqual([]);
    expect(messagesOf(await lint("apps/shop/src/harvest.ts"))).toEqual([]);
  });

  test("takes another config that the settings name", async () => {
    put({
      "package.json": manifest,
      "spanwright.config.json": { functions: [] },
      "tools/spans.json": { functions: [{ function: "harvest", file: "src/harvest.ts" }] },
      "src/harvest.ts": harvest,
    });
    const config = { settings: { spanwright: { config: "tools/spans.json" } } };
    expect(messagesOf(await lint("src/harvest.ts", { config }))).toHaveLength(1);
  });

  test.each([
    [
      "a misspelt key",
      { functoins: [] },
      {},
      'spanwright.config.json is not valid: functoins unknown key; did you mean "functions"?.',
    ],
    ["no JSON", "{ functions: [] }", {}, /^spanwright\.config\.json is not valid: line 1: /],
    ["a config that is not there", {}, { config: "gone.json" }, "gone.json is not valid: no such file."],
    [
      "a misspelt setting",
      {},
      { confg: "a.json" },
      'settings.spanwright is not valid: unknown key "confg"; there is "config".',
    ],
  ])("reports %s once, at the start of the file", async (_, written, settings, expected) => {
    put({ "package.json": manifest, "spanwright.config.json": written, "src/harvest.ts": harvest });
    const result = await lint("src/harvest.ts", { config: { settings: { spanwright: settings } } });
    expect(result.messages).toHaveLength(1);
    expect(result.messages[0]).toMatchObject({
      line: 1,
      column: 1,
      message: expect.stringMatching(expected),
    });
  });

  test("sees a config that was changed while the process runs, as in an editor", async () => {
    put({ "package.json": manifest, "spanwright.config.json": {}, "src/harvest.ts": harvest });
    expect(messagesOf(await lint("src/harvest.ts"))).toEqual([]);
    put({ "spanwright.config.json": { functions: [{ function: "harvest" }] } });
    expect(messagesOf(await lint("src/harvest.ts"))).toHaveLength(1);
  });

  test("says nothing in a package without a server SDK, as apply does", async () => {
    put({
      "package.json": { name: "site", dependencies: { "@sentry/react": "^11.0.0" } },
      "spanwright.config.json": { functions: [{ function: "harvest" }] },
      "src/harvest.ts": harvest,
    });
    expect(messagesOf(await lint("src/harvest.ts"))).toEqual([]);
  });

  test("points to apply where the helper module does not have what the fix would call", async () => {
    put({
      "package.json": manifest,
      "spanwright.config.json": {},
      "src/agent.ts":
        "export class PickerAgent {\n  async *executeQuery(row: number): AsyncGenerator<string> {\n    yield `row ${row}`;\n  }\n}\n",
    });
    const result = await lint("src/agent.ts", { fix: true });
    expect(result.messages).toHaveLength(1);
    expect(result.messages[0]?.message).toMatch(
      /It takes traceAsyncGenerator(?:, \w+)* in src\/sentry-tracing; 'spanwright apply' writes both\.$/,
    );
    expect(result.messages[0]?.suggestions ?? []).toEqual([]);
    expect(result.output).toBeUndefined();

    put({
      "src/sentry-tracing.ts": "export { traceAsyncGenerator, watchAgentMessages } from './mine.js';\n",
    });
    expect((await lint("src/agent.ts", { fix: true })).output).toContain(
      'import { traceAsyncGenerator, watchAgentMessages } from "./sentry-tracing.js";',
    );
  });
});

describe("the fix", () => {
  const functions = Array.from(
    { length: 25 },
    (_, index) => `export async function pick${index}() {\n  await walk(${index});\n}\n`,
  );
  const selection = {
    functions: [{ function: "pick*" }, ...functions.map((__, index) => ({ function: `pick${index}` }))],
  };

  test("is offered as a suggestion only, unless the option asks for it", async () => {
    put({
      "package.json": manifest,
      "spanwright.config.json": { functions: [{ function: "harvest" }] },
      "src/harvest.ts": harvest,
    });
    const result = await lint("src/harvest.ts");
    expect(result.messages[0]?.fix).toBeUndefined();
    expect(result.messages[0]?.suggestions).toHaveLength(1);
  });

  test("puts 25 sites and their import in within one pass", async () => {
    put({
      "package.json": manifest,
      "spanwright.config.json": selection,
      "src/pick.ts": functions.join("\n"),
    });
    // `lintText` of an editor makes one pass; ESLint's own would make ten.
    const problems = (
      await lint("src/pick.ts", {
        config: { rules: { "spanwright/require-span": ["error", { autofix: true }] } },
      })
    ).messages;
    expect(problems).toHaveLength(25);
    const fixes = new Set(problems.map(({ fix }) => JSON.stringify(fix)));
    expect(fixes.size).toBe(1);
    const result = await lint("src/pick.ts", { fix: true });
    expect(result.messages).toEqual([]);
    expect(result.output?.match(/Sentry\.startSpan\(/g)).toHaveLength(25);
    expect(result.output?.match(/import \* as Sentry/g)).toHaveLength(1);
  });

  test("leaves a site alone that a comment closes, whichever way it is closed", async () => {
    const closed = [
      `// eslint-disable-next-line spanwright/require-span -- runs once a year\n${functions[0] ?? ""}`,
      (functions[1] ?? "").replace("{", "{ // eslint-disable-line"),
      `/* eslint-disable no-console, spanwright/require-span */\n${functions[2] ?? ""}/* eslint-enable spanwright/require-span */\n`,
    ];
    const open = ["// eslint-disable-next-line no-console\n" + (functions[3] ?? ""), functions[4] ?? ""];
    put({
      "package.json": manifest,
      "spanwright.config.json": selection,
      "src/pick.ts": [...closed, ...open].join("\n"),
    });
    const { output = "", messages } = await lint("src/pick.ts", { fix: true });
    expect(messages.filter(({ ruleId }) => ruleId === "spanwright/require-span")).toEqual([]);
    for (const part of closed) expect(output).toContain(part);
    expect(output.match(/name: "pick\.pick\d"/g)).toEqual(['name: "pick.pick3"', 'name: "pick.pick4"']);
  });

  test("keeps a byte order mark and a shebang first", async () => {
    put({
      "package.json": manifest,
      "spanwright.config.json": { functions: [{ function: "harvest" }] },
      "bin/marked.ts": `\uFEFF${harvest}`,
      "bin/script.ts": `#!/usr/bin/env node\n${harvest}`,
    });
    expect((await lint("bin/marked.ts", { fix: true })).output).toMatch(/^\uFEFFimport \* as Sentry/);
    expect((await lint("bin/script.ts", { fix: true })).output).toMatch(
      /^#!\/usr\/bin\/env node\nimport \* as Sentry/,
    );
  });
});
