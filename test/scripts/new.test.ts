import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planNew } from "../../scripts/new/plan.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A copy of what the script reads and writes. */
let root = "";
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-new-")));
  for (const path of ["spans", "eslint-plugin", "codemods/report", "scripts/new", "scripts/new.ts"])
    cpSync(join(repository, path), join(root, path), {
      recursive: true,
      filter: (source) => !/[\\/](?:node_modules|dist)$/.test(source),
    });
  for (const path of ["package.json", ".prettierrc.json"]) cpSync(join(repository, path), join(root, path));
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"), "dir");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function run(...args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  return spawnSync(process.execPath, ["--import", "tsx", "scripts/new.ts", ...args], {
    cwd: root,
    encoding: "utf8",
  });
}

/** Lints a text with a rule of the copy, in a process of its own. */
function lint(rule: string, text: string): unknown {
  const program = `
    import { Linter } from "eslint";
    import plugin from "./eslint-plugin/index.ts";
    const config = { plugins: { spanwright: plugin }, rules: { "spanwright/${rule}": "error" } };
    const found = new Linter({ cwd: process.cwd() }).verify(${JSON.stringify(text)}, config, { filename: "a.js" });
    process.stdout.write(JSON.stringify(found.map(({ line, ruleId, message }) => [line, ruleId, message])));`;
  writeFileSync(join(root, "lint.mts"), program);
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "lint.mts"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("makes a rule that works, with its check, test, page and entries", () => {
  const { status, stdout } = run("rule", "no-odd-span");
  expect(status).toBe(0);
  expect(stdout.trim().split("\n").sort()).toEqual([
    "docs/rules/no-odd-span.md",
    "eslint-plugin/rules/index.ts",
    "eslint-plugin/rules/no-odd-span.ts",
    "spans/check-name.ts",
    "spans/checks/index.ts",
    "spans/checks/no-odd-span.ts",
    "test/eslint-plugin/no-odd-span.test.ts",
  ]);
  const page = readFileSync(join(root, "docs/rules/no-odd-span.md"), "utf8");
  const [incorrect = "", correct = ""] = Array.from(
    page.matchAll(/^```ts \w+\n([^]*?)^```$/gm),
    ([, text]) => text ?? "",
  );
  expect(lint("no-odd-span", incorrect)).toEqual([
    [3, "spanwright/no-odd-span", "TODO: what is wrong with 'todo', and what to do."],
  ]);
  expect(lint("no-odd-span", correct)).toEqual([]);

  const rules = readFileSync(join(root, "eslint-plugin/rules/index.ts"), "utf8");
  const names = [...rules.matchAll(/^ {2}"([^"]+)":/gm)].map(([, name]) => name);
  expect(names).toContain("no-odd-span");
  expect(names).toEqual([...names].sort());
  const known = [...readFileSync(join(root, "spans/check-name.ts"), "utf8").matchAll(/"([^"]+)"/g)].map(
    ([, name]) => name,
  );
  expect(known).toEqual([...known].sort());
});

test("makes a codemod with its page, fixture and entries", () => {
  const { status, stdout } = run("codemod", "mend-odd-spans");
  expect(status).toBe(0);
  expect(stdout).toContain("docs/codemods/mend-odd-spans.md\n");
  expect(existsSync(join(root, "fixtures/mend-odd-spans/leaves-other-code-alone.skipped.ts"))).toBe(true);
  const sites = readFileSync(join(root, "spans/site.ts"), "utf8");
  expect(sites.match(/"mend-odd-spans"/g)).toHaveLength(2);
  const texts = readFileSync(join(root, "codemods/report/codemod-text.ts"), "utf8");
  expect(texts).toContain('  "mend-odd-spans": "TODO",\n};\n');
});

test("does nothing twice, and knows what a name is", () => {
  const there = (path: string): string | undefined =>
    existsSync(join(repository, path)) ? readFileSync(join(repository, path), "utf8") : undefined;
  expect(() => planNew("rule", "valid-span-op", there)).toThrow(
    "spans/checks/valid-span-op.ts is there already",
  );
  for (const name of ["span", "noOddSpan", "no_odd_span", "../no-odd"])
    expect(() => planNew("rule", name, there), name).toThrow("is no name");
  expect(run("kind", "odd-span")).toMatchObject({
    status: 2,
    stderr: "usage: npm run new rule|codemod <name>\n",
  });
});
