import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

const pages = fileURLToPath(new URL("../../docs/rules", import.meta.url));

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-docs-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The code blocks of a page, by what stands behind their language. */
function blocks(page: string, kind: string): string[] {
  return Array.from(page.matchAll(/^```\w+ (\w+)\n([^]*?)^```$/gm), ([, found, text = ""]) =>
    found === kind ? [text] : [],
  ).flat();
}

describe.each(Object.keys(plugin.rules) as (keyof typeof plugin.rules)[])("the page of %s", (rule) => {
  const page = readFileSync(join(pages, `${rule}.md`), "utf8");

  function lint(text: string, fix: boolean): Linter.FixReport {
    writeFileSync(
      join(root, "package.json"),
      '{ "type": "module", "dependencies": { "@sentry/node": "^11.0.0" } }',
    );
    writeFileSync(join(root, "spanwright.config.json"), blocks(page, "config")[0] ?? "{}");
    const options = plugin.rules[rule].meta?.fixable === undefined ? [] : [{ autofix: fix }];
    const config: Linter.Config = {
      files: ["**/*.ts"],
      languageOptions: { parser },
      plugins: { spanwright: plugin },
      rules: { [`spanwright/${rule}`]: ["error", ...options] },
    };
    return new Linter({ cwd: root }).verifyAndFix(text, config, { filename: join(root, "example.ts"), fix });
  }

  test("starts with the rule's name and says what the rule says of itself", () => {
    const description = plugin.rules[rule].meta?.docs?.description ?? "";
    expect(page.startsWith(`# ${rule}\n`)).toBe(true);
    expect(page.replace(/\s+/g, " ").toLowerCase()).toContain(
      description.replace(/^disallow |^require /, "").toLowerCase(),
    );
  });

  test("shows code that is reported", () => {
    const incorrect = [...blocks(page, "incorrect"), ...blocks(page, "unfixed")];
    expect(incorrect.length).toBeGreaterThan(0);
    for (const text of incorrect) expect(lint(text, false).messages).not.toEqual([]);
  });

  test("shows code that is not", () => {
    const correct = blocks(page, "correct");
    expect(correct.length).toBeGreaterThan(0);
    for (const text of correct) expect(lint(text, false).messages).toEqual([]);
  });

  // The first `correct` blocks are what becomes of the `incorrect` ones; `unfixed` ones stay as they are.
  test.runIf(plugin.rules[rule].meta?.fixable !== undefined)("shows what the fix makes of it", () => {
    const fixed = blocks(page, "incorrect").map((text) => lint(text, true).output);
    expect(fixed).toEqual(blocks(page, "correct").slice(0, fixed.length));
    for (const text of blocks(page, "unfixed")) expect(lint(text, true).output).toBe(text);
  });
});
