import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { relaySource } from "../../scripts/copy-relay.ts";
import { runDemo } from "../../scripts/demo.ts";
import { instrumentCopy, type Instrument } from "../../scripts/instrument-copy.ts";

vi.setConfig({ testTimeout: 180_000 }); // a run takes 10 s of CPU time, most of it Postgres starting

let outputFolder: string;
beforeAll(async () => {
  outputFolder = await mkdtemp(join(tmpdir(), "relay-page-"));
});
afterAll(() => rm(outputFolder, { recursive: true, force: true }));

describe("the demo without the tool", () => {
  it("exits 1, and its last line and its page say what is missing", async () => {
    const { code, lines } = await demo(async () => ({ plan: "no plan <yet>", skipped: [] }));

    expect(code).toBe(1);
    // Each event starts in the broker with a span that has no parent; v11 gives those one trace for the process.
    // Expected and there: the request, its call to the broker, and the broker's side of it.
    expect(lines.at(-1)).toBe("traces: 2, processes: 2, spans: 11, missing: 51, unplanned: 8");
    const page = await readFile(join(outputFolder, "index.html"), "utf8");
    expect(page).toContain("traces: 2, processes: 2, spans: 11, missing: 51, unplanned: 8");
    expect(page).toContain("invoke_agent draftsman (gen_ai.invoke_agent, runner, manual, ok)");
    expect(page).toContain("no plan &lt;yet&gt;");
  });
});

// The tool comes from `npm run build`.
describe.runIf(existsSync(new URL("../../codemods/dist/cli.mjs", import.meta.url)))("the demo", () => {
  it("exits 0 with one trace over four processes", async () => {
    const { code, lines } = await demo(instrumentCopy);

    expect(lines.at(-1)).toBe("traces: 1, processes: 4, spans: 50, missing: 0, unplanned: 0");
    expect(code).toBe(0);
    const page = await readFile(join(outputFolder, "index.html"), "utf8");
    expect(page).toContain("<summary>runner/draftsman-provider.ts</summary>");
    expect(page).toContain('<span class="add">');
  });

  it("exits 1 when one edit is deleted", async () => {
    const { code, lines } = await demo(async (root) => {
      const done = await instrumentCopy(root);
      await cp(join(relaySource, "helper/check-links.ts"), join(root, "helper/check-links.ts"));
      return done;
    });

    expect(lines.at(-1)).toBe("traces: 1, processes: 4, spans: 49, missing: 1, unplanned: 0");
    expect(code).toBe(1);
  });

  it("exits 1 when one _sentry is stripped", async () => {
    const { code, lines } = await demo(async (root) => {
      const done = await instrumentCopy(root);
      await edit(
        join(root, "runner/helper-process.ts"),
        'child.on("message", (message) => {',
        (found) =>
          `${found}\n      if (typeof message === "object") Reflect.deleteProperty(message, "_sentry");`,
      );
      return done;
    });

    // The reply's consumer starts a trace of its own.
    expect(lines.at(-1)).toBe("traces: 2, processes: 4, spans: 50, missing: 1, unplanned: 1");
    expect(code).toBe(1);
  });
});

async function demo(
  instrument: Instrument,
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const printed: string[] = [];
  const code = await runDemo({ instrument, print: (text) => printed.push(text), outputFolder });
  return { code, lines: printed.join("\n").split("\n") };
}

async function edit(path: string, find: string, replace: (found: string) => string): Promise<void> {
  const text = await readFile(path, "utf8");
  if (!text.includes(find)) throw new Error(`${path} does not hold ${find}`);
  await writeFile(path, text.replace(find, replace));
}
