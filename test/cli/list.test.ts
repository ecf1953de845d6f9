import { expect, test } from "vitest";
import { codemodNames, kinds, skipText } from "../../spans/index.ts";
import { createTempProject } from "../support/temp-project.ts";

interface List {
  readonly codemods: readonly {
    readonly name: string;
    readonly description: string;
    readonly kinds: readonly string[];
  }[];
  readonly reasons: Readonly<Record<string, { readonly title: string; readonly remedy: string }>>;
}

test("list says what each codemod does, in one line, and what every reason means", async () => {
  const project = createTempProject({});
  const { code, stdout } = await project.run("list");
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  for (const name of codemodNames) {
    const at = lines.indexOf(`  ${name}`);
    expect(at, name).toBeGreaterThan(0);
    expect(lines[at + 1], name).toMatch(/^ {4}[A-Z].*\.$/);
  }
  for (const reason of Object.keys(skipText)) expect(lines).toContain(`  ${reason}`);
});

test("list gives the same as JSON, each kind with its codemod", async () => {
  const { stdout } = await createTempProject({}).run("list", "--json");
  const { codemods, reasons } = JSON.parse(stdout) as List;
  expect(codemods.map(({ name }) => name)).toEqual(codemodNames);
  expect(codemods.find(({ name }) => name === "wrap-db-calls")).toEqual({
    name: "wrap-db-calls",
    description: "Gives each database call a span where the query is consumed; it still runs exactly once.",
    kinds: ["db-call"],
  });
  expect(codemods.find(({ name }) => name === "set-status")?.kinds).toContain("valid-span-status");
  const inserted = kinds.flatMap(({ kind }) => (kind === "problem" ? [] : [kind]));
  expect(codemods.flatMap((one) => one.kinds)).toEqual(expect.arrayContaining(inserted));
  expect(reasons).toEqual(skipText);
});
