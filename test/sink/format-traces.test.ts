import { expect, it } from "vitest";
import { buildTraces, formatTraces } from "../../codemods/sink/index.ts";
import { span } from "./span.ts";

it("draws a line for each span, aligned over all traces", () => {
  const traces = buildTraces([
    span("request", { name: "POST /jobs", op: "http.server", start: 0, end: 20.25 }),
    span("send", { under: "request", name: "publish jobs", op: "queue.publish", start: 1, end: 2 }),
    span("take", { under: "send", name: "process jobs", op: "queue.process", pid: 2, start: 2, end: 5 }),
    span("query", {
      under: "request",
      name: "insert jobs",
      op: "db.query",
      start: 3,
      end: 4,
      status: "error",
      statusMessage: "aborted",
    }),
    span("lost", { traceId: "t2", under: "gone", name: "tick", pid: 7, start: 9, end: 10 }),
  ]);

  expect(formatTraces(traces, { web: 1, worker: 2 })).toBe(
    [
      "trace t1",
      "POST /jobs                          http.server    web        20.3 ms",
      "├─ publish jobs                     queue.publish  web         1.0 ms",
      "│  └─ process jobs                  queue.process  worker      3.0 ms",
      "└─ insert jobs                      db.query       web         1.0 ms  error: aborted",
      "trace t2",
      "tick (its parent was not received)  function       pid 7       1.0 ms",
    ].join("\n"),
  );
});

it("says when a span names no process", () => {
  const { pid: _, ...nameless } = span("a");
  expect(formatTraces(buildTraces([nameless]))).toBe("trace t1\na  function  no pid      1.0 ms");
});
