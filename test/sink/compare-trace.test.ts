import { describe, expect, it } from "vitest";
import {
  compareTrace,
  formatSummary,
  readExpectedTrace,
  type ReceivedSpan,
} from "../../codemods/sink/index.ts";
import { span } from "./span.ts";

const processes = { web: 1, worker: 2 };
const expected = readExpectedTrace(
  JSON.stringify({
    spans: [
      { id: "request", name: "POST /jobs", op: "http.server", process: "web", origin: "auto", count: 1 },
      {
        id: "send",
        parent: "request",
        name: "publish jobs",
        op: "queue.publish",
        process: "web",
        origin: "manual",
        count: 2,
      },
      {
        id: "take",
        parent: "send",
        name: "process jobs",
        op: "queue.process",
        process: "worker",
        origin: "manual",
        count: 2,
        perParent: 1,
      },
    ],
  }),
);

const request = span("request", { name: "POST /jobs", op: "http.server", origin: "auto.http.http_server" });
const sound: readonly ReceivedSpan[] = [
  request,
  span("send1", { under: "request", name: "publish jobs", op: "queue.publish" }),
  span("send2", { under: "request", name: "publish jobs", op: "queue.publish" }),
  span("take1", { under: "send1", name: "process jobs", op: "queue.process", pid: 2 }),
  span("take2", { under: "send2", name: "process jobs", op: "queue.process", pid: 2 }),
];

describe("compareTrace", () => {
  it("is sound for exactly the expected spans, in any order of arrival", () => {
    const result = compareTrace({ spans: [...sound].reverse(), processes }, expected);

    expect(result.isSound).toBe(true);
    expect(formatSummary(result)).toBe("traces: 1, processes: 2, spans: 5, missing: 0, unplanned: 0");
  });

  it("reports a span that did not come, by name and place", () => {
    const result = compareTrace({ spans: sound.slice(0, -1), processes }, expected);

    expect(result.missing).toEqual([
      "process jobs (queue.process, worker, manual, ok), under publish jobs (web)",
    ]);
    expect(result.unplanned).toEqual([]);
    expect(result.isSound).toBe(false);
    expect(formatSummary(result)).toBe("traces: 1, processes: 2, spans: 4, missing: 1, unplanned: 0");
  });

  it("reports a span that nobody planned, by name and place", () => {
    const heartbeat = span("beat", {
      under: "send1",
      name: "process heartbeat",
      op: "queue.process",
      pid: 2,
    });
    const result = compareTrace({ spans: [...sound, heartbeat], processes }, expected);

    expect(result.unplanned).toEqual([
      "process heartbeat (queue.process, worker, manual, ok), under publish jobs (web)",
    ]);
    expect(result.missing).toEqual([]);
    expect(result.isSound).toBe(false);
  });

  it("reports a consumer that lost its carrier as a second trace", () => {
    const cut = span("take2", { traceId: "t2", name: "process jobs", op: "queue.process", pid: 2 });
    const result = compareTrace({ spans: [...sound.slice(0, -1), cut], processes }, expected);

    expect(formatSummary(result)).toBe("traces: 2, processes: 2, spans: 5, missing: 1, unplanned: 1");
    expect(result.unplanned).toEqual(["process jobs (queue.process, worker, manual, ok), a root"]);
  });

  it("is not sound with a second trace, even when every expected span is there", () => {
    const stray = span("stray", { traceId: "t2" });
    expect(compareTrace({ spans: [...sound, stray], processes }, expected).isSound).toBe(false);
  });

  it("sees a stale carrier: both consumers under the first producer", () => {
    const stale = span("take2", { under: "send1", name: "process jobs", op: "queue.process", pid: 2 });
    const result = compareTrace({ spans: [...sound.slice(0, -1), stale], processes }, expected);

    expect([result.missing.length, result.unplanned.length]).toEqual([1, 1]);
  });

  it.each([
    { what: "name", change: { name: "process job 17" } },
    { what: "op", change: { op: "function" } },
    { what: "process", change: { pid: 1 } },
    { what: "origin", change: { origin: "auto.queue.bull" } },
    { what: "status", change: { status: "error" } as const },
    { what: "parent", change: { parentSpanId: "request" } },
    { what: "trace, though it names the same parent", change: { traceId: "t2" } },
  ])("does not take a span with another $what for the expected one", ({ change }) => {
    const wrong = { ...sound[4], ...change } as ReceivedSpan;
    const result = compareTrace({ spans: [...sound.slice(0, -1), wrong], processes }, expected);

    expect([result.missing.length, result.unplanned.length]).toEqual([1, 1]);
  });

  it("reports everything under a span that is not there", () => {
    const result = compareTrace(
      { spans: sound.filter(({ spanId }) => spanId !== "send2"), processes },
      expected,
    );

    expect(result.missing).toHaveLength(2);
    expect(result.unplanned).toEqual([
      "process jobs (queue.process, worker, manual, ok), its parent was not received",
    ]);
  });

  it("counts processes by pid, and a span without one in none of them", () => {
    const { pid: _, ...nameless } = request;
    const result = compareTrace({ spans: [nameless], processes }, expected);

    expect(result.processes).toBe(0);
    expect(result.unplanned).toEqual([
      "POST /jobs (http.server, pid unknown, auto.http.http_server, ok), a root",
    ]);
  });

  it("is not sound for nothing at all", () => {
    const result = compareTrace({ spans: [], processes }, expected);
    expect(formatSummary(result)).toBe("traces: 0, processes: 0, spans: 0, missing: 5, unplanned: 0");
    expect(result.isSound).toBe(false);
  });
});

describe("compareTrace, for messages that leave the system", () => {
  const withDelivery = { ...expected, deliveries: [{ message: "done", parent: "request", count: 1 }] };
  const run = (trace?: string) =>
    compareTrace(
      {
        spans: sound,
        processes,
        deliveries: [{ message: "done", ...(trace === undefined ? {} : { trace }) }],
      },
      withDelivery,
    );

  it("accepts a carrier that names the expected span", () => {
    expect(run("t1-request-1").isSound).toBe(true);
  });

  it("reports a message without its carrier", () => {
    expect(run().missing).toEqual(["carrier on done, of POST /jobs (web)"]);
    expect(run().isSound).toBe(false);
  });

  it("reports a carrier that names another span", () => {
    const { missing, unplanned } = run("t1-take1-1");
    expect(missing).toEqual(["carrier on done, of POST /jobs (web)"]);
    expect(unplanned).toEqual(["carrier on done: t1-take1-1"]);
  });
});
