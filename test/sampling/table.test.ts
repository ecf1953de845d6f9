import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { SpanwrightConfig } from "../../spans/index.ts";
import { planCaseFile } from "../support/plan-case.ts";
import { outputOf } from "../../spans/index.ts";

const child = fileURLToPath(new URL("sdk-child.mjs", import.meta.url));
const majors = { "sentry-node-9": 9, "sentry-node-10": 10, "@sentry/node": 11 } as const;

/** A root, and the rate that it is to be sampled at. */
interface Root {
  /** Path of an incoming request; else `name` and `op` of a span without a parent. */
  readonly path?: string;
  readonly name?: string;
  readonly op?: string;
  readonly parent?: string;
  readonly rate: number;
}

/** The text of the sampler that the codemod writes for a config. */
function writtenSampler(own: Omit<SpanwrightConfig, "sdk">, major: number): string {
  const input =
    'import * as Sentry from "@sentry/node";\n\nSentry.init({\n  dsn: process.env.SENTRY_DSN,\n});\n';
  const fixture = { codemod: "fix-sampling", config: { sdk: `@sentry/node@${major}`, ...own } } as const;
  const output = outputOf(
    planCaseFile(
      { ...fixture, name: "", files: [], skipped: undefined, scenarios: undefined, folder: undefined },
      "init.js",
      input,
    ),
  );
  return /tracesSampler: ([^]*),\n\}\);\n$/.exec(output)?.[1] ?? expect.unreachable(output);
}

/** What the SDK gets from the written sampler for each root, in a process of its own. */
async function ratesOf(
  sdk: keyof typeof majors,
  own: Omit<SpanwrightConfig, "sdk">,
  roots: readonly Root[],
  environment: Readonly<Record<string, string>> = {},
): Promise<(number | null)[]> {
  const sampler = writtenSampler(own, majors[sdk]);
  const input = JSON.stringify({ sdk, sampler, roots: roots.map(({ rate, ...root }) => (void rate, root)) });
  const { NODE_ENV, SENTRY_ENVIRONMENT, ...rest } = process.env;
  void [NODE_ENV, SENTRY_ENVIRONMENT];
  const { stdout } = await promisify(execFile)(process.execPath, [child, input], {
    env: { ...rest, ...environment },
  });
  return JSON.parse(stdout) as (number | null)[];
}

const sampled = "12345678901234567890123456789012-1234567890123456-1";
const unsampled = "12345678901234567890123456789012-1234567890123456-0";

/** Every row of the default table, and the parent's decision over each. */
const defaults: readonly Root[] = [
  { path: "/health", rate: 0 },
  { path: "/api/healthz?verbose=1", rate: 0 },
  { path: "/livez", rate: 0 },
  { path: "/readyz", rate: 0 },
  { path: "/ping", rate: 0 },
  { path: "/api/agent/status", rate: 0 },
  { name: "ping", op: "websocket", rate: 0 },
  { path: "/assets/logo", rate: 0.1 },
  { path: "/_next/static/chunk", rate: 0.1 },
  // What else looks like a file is no root in versions 10 and 11.
  { path: "/app.js.map?v=3", rate: 0.1 },
  { path: "/api/runner/heartbeat", rate: 0.1 },
  { path: "/api/jobs/poll", rate: 0.1 },
  { name: "send heartbeat", op: "function", rate: 0.1 },
  { name: "chat opus", op: "gen_ai.chat", rate: 1 },
  { name: "tools/call read_file", op: "mcp.server", rate: 1 },
  { path: "/api/agent", rate: 1 },
  { path: "/api/pipelines/7/run", rate: 1 },
  { name: "Orchestrator.poll", op: "function", rate: 1 },
  { name: "ws.message", op: "websocket", rate: 0.5 },
  { name: "process builds", op: "queue.process", rate: 0.5 },
  { name: "read template", op: "file", rate: 0.5 },
  { path: "/api/projects/3?full=1", rate: 0.5 },
  { path: "/files/report.pdf", rate: 0.5 },
  { path: "/login", rate: 0.2 },
  { path: "/apiary", rate: 0.2 },
  { name: "sweep sessions", op: "function", rate: 0.2 },
  { path: "/health", parent: sampled, rate: 1 },
  { path: "/api/agent", parent: unsampled, rate: 0 },
  { name: "chat opus", op: "gen_ai.chat", parent: unsampled, rate: 0 },
];

describe.each(Object.keys(majors) as (keyof typeof majors)[])("the written sampler in %s", (sdk) => {
  test("gives each root the rate of the default table, and a parent's decision goes first", async () => {
    expect(await ratesOf(sdk, { sampling: {} }, defaults)).toEqual(defaults.map(({ rate }) => rate));
  });

  test.each([
    [{ NODE_ENV: "development" }, 1],
    [{ NODE_ENV: "staging" }, 0.5],
    [{ NODE_ENV: "production" }, 0.2],
    [{ SENTRY_ENVIRONMENT: "staging", NODE_ENV: "production" }, 0.5],
    [{ NODE_ENV: "qa" }, 0.2],
  ])("samples the rest by environment: %o", async (environment, rate) => {
    expect(await ratesOf(sdk, { sampling: {} }, [{ path: "/login", rate }], environment)).toEqual([rate]);
  });

  test("follows the rows of the config, the first that fits", async () => {
    const roots: readonly Root[] = [
      { path: "/api/builds/7/logs", rate: 0 },
      { path: "/api/builds/7/logs/9", rate: 1 },
      { path: "/API/Builds/7", rate: 1 },
      { path: "/v2/api/builds/7", rate: 0.3 },
      { name: "sweep sessions", op: "function", rate: 0.05 },
      { name: "sweep sessions", op: "db.query", rate: 0.3 },
      { name: "big sweep sessions", op: "function", rate: 0.3 },
    ];
    const rules = [
      { path: "/api/builds/*/logs", rate: 0 },
      { path: "/api/builds/**", rate: 1 },
      { name: "sweep *", op: "function", rate: 0.05 },
    ];
    expect(await ratesOf(sdk, { sampling: { rules, default: 0.3 } }, roots)).toEqual(
      roots.map(({ rate }) => rate),
    );
  });

  test("samples the ticks that the config names, as init does those that reach a provider", async () => {
    const roots: readonly Root[] = [
      { name: "ReviewPoller.tick", op: "function", rate: 1 },
      { name: "process mails", op: "queue.process", rate: 1 },
      { name: "nightly report", op: "function", rate: 1 },
      { name: "Sweeper.sweep", op: "function", rate: 0.2 },
    ];
    const ticks = [
      { function: "ReviewPoller.tick" },
      { function: "Worker", destination: "mails" },
      { function: "setInterval", name: "nightly report" },
      { function: "setInterval", in: "Sweeper.start" },
    ];
    expect(await ratesOf(sdk, { sampling: {}, ticks }, roots)).toEqual(roots.map(({ rate }) => rate));
  });

  test("decides anew where the config says so", async () => {
    const roots: readonly Root[] = [
      { path: "/login", parent: sampled, rate: 0.25 },
      { path: "/login", parent: unsampled, rate: 0.25 },
    ];
    expect(await ratesOf(sdk, { sampling: { rules: [], default: 0.25, inherit: false } }, roots)).toEqual([
      0.25, 0.25,
    ]);
  });
});
