import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSink, type ReceivedSpan, type Sink } from "../../codemods/sink/index.ts";
import { runProgram } from "./run-program.ts";

let sink: Sink;
beforeEach(async () => {
  sink = await startSink();
});
afterEach(() => sink.close());

const lost = (...categories: string[]) =>
  categories.map((category) => ({ category, reason: "sample_rate", quantity: 1 }));

// v9 sends no client report on close; v10 streams no message with an error status.
describe.each([
  {
    module: "@sentry/node",
    version: "11.11.0",
    lifecycle: "",
    failure: "internal_error",
    losses: lost("span"),
  },
  {
    module: "@sentry/node",
    version: "11.11.0",
    lifecycle: "static",
    failure: "internal_error",
    losses: lost("transaction", "span"),
  },
  {
    module: "sentry-node-10",
    version: "10.78.0",
    lifecycle: "",
    failure: "internal_error",
    losses: lost("transaction"),
  },
  {
    module: "sentry-node-10",
    version: "10.78.0",
    lifecycle: "stream",
    failure: undefined,
    losses: lost("span"),
  },
  { module: "sentry-node-9", version: "9.47.2", lifecycle: "", failure: "unknown_error", losses: [] },
])("a running $module $version $lifecycle", ({ module, version, lifecycle, failure, losses }) => {
  it("is received in one shape", async () => {
    const { pid, message } = await runProgram("send-spans.mjs", [module, lifecycle], sink.dsn);

    expect(message).toEqual({ version });
    const spans = new Map(sink.spans().map((span) => [span.name, span]));
    const names = sink.spans().map(({ name }) => name);
    expect(names.sort()).toEqual([
      "chat draft-1",
      "import orders",
      "insert orders",
      "process refunds",
      "reserve stock",
    ]);

    const root = get(spans, "import orders");
    expect(root).toMatchObject({ op: "queue.process", origin: "manual", status: "ok", isSegment: true, pid });
    expect(root.attributes).toMatchObject({ "order.count": 3, vip: true });
    expect(root.parentSpanId).toBeUndefined();
    expect(root.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(root.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(root.sdk).toEqual({ name: "sentry.javascript.node", version });

    const query = get(spans, "insert orders");
    expect(query).toMatchObject({ op: "db.query", traceId: root.traceId, parentSpanId: root.spanId, pid });
    expect(query).toMatchObject({ status: "ok", isSegment: false });
    expect(query).not.toHaveProperty("statusMessage");
    expect(query.attributes["order.ids"]).toEqual(["a", "b"]);

    const failed = get(spans, "reserve stock");
    expect(failed).toMatchObject({ status: "error", parentSpanId: root.spanId, pid });
    expect(failed.statusMessage).toBe(failure);

    // Sent beside its transaction by v10 and v11-static, without the scope's attributes.
    const chat = get(spans, "chat draft-1");
    expect(chat).toMatchObject({ op: "gen_ai.chat", traceId: root.traceId, parentSpanId: root.spanId, pid });
    expect(chat).toMatchObject({ status: "ok", isSegment: false, origin: "manual" });

    const continued = get(spans, "process refunds");
    expect(continued).toMatchObject({
      traceId: "a".repeat(32),
      parentSpanId: "b".repeat(16),
      isSegment: true,
      pid,
    });

    for (const span of sink.spans()) {
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(Math.abs(span.start - Date.now())).toBeLessThan(5 * 60_000); // milliseconds, not seconds
    }
    expect(sink.errors()).toEqual([
      expect.objectContaining({ type: "Error", value: "out of stock", pid, traceId: root.traceId }),
    ]);
    expect(sink.discarded()).toEqual(losses);
    expect(sink.rejected()).toEqual([]);
  });
});

const span = {
  trace_id: "1".repeat(32),
  span_id: "2".repeat(16),
  name: "café",
  status: "ok",
  attributes: {},
};
const envelope = envelopeOf({ ...span, start_timestamp: 1.5, end_timestamp: 2 });

describe("a body", () => {
  it.each([
    { encoding: "gzip", body: gzipSync(envelope) },
    { encoding: "deflate", body: deflateSync(envelope) },
    { encoding: "br", body: brotliCompressSync(envelope) },
    { encoding: "identity", body: Buffer.from(envelope) },
  ])("with content-encoding $encoding is read", async ({ encoding, body }) => {
    const response = await post("/api/1/envelope/?sentry_key=k", body, { "content-encoding": encoding });

    expect(response.status).toBe(200);
    expect(sink.spans()).toMatchObject([{ name: "café", start: 1500, end: 2000 }]);
  });

  it("has items of stated byte length, also with line feeds and many-byte characters inside", async () => {
    const log = '{"message":"é\n\n"}';
    const payload = JSON.stringify({
      version: 2,
      items: [{ ...span, start_timestamp: 1, end_timestamp: 2 }],
    });
    const body = [
      "{}",
      JSON.stringify({ type: "attachment", length: Buffer.byteLength(log) }),
      log,
      JSON.stringify({ type: "span", length: Buffer.byteLength(payload) }),
      payload,
    ].join("\n");

    expect((await post("/api/1/envelope/", Buffer.from(body))).status).toBe(200);
    expect(sink.spans().map(({ name }) => name)).toEqual(["café"]);
  });

  it.each([
    {
      what: "an unknown encoding",
      encoding: "zstd",
      body: Buffer.from(envelope),
      says: /zstd is not supported/,
    },
    {
      what: "a broken stream",
      encoding: "gzip",
      body: Buffer.from(envelope),
      says: /incorrect header check/,
    },
    { what: "no JSON", encoding: "identity", body: Buffer.from("hello"), says: /JSON/ },
    {
      what: "a span without ids",
      encoding: "identity",
      body: Buffer.from(envelopeOf({ name: "lost" })),
      says: /without trace_id/,
    },
  ])("with $what is rejected aloud", async ({ encoding, body, says }) => {
    const response = await post("/api/1/envelope/", body, { "content-encoding": encoding });

    expect(response.status).toBe(400);
    expect(sink.rejected()).toEqual([expect.stringMatching(says)]);
    expect(sink.spans()).toEqual([]);
  });

  it("for another path is rejected aloud", async () => {
    expect((await post("/api/1/store/", Buffer.from(envelope))).status).toBe(404);
    expect(sink.rejected()).toEqual(["POST /api/1/store/: not an envelope endpoint"]);
  });
});

it("listens on loopback only", () => {
  expect(new URL(sink.dsn).hostname).toBe("127.0.0.1");
});

it("sums up what clients discarded", async () => {
  const report = { discarded_events: [{ category: "span", reason: "sample_rate", quantity: 2 }] };
  const body = Buffer.from(`{}\n{"type":"client_report"}\n${JSON.stringify(report)}\n`);
  await post("/api/1/envelope/", body);
  await post("/api/1/envelope/", body);

  expect(sink.discarded()).toEqual([{ category: "span", reason: "sample_rate", quantity: 4 }]);
});

function get(spans: ReadonlyMap<string, ReceivedSpan>, name: string): ReceivedSpan {
  const found = spans.get(name);
  if (!found) throw new Error(`no span named ${name}`);
  return found;
}

function envelopeOf(item: object): string {
  return `{}\n{"type":"span"}\n${JSON.stringify({ version: 2, items: [item] })}\n`;
}

async function post(path: string, body: Buffer, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(new URL(path, sink.dsn.replace("sink@", "")), {
    method: "POST",
    headers,
    body: new Uint8Array(body),
  });
}
