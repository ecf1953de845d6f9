import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSink, type Sink } from "../../codemods/sink/index.ts";
import { outputOf, planFile } from "../../spans/index.ts";
import { openCaseFile } from "../support/plan-case.ts";

// Below the repository, so that packages resolve.
const cache = fileURLToPath(new URL("../../node_modules/.cache/spanwright-shutdown", import.meta.url));

let sink: Sink;
let folder: string;
beforeEach(async () => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, "run-"));
  sink = await startSink();
});
afterEach(async () => {
  await sink.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ending {
  /** What the program is told to stop with, once it says that it is at work; absent: it ends by itself. */
  readonly signal?: "SIGTERM" | "SIGINT";
  readonly code: number;
  readonly spans: readonly string[];
  readonly errors: readonly string[];
}

const programs: readonly (readonly [name: string, ending: Ending])[] = [
  ["server", { signal: "SIGTERM", code: 0, spans: ["render report"], errors: [] }],
  ["cli", { code: 3, spans: ["import orders"], errors: ["order 7 has no lines"] }],
  ["worker", { signal: "SIGTERM", code: 0, spans: ["put jobs back"], errors: ["stopped"] }],
  ["worker", { signal: "SIGINT", code: 130, spans: ["put jobs back"], errors: [] }],
  ["flusher", { signal: "SIGINT", code: 0, spans: ["release lease"], errors: [] }],
];

describe.each(["@sentry/node", "sentry-node-10", "sentry-node-9"])("with %s", (sdk) => {
  test.each(programs)(
    "%s: what is recorded last arrives, and the exit code stays: %o",
    async (name, ending) => {
      const input = readFileSync(new URL(`./shutdown/${name}.mjs`, import.meta.url), "utf8");
      const file = openCaseFile({ config: {}, codemod: "flush-on-shutdown" }, `${name}.mjs`, input);
      const output = outputOf(planFile(file, { only: ["flush-on-shutdown"] }));

      expect(await run(input, sdk, ending.signal)).toBe(ending.code);
      expect(received(), "before").toEqual({ spans: [], errors: [] });

      expect(await run(output, sdk, ending.signal)).toBe(ending.code);
      expect(received(), "after").toEqual({ spans: ending.spans, errors: ending.errors });
    },
  );
});

function received(): Pick<Ending, "spans" | "errors"> {
  const manual = sink.spans().filter(({ origin }) => origin === "manual");
  return { spans: manual.map(({ name }) => name), errors: sink.errors().map(({ value }) => value) };
}

/** Runs a program in a process of its own, and gives its exit code. */
function run(text: string, sdk: string, signal: Ending["signal"]): Promise<number | null> {
  const path = join(folder, "program.mjs");
  writeFileSync(path, text.replace('"@sentry/node"', JSON.stringify(sdk)));
  const child = fork(path, { execArgv: [], env: { ...process.env, SENTRY_DSN: sink.dsn } });
  child.on("message", () => {
    if (signal !== undefined) child.kill(signal);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}
