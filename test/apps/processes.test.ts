import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { renderHelperModule } from "../../codemods/helpers/index.ts";
import { startSink, type ReceivedSpan, type Sink } from "../../codemods/sink/index.ts";
import {
  helperNames,
  outputOf,
  planFile,
  type CodemodName,
  type SpanwrightConfig,
} from "../../spans/index.ts";
import { openCaseFile } from "../support/plan-case.ts";

// Below the repository, so that packages resolve.
const cache = fileURLToPath(new URL("../../node_modules/.cache/spanwright-processes", import.meta.url));

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

const processes: SpanwrightConfig = {
  processes: [
    { function: "spawn" },
    { function: "fork" },
    { function: "exec" },
    { function: "main", entry: true },
  ],
};
const ticks: SpanwrightConfig = { ticks: [{ function: "Poller.poll", phases: ["#research"] }] };

describe.each(["@sentry/node", "sentry-node-10", "sentry-node-9"])("with %s", (sdk) => {
  test("child processes are in the trace of what starts them, and theirs goes on in it", async () => {
    const codes = [0, 3, -2, "SIGTERM", "done"];
    expect(await run(["parent", "child"], sdk, undefined)).toEqual(codes);
    expect(drawTree(sink.spans()), "before: what a child records is lost with its exit").toEqual([
      "print order",
    ]);
    const before = sink.spans().length;

    expect(
      await run(["parent", "child"], sdk, { codemod: "trace-child-processes", config: processes }),
    ).toEqual(codes);
    const spans = sink.spans().slice(before);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(drawTree(spans)).toEqual([
      "print order",
      "print order > echo",
      "print order > no-such-printer (internal_error)",
      "print order > node (internal_error)",
      "print order > node (internal_error) > child.main (internal_error)",
      "print order > node (internal_error) > child.main (internal_error) > print page 2",
      "print order > node child.mjs",
      "print order > node child.mjs > child.main",
      "print order > node child.mjs > child.main > print page 1",
      "print order > sleep (aborted)",
    ]);
  });

  test("each round of a poll has a trace of its own, and the first belongs to who starts it", async () => {
    expect(await run(["poller"], sdk, undefined)).toBe(3);
    expect(new Set(sink.spans().map(({ traceId }) => traceId)).size, "before: one trace for ever").toBe(1);
    const before = sink.spans().length;

    expect(await run(["poller"], sdk, { codemod: "wrap-ticks", config: ticks })).toBe(3);
    const spans = sink.spans().slice(before);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(3);
    const round = (root: string): string[] => [
      `${root}Poller.poll`,
      `${root}Poller.poll > Poller.research`,
      `${root}Poller.poll > Poller.research > ask`,
    ];
    expect(drawTree(spans)).toEqual(
      ["POST /start", ...round("POST /start > "), ...round(""), ...round("")].sort(),
    );
  });
});

interface Change {
  readonly codemod: CodemodName;
  readonly config: SpanwrightConfig;
}

/** Runs the first of some programs, changed or as they are, and gives what it reports. */
async function run(names: readonly string[], sdk: string, change: Change | undefined): Promise<unknown> {
  for (const name of names) {
    const input = readFileSync(new URL(`./processes/${name}.mjs`, import.meta.url), "utf8");
    const output =
      change === undefined
        ? input
        : outputOf(planFile(openCaseFile(change, `${name}.mjs`, input), { only: [change.codemod] }));
    writeFileSync(join(folder, `${name}.mjs`), output.replace('"@sentry/node"', JSON.stringify(sdk)));
  }
  writeFileSync(
    join(folder, "sentry-tracing.js"),
    renderHelperModule({
      helpers: helperNames,
      sentryModule: sdk,
      language: "js",
      moduleFormat: "esm",
      quote: '"',
      semicolons: true,
    }),
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const child = fork(join(folder, `${names[0] ?? ""}.mjs`), {
    execArgv: [],
    env: { ...process.env, SENTRY_DSN: sink.dsn, SENTRY_TRACE_LIFECYCLE: "static" },
  });
  let reported: unknown;
  child.on("message", (message) => (reported = message));
  await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  return reported;
}

/** `root > child > grandchild` for each span, sorted; a failed one with its status message. */
function drawTree(spans: readonly ReceivedSpan[]): string[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const pathOf = (span: ReceivedSpan): string => {
    const parent = byId.get(span.parentSpanId ?? "");
    // SDK 9 calls what is thrown an unknown error.
    const status =
      span.status === "ok" ? "" : ` (${(span.statusMessage ?? "").replace("unknown_", "internal_")})`;
    return `${parent === undefined ? "" : `${pathOf(parent)} > `}${span.name}${status}`;
  };
  return spans.map(pathOf).sort();
}
