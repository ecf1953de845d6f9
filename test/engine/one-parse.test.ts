import { afterEach, expect, test, vi } from "vitest";
import { runPlan } from "../../codemods/engine/run.ts";
import { createProjectContext } from "../../codemods/engine/project-context.ts";
import type { SpanwrightConfig } from "../../spans/index.ts";
import { createTempProject } from "../support/temp-project.ts";

const parsed: string[] = [];
vi.mock(import("oxc-parser"), async (original) => {
  const parser = await original();
  return {
    ...parser,
    parseSync: (path, text, options) => {
      parsed.push(`${path}: ${text}`);
      return parser.parseSync(path, text, options);
    },
  };
});
afterEach(() => void parsed.splice(0));

const config: SpanwrightConfig = {
  db: { clients: [{ name: "db", from: ["src/db"], library: "drizzle", driver: "pglite" }] },
  functions: [{ function: "close" }],
  send: [{ function: "channel.send", destination: "slots" }],
  providers: [{ function: "Agent.run", steps: ["load"] }],
};

const all = `import { db } from "./db.js";
import { channel } from "./bus.js";

export async function close(event: { id: string }) {
  await db.delete(slots);
  channel.send(JSON.stringify(event));
}

export class Agent {
  async *run() {
    await load();
    yield 1;
  }
}
`;

test("all codemods share one parse of a file, and files without a word of the gate are not parsed", async () => {
  const files = {
    "src/all.ts": all,
    "src/mention.ts": `import { close } from "./all.js";\nexport const done = close({ id: "a" });\n`,
    "src/plain.ts": `export const sum = (a: number, b: number) => a + b;\n`,
  };
  const manifest = JSON.stringify({
    name: "depot",
    type: "module",
    dependencies: { "@sentry/node": "^11.0.0" },
  });
  const { root } = createTempProject({ "package.json": manifest, ...files });
  const context = createProjectContext(root, config, undefined);
  const { report, changes } = await runPlan(context, Object.keys(files).sort(), {
    command: "plan",
    types: false,
    tool: "spanwright",
  });

  const [file] = report.files.filter(({ path }) => path === "src/all.ts");
  expect(new Set(file?.sites.map(({ codemod }) => codemod))).toEqual(
    new Set(["wrap-db-calls", "wrap-functions", "carry-trace", "wrap-providers"]),
  );
  const changed = changes.find(({ path }) => path === "src/all.ts");
  expect(parsed.filter((one) => one === `src/all.ts: ${all}`)).toHaveLength(1);
  // Once more for what is written: the check that it can be read, run again and unwrapped.
  expect(parsed.filter((one) => one === `src/all.ts: ${changed?.after}`)).toHaveLength(1);
  expect(parsed.filter((one) => one.startsWith("src/mention.ts:"))).toHaveLength(1);
  expect(parsed.filter((one) => one.startsWith("src/plain.ts:"))).toHaveLength(0);
  expect(parsed).toHaveLength(3);
});
