import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commands } from "../../codemods/cli/arguments.ts";
import { helpText } from "../../codemods/cli/help.ts";
import { findingTexts } from "../../codemods/doctor/finding.ts";
import { reportJsonSchema } from "../../codemods/report/report-schema.ts";
import { findFaults, type Schema } from "../support/json-schema.ts";

function read(page: string): string {
  return readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");
}

function optionsIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g), ([option]) => option))].sort();
}

describe("docs/command-line.md", () => {
  const page = read("command-line.md");

  test("has a section with an example for each command, and no other", () => {
    const sections = Array.from(page.matchAll(/^### `(\w+)`$/gm), ([, name]) => name);
    expect([...sections].sort()).toEqual(commands.filter((name) => name !== "help").sort());
    for (const name of sections) {
      const section = page.slice(page.indexOf(`### \`${name}\``)).split(/\n##/)[0] ?? "";
      expect(section, name).toMatch(new RegExp(`\`\`\`(?:sh|yaml)\\n.*spanwright ${name}`));
    }
  });

  test("has a row for each option of the help, and the help has each of them", () => {
    const rows = page.split("\n").filter((line) => line.startsWith("| `--"));
    const documented = optionsIn(rows.map((row) => row.split("|")[1] ?? "").join("\n"));
    const helped = optionsIn(helpText);
    expect(documented.filter((option) => option !== "--color")).toEqual(
      [...new Set([...helped, "--help"])].sort(),
    );
  });

  test("shows a report that fits the schema", () => {
    const [, report = ""] = /```json\n([^]*?)```/.exec(page) ?? [];
    expect(findFaults(reportJsonSchema() as Schema, JSON.parse(report))).toEqual([]);
  });
});

test("docs/troubleshooting.md explains everything that doctor finds", () => {
  const page = read("troubleshooting.md");
  for (const id of Object.keys(findingTexts)) expect(page, id).toContain(`\`${id}\``);
});

test("pages link to pages that are there", () => {
  for (const page of ["command-line.md", "troubleshooting.md"])
    for (const [, target = ""] of read(page).matchAll(/\]\(([^)#:]+)\)/g))
      expect(existsSync(new URL(`../../docs/${target}`, import.meta.url)), target).toBe(true);
});
