import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { discover } from "../../codemods/engine/discover.ts";
import { planProject } from "../../codemods/engine/plan-project.ts";
import { createProjectContext } from "../../codemods/engine/project-context.ts";
import { createGate, editsOf, kinds, nodesOf, passesGate, type SpanwrightConfig } from "../../spans/index.ts";
import { readCases } from "../support/cases.ts";
import { openCaseFile } from "../support/plan-case.ts";
import { createTempProject } from "../support/temp-project.ts";

const manifest = JSON.stringify({
  name: "depot",
  type: "module",
  dependencies: { "@sentry/node": "^11.0.0" },
});

/** Every site with all that is decided about it, and the edits. */
function planOf(root: string, config: SpanwrightConfig, paths: readonly string[], gate: boolean): unknown {
  const context = createProjectContext(root, { ...config, codemods: ["wrap-handlers"] }, undefined);
  return planProject(context, paths, { gate }).flatMap((file) =>
    // A file that cannot be read as code is skipped where the gate opens: without the gate that is every such file.
    file.kind === "skipped"
      ? []
      : [
          {
            path: file.path,
            edits: editsOf(file.plan),
            sites: file.plan.sites.map(({ site, codemod, symbol, outcome }) => ({
              kind: site.kind,
              range: site.node.range,
              codemod,
              symbol,
              outcome: outcome.kind === "plan" ? outcome.decision : outcome,
            })),
          },
        ],
  );
}

const cases = readCases();

test.each(cases.map((fixture) => [`${fixture.codemod}: ${fixture.name}`, fixture] as const))(
  "%s: the plan is the same with the gates and without them, before and after",
  (_, { config, files }) => {
    const before = Object.fromEntries(files.map(({ path, input }) => [`before/${path}`, input]));
    const after = Object.fromEntries(files.map(({ path, output }) => [`after/${path}`, output]));
    for (const texts of [before, after]) {
      const { root } = createTempProject({ "package.json": manifest, ...texts });
      const paths = Object.keys(texts).sort();
      expect(planOf(root, config, paths, true)).toEqual(planOf(root, config, paths, false));
    }
  },
);

const trees = process.env["SPANWRIGHT_TREES"];

describe.each(["sentryvibe", "devflow", "automaker"])("the whole tree of %s", (name) => {
  const root = trees === undefined ? undefined : join(trees, name);
  const isThere = root !== undefined && existsSync(root);
  if (!isThere)
    console.log(`gates on ${name}: skipped, SPANWRIGHT_TREES names no folder with a checkout in ${name}/`);

  test.skipIf(!isThere)("is planned the same with the gates and without them", async () => {
    if (root === undefined) return;
    const file = new URL(`../../fixtures/real/${name}.config.json`, import.meta.url);
    const config = JSON.parse(readFileSync(file, "utf8")) as SpanwrightConfig;
    const found = await discover(root);
    if (found.kind !== "found") throw new Error(found.kind);
    const gated = planOf(root, config, found.paths, true);
    expect(gated).not.toEqual([]);
    expect(gated).toEqual(planOf(root, config, found.paths, false));
  });
});

test("a kind finds nothing in a file that does not pass its own gate", () => {
  const wrong = cases.flatMap((fixture) =>
    fixture.files.flatMap(({ path, input, output }) =>
      [input, output].flatMap((text) => {
        const file = openCaseFile(fixture, path, text);
        const closed = kinds.filter((kind) => !passesGate(kind, fixture.config, text));
        return nodesOf(file.program).flatMap((node) =>
          closed
            .filter((kind) => (kind.nodeTypes as readonly string[]).includes(node.type))
            .filter((kind) => [kind.detect(node, file) ?? []].flat().length > 0)
            .map(({ codemod, kind }) => `${fixture.name}/${path}: ${codemod} ${kind}`),
        );
      }),
    ),
  );
  expect(wrong).toEqual([]);
});

test("the gate asks for words, never for punctuation", () => {
  const configs = cases.map(({ config }) => config);
  const own: SpanwrightConfig = {
    functions: [{ function: "Depot.#close" }, { function: ".open" }],
    providers: [{ function: "Agent.run", steps: ["this.store.save"] }],
    db: { clients: [{ name: "db", from: ["src/db"], library: "drizzle" }] },
  };
  for (const config of [...configs, own, {}]) {
    const words = kinds.flatMap((kind) => kind.anchors(config));
    // Names of a protocol (`tools/call`, `sentry-trace`) stand in one string, so they cannot be broken across lines.
    const word = /^[\p{ID_Continue}$]+(?:[-/][\p{ID_Continue}$]+)*$/u;
    expect(words.filter((one) => !word.test(one))).toEqual([]);
  }
});

test("a chain that is broken across lines passes", () => {
  const config: SpanwrightConfig = {
    db: { clients: [{ name: "db", from: ["db"], library: "drizzle", driver: "pglite" }] },
  };
  const { root } = createTempProject({
    "package.json": manifest,
    "orders.ts": `import { db } from "./db.js";\nexport const all = async () => await db\n  .select()\n  .from(orders);\n`,
  });
  expect(planOf(root, config, ["orders.ts"], true)).toMatchObject([
    { path: "orders.ts", sites: [{ kind: "db-call", outcome: "wrap" }] },
  ]);
  expect(createGate(config)?.test("await db\n.select()")).toBe(true);
});

describe("a file that only uses a named function is told from one that has it", () => {
  const config: SpanwrightConfig = { functions: [{ function: "settle" }] };
  const sitesIn = (text: string): number => {
    const { root } = createTempProject({ "package.json": manifest, "file.ts": text });
    const plan = planOf(root, config, ["file.ts"], true) as { readonly sites: readonly unknown[] }[];
    expect(plan).toEqual(planOf(root, config, ["file.ts"], false));
    return plan.flatMap(({ sites }) => sites).length;
  };

  test.each([
    `import { settle } from "./ledger.js";\nawait settle("a");\n`,
    `import settle from "./ledger.js";\nsettle("a");\nexport { settle };\n`,
    `await ledger.settle("a");\nledger?.settle?.("b");\n`,
    `// settle comes later\nexport const later = ["settle"];\n`,
  ])("uses: %s", (text) => expect(sitesIn(text)).toBe(0));

  test.each([
    `export async function settle() { await work(); }\n`,
    `const settle = async () => { await work(); };\n`,
    `export class Ledger { async settle() { await work(); } }\n`,
    `export class Ledger { settle = async () => { await work(); }; }\n`,
    `export const ledger = { async settle() { await work(); } };\n`,
    `export const ledger = { "settle": async () => { await work(); } };\n`,
    `exports.settle = async function () { await work(); };\n`,
    `Ledger.prototype.settle = async function () { await work(); };\n`,
    `export const settle = once(async () => { await work(); });\n`,
    `await settle("a");\nasync function settle(key: string) { await work(key); }\n`,
    `\uFEFFimport { x } from "y";\nasync function settle() { await work(x); }\n`,
  ])("has: %s", (text) => expect(sitesIn(text)).toBe(1));
});
