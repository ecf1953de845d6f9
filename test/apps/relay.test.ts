import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTraces, readExpectedTrace, startSink, type Sink } from "../../codemods/sink/index.ts";
import { copyRelay, relaySource, type RelayCopy } from "../../scripts/copy-relay.ts";
import { runRelay, type RelayRun } from "../../scripts/run-relay.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

describe("the relay system, as it is", () => {
  let copy: RelayCopy;
  let sink: Sink;
  let run: RelayRun;
  let stored: unknown;

  beforeAll(async () => {
    copy = await copyRelay();
    sink = await startSink();
    run = await runRelay({
      root: copy.root,
      dsn: sink.dsn,
      brief: "A page about owls",
      whileUp: async ({ webUrl, buildId }) => {
        stored = await (await fetch(`${webUrl}/builds/${buildId}`)).json();
      },
    });
  });
  afterAll(async () => {
    await sink.close();
    await copy.remove();
  });

  it("builds the pages and stores what happened", () => {
    expect(stored).toMatchObject({
      id: run.buildId,
      brief: "A page about owls",
      status: "completed",
      pages: ["/index.html", "/about.html"],
      events: ["build-started", "page-written", "page-written", "build-completed"],
    });
  });

  it("tells the browser, in order, what the helper found too", () => {
    expect(run.updates).toMatchObject([
      { type: "status", status: "running", buildId: run.buildId },
      { type: "page", path: "/index.html" },
      { type: "page", path: "/about.html" },
      { type: "finished", status: "completed", brokenLinks: ["/team.html"] },
    ]);
  });

  it("runs four processes that stop by SIGTERM and exit by themselves", () => {
    expect(run.exits).toEqual({ broker: 0, runner: 0, web: 0 });
    expect(Object.keys(run.processes).sort()).toEqual(["broker", "helper", "runner", "web"]);
    expect(new Set(Object.values(run.processes)).size).toBe(4);
    for (const pid of Object.values(run.processes)) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect(run.output).toBe("");
  });

  it("sends only the spans that the SDK makes: no trace goes beyond one HTTP request", () => {
    expect(new Set(sink.spans().map(({ origin }) => origin))).toEqual(
      new Set(["auto.http.http_server", "auto.http.node_fetch"]),
    );
    const { web, broker } = run.processes;
    const seen = sink
      .spans()
      .map(
        ({ name, op, pid }) => `${name} ${op ?? ""} ${pid === web ? "web" : pid === broker ? "broker" : "?"}`,
      );
    expect(seen.sort()).toEqual(
      [
        "POST /builds http.server web",
        "POST 127.0.0.1 http.client web",
        "POST /commands http.server broker",
        ...Array<string>(4).fill("POST 127.0.0.1 http.client broker"),
        ...Array<string>(4).fill("POST /events http.server web"),
        "GET /builds/:id http.server web", // asked by this test
      ].sort(),
    );
    expect(buildTraces(sink.spans()).length).toBeGreaterThan(1);
    expect(run.updates.every((update) => update._sentry === undefined)).toBe(true);
    expect(sink.errors()).toEqual([]);
    expect(sink.rejected()).toEqual([]);
  });
});

it("type-checks", async () => {
  const compiler = join(repository, "node_modules/typescript/bin/tsc");
  const check = promisify(execFile)(process.execPath, [compiler, "-p", relaySource, "--noEmit"]);
  await expect(check).resolves.toEqual({ stdout: "", stderr: "" });
}, 180_000);

it("has no span and no carrier of its own", async () => {
  const files = (await readdir(relaySource, { recursive: true })).filter(
    (path) => path.endsWith(".ts") && !/^(?:dist|node_modules)/.test(path),
  );
  const used = new Set<string>();
  for (const path of files) {
    const text = await readFile(join(relaySource, path), "utf8");
    for (const [, name] of text.matchAll(/\bSentry\.(\w+)/g)) used.add(name ?? "");
    expect(text).not.toContain("_sentry");
  }
  expect(files.length).toBeGreaterThan(20);
  expect([...used].sort()).toEqual(["close", "init"]);
});

it("expects what DESIGN.md says and the SDK was measured to send", async () => {
  const expected = readExpectedTrace(await readFile(join(relaySource, "expected-trace.json"), "utf8"));
  expect(expected.spans.reduce((sum, { count }) => sum + count, 0)).toBe(50);
  expect(new Set(expected.spans.map((span) => span.process))).toEqual(
    new Set(["web", "broker", "runner", "helper"]),
  );
});
