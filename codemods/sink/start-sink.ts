import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { promisify } from "node:util";
import { asRecord, parseEnvelope } from "./envelope.ts";
import { readItems, type Discarded } from "./read-items.ts";
import type { ReceivedError, ReceivedSpan } from "./received-span.ts";

/** A Sentry server on loopback that keeps what it receives. */
export interface Sink {
  /** For `SENTRY_DSN`, for example `http://sink@127.0.0.1:40123/1`. */
  readonly dsn: string;
  /** Every span received so far, in order of arrival; none is left out. */
  spans(): readonly ReceivedSpan[];
  /** Every error event received so far. */
  errors(): readonly ReceivedError[];
  /** What the SDKs threw away by themselves, summed up by category and reason. */
  discarded(): readonly Discarded[];
  /** Requests and items that could not be read, one line each. A sound run has none. */
  rejected(): readonly string[];
  /** Stops listening and drops open connections. Clients must have flushed before. */
  close(): Promise<void>;
}

/**
 * Starts a sink on a free port of 127.0.0.1 that speaks Sentry's envelope ingestion.
 *
 * @returns the sink, once it listens.
 * @see https://develop.sentry.dev/sdk/foundations/transport/envelopes/
 * @example
 * const sink = await startSink();
 * // run something with SENTRY_DSN=sink.dsn, wait for its exit, then read sink.spans()
 * await sink.close();
 */
export async function startSink(): Promise<Sink> {
  const store = new Store();
  const server = createServer((request, response) => {
    receive(request, response, store).catch((error: unknown) => {
      store.rejected.push(describe(request, error));
      reply(response, 400);
    });
  });
  const port = await listen(server);
  return {
    dsn: `http://sink@127.0.0.1:${String(port)}/1`,
    spans: () => [...store.spans],
    errors: () => [...store.errors],
    discarded: () => [...store.discarded.values()],
    rejected: () => [...store.rejected],
    close: () => close(server),
  };
}

class Store {
  readonly spans: ReceivedSpan[] = [];
  readonly errors: ReceivedError[] = [];
  readonly discarded = new Map<string, Discarded>();
  readonly rejected: string[] = [];

  addDiscarded(entry: Discarded): void {
    const key = `${entry.category} ${entry.reason}`;
    const known = this.discarded.get(key)?.quantity ?? 0;
    this.discarded.set(key, { ...entry, quantity: known + entry.quantity });
  }
}

async function receive(request: IncomingMessage, response: ServerResponse, store: Store): Promise<void> {
  const body = await readBody(request);
  if (request.method !== "POST" || !/^\/api\/[^/]+\/envelope\/?(\?|$)/.test(request.url ?? "")) {
    store.rejected.push(describe(request, "not an envelope endpoint"));
    reply(response, 404);
    return;
  }
  const envelope = parseEnvelope(await decode(body, request.headers["content-encoding"]));
  for (const read of readItems(envelope)) {
    switch (read.kind) {
      case "spans":
        store.spans.push(...read.spans);
        break;
      case "error":
        store.errors.push(read.error);
        break;
      case "discarded":
        for (const entry of read.discarded) store.addDiscarded(entry);
        break;
      case "other": // sessions, logs, metrics, replays: not about spans
        break;
    }
  }
  const { event_id: id } = asRecord(envelope.header);
  reply(response, 200, typeof id === "string" ? { id } : {});
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

// Sentry's own ingestion refuses more than this, compressed or not: a bomb must not take the sink down.
const limit = { maxOutputLength: 200 * 1024 * 1024 };

async function decode(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  switch (encoding) {
    case undefined:
    case "identity":
      return body;
    case "gzip":
      return promisify<Buffer, typeof limit, Buffer>(gunzip)(body, limit);
    case "deflate":
      return promisify<Buffer, typeof limit, Buffer>(inflate)(body, limit);
    case "br":
      return promisify<Buffer, typeof limit, Buffer>(brotliDecompress)(body, limit);
    default:
      throw new Error(`content-encoding ${encoding} is not supported`);
  }
}

function reply(response: ServerResponse, status: number, body: object = {}): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function describe(request: IncomingMessage, error: unknown): string {
  const path = (request.url ?? "").split("?")[0] ?? "";
  return `${request.method ?? ""} ${path}: ${error instanceof Error ? error.message : String(error)}`;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
