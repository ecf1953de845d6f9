import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const imports = `import { drizzle } from "drizzle-orm/pglite";
import { trees } from "./schema.js";
`;
const sentry = 'import * as Sentry from "@sentry/node";\n';
const traced = (query: string, name: string): string =>
  `await Sentry.startSpan(
    { name: "${name}", op: "db.query", attributes: { "db.system.name": "postgresql" } },
    () => ${query},
  )`;

const first = "db.select().from(trees)";
const second = "db.delete(trees)";
const head = "\nconst db = drizzle();\n\nexport async function prune() {\n";
const code = `${imports}${head}  const all = await ${first};\n  await ${second};\n  return all;\n}\n`;
const firstTraced = `${imports}${sentry}${head}  const all = ${traced(first, "select trees")};\n  await ${second};\n  return all;\n}\n`;
const secondTraced = `${imports}${sentry}${head}  const all = await ${first};\n  ${traced(second, "delete trees")};\n  return all;\n}\n`;
const bothTraced = `${imports}${sentry}${head}  const all = ${traced(first, "select trees")};\n  ${traced(second, "delete trees")};\n  return all;\n}\n`;

const errors = [
  { name: "select trees", line: 7, column: 21, endColumn: 44, output: firstTraced },
  { name: "delete trees", line: 8, column: 9, endColumn: 25, output: secondTraced },
].map(({ name, line, column, endColumn, output }) => ({
  messageId: "wrap",
  data: { what: "database call", label: ` '${name}' (db.query)` },
  line,
  column,
  endColumn,
  suggestions: [{ messageId: "change", output }],
}));

// The project is this repository: it has @sentry/node 11 and no spanwright config at its root.
new RuleTester({ languageOptions: { parser } }).run("require-span", plugin.rules["require-span"], {
  valid: [
    { name: "nothing of interest", code: "export const height = (tree: Tree) => tree.height;" },
    { name: "what has its span", code: bothTraced },
    { name: "sites of other codemods", code, options: [{ only: ["carry-trace", "wrap-functions"] }] },
    { name: "tests, which apply leaves out too", code, filename: "prune.test.ts" },
    { name: "generated code, which apply leaves alone too", code: `// @generated\n${code}` },
    { name: "a client file", code: `"use client";\n${code}` },
  ],
  invalid: [
    {
      name: "offers each site as a suggestion with its import",
      code,
      errors,
      output: null,
    },
    {
      name: "fixes all sites in one pass when it may",
      code,
      options: [{ autofix: true }],
      errors,
      output: bothTraced,
    },
  ],
});
