import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSink, type Sink } from "../../codemods/sink/index.ts";
import { outputOf, planFile, type CodemodName } from "../../spans/index.ts";
import { openCaseFile } from "../support/plan-case.ts";

// Below the repository, so that packages resolve.
const cache = fileURLToPath(new URL("../../node_modules/.cache/spanwright-repairs", import.meta.url));

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

const failing = ["answered", "called back", "caught", "ended first", "inactive", "settled", "swallowed"];
const fine = ["best effort", "not found"];

describe.each(["@sentry/node", "sentry-node-10", "sentry-node-9"])("with %s", (sdk) => {
  test("set-status marks what failed, and nothing else", async () => {
    const { input, output } = sides("statuses.mjs", "set-status");

    await run(input, sdk);
    expect(statuses()).toEqual({ ok: [...failing, ...fine].sort(), error: [] });

    const before = sink.spans().length;
    await run(output, sdk);
    expect(statuses(before)).toEqual({ ok: fine, error: failing });
  });

  test("wrap-handlers sends the error behind a 500, and not the one behind a 404", async () => {
    const { input, output } = sides("handlers.mjs", "wrap-handlers");

    await run(input, sdk);
    expect(sink.errors()).toEqual([]);

    await run(output, sdk);
    expect(sink.errors().map(({ value }) => value)).toEqual(["order 7 is locked"]);
  });
});

function statuses(from = 0): Readonly<Record<"ok" | "error", readonly string[]>> {
  const spans = sink.spans().slice(from);
  const named = (wanted: string): string[] =>
    spans.flatMap(({ name, status }) => (status === wanted ? [name] : [])).sort();
  return { ok: named("ok"), error: named("error") };
}

/** A program, and what a codemod makes of it. */
function sides(name: string, codemod: CodemodName): { readonly input: string; readonly output: string } {
  const input = readFileSync(new URL(`./repairs/${name}`, import.meta.url), "utf8");
  const file = openCaseFile({ config: {}, codemod }, name, input);
  return { input, output: outputOf(planFile(file, { only: [codemod] })) };
}

/** Runs a program in a process of its own; it ends by itself, with 0. */
async function run(text: string, sdk: string): Promise<void> {
  const path = join(folder, "program.mjs");
  writeFileSync(path, text.replace('"@sentry/node"', JSON.stringify(sdk)));
  const child = fork(path, { execArgv: [], env: { ...process.env, SENTRY_DSN: sink.dsn } });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  expect(code).toBe(0);
}
