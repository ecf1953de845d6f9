import { asRecord, type Envelope, type EnvelopeItem } from "./envelope.ts";
import {
  PID_KEY,
  type AttributeValue,
  type ReceivedError,
  type ReceivedSpan,
  type SdkInfo,
} from "./received-span.ts";

/** What one envelope item holds, for the item types that the sink understands. */
export type ReadItem =
  | { readonly kind: "spans"; readonly spans: readonly ReceivedSpan[] }
  | { readonly kind: "error"; readonly error: ReceivedError }
  | { readonly kind: "discarded"; readonly discarded: readonly Discarded[] }
  | { readonly kind: "other"; readonly type: string };

/** Data that the SDK itself threw away, from its client report. */
export interface Discarded {
  /** For example `span` or `transaction`. */
  readonly category: string;
  /** For example `sample_rate`, `no_parent_span` or `queue_overflow`. */
  readonly reason: string;
  readonly quantity: number;
}

/**
 * Reads the items of one envelope.
 *
 * v10 and v11 with `traceLifecycle: "static"` take the `gen_ai` spans out of a transaction and put them beside it as a
 * streamed item without the scope's attributes (`streamGenAiSpans`, run on 10.78.0 and 11.11.0). One process makes an
 * envelope, so what the transaction says about the process holds for them too.
 *
 * @throws Error when a span or transaction lacks its ids: such an item would silently be missing from the tree.
 */
export function readItems({ header, items }: Envelope): ReadItem[] {
  const read = items.map((item) => readItem(item, header));
  const pid = read.flatMap(spansOf).find((span) => span.pid !== undefined)?.pid;
  return pid === undefined ? read : read.map((item) => withPid(item, pid));
}

function readItem(item: EnvelopeItem, header: unknown): ReadItem {
  const payload = asRecord(item.payload);
  const sdk = readSdk(asRecord(header).sdk ?? payload.sdk);
  switch (item.type) {
    case "transaction":
      return { kind: "spans", spans: readTransaction(payload, sdk) };
    case "span": {
      const streamed = Array.isArray(payload.items) ? payload.items.map(asRecord) : [payload];
      return { kind: "spans", spans: streamed.map((span) => readStreamedSpan(span, sdk)) };
    }
    case "event":
      return { kind: "error", error: readError(payload) };
    case "client_report":
      return { kind: "discarded", discarded: readDiscarded(payload) };
    default:
      return { kind: "other", type: item.type };
  }
}

function spansOf(item: ReadItem): readonly ReceivedSpan[] {
  return item.kind === "spans" ? item.spans : [];
}

function withPid(item: ReadItem, pid: number): ReadItem {
  return item.kind === "spans" ? { ...item, spans: item.spans.map((span) => ({ pid, ...span })) } : item;
}

type Json = Readonly<Record<string, unknown>>;

/** v9, v10 and v11 with `traceLifecycle: "static"`: the root is in `contexts.trace`, the others are in `spans`. */
function readTransaction(payload: Json, sdk: SdkInfo): ReceivedSpan[] {
  const pid = readPid(asRecord(payload.tags)[PID_KEY]);
  const trace = asRecord(asRecord(payload.contexts).trace);
  const root = readStaticSpan(
    { ...trace, ...pickTimes(payload), description: payload.transaction },
    sdk,
    pid,
    true,
  );
  const spans = Array.isArray(payload.spans) ? payload.spans.map(asRecord) : [];
  return [root, ...spans.map((span) => readStaticSpan(span, sdk, pid, false))];
}

function pickTimes(payload: Json): Json {
  return { start_timestamp: payload.start_timestamp, timestamp: payload.timestamp };
}

function readStaticSpan(span: Json, sdk: SdkInfo, pid: number | undefined, isSegment: boolean): ReceivedSpan {
  const attributes = readAttributes(asRecord(span.data), (value) => value);
  const status = span.status === undefined || span.status === "ok" ? "ok" : "error";
  return {
    ...readIds(span),
    name: String(span.description ?? ""),
    ...optional("op", readText(span.op ?? attributes["sentry.op"])),
    ...optional("origin", readText(span.origin ?? attributes["sentry.origin"])),
    status,
    ...optional("statusMessage", status === "error" ? readText(span.status) : undefined),
    start: readTime(span.start_timestamp),
    end: readTime(span.timestamp),
    attributes,
    ...optional("pid", readPid(attributes[PID_KEY]) ?? pid),
    isSegment,
    sdk,
  };
}

/** v11, and v10 with `traceLifecycle: "stream"`: every span stands alone and its attributes say their type. */
function readStreamedSpan(span: Json, sdk: SdkInfo): ReceivedSpan {
  // A lone span without a batch is the older form, which browsers use for web vitals.
  if (span.attributes === undefined) return readStaticSpan(span, sdk, undefined, span.is_segment === true);
  const attributes = readAttributes(asRecord(span.attributes), (typed) => asRecord(typed).value);
  return {
    ...readIds(span),
    name: String(span.name ?? ""),
    ...optional("op", readText(attributes["sentry.op"])),
    ...optional("origin", readText(attributes["sentry.origin"])),
    status: span.status === "error" ? "error" : "ok",
    ...optional("statusMessage", readText(attributes["sentry.status.message"])),
    start: readTime(span.start_timestamp),
    end: readTime(span.end_timestamp),
    attributes,
    ...optional("pid", readPid(attributes[PID_KEY])),
    isSegment: span.is_segment === true,
    sdk,
  };
}

function readIds(span: Json): Pick<ReceivedSpan, "traceId" | "spanId" | "parentSpanId"> {
  const traceId = readText(span.trace_id);
  const spanId = readText(span.span_id);
  if (traceId === undefined || spanId === undefined) throw new Error("a span without trace_id or span_id");
  return { traceId, spanId, ...optional("parentSpanId", readText(span.parent_span_id)) };
}

function readError(payload: Json): ReceivedError {
  const values = asRecord(payload.exception).values;
  const exception = asRecord(Array.isArray(values) ? values.at(-1) : undefined);
  const trace = asRecord(asRecord(payload.contexts).trace);
  return {
    type: readText(exception.type) ?? "message",
    value: readText(exception.value ?? payload.message) ?? "",
    ...optional("traceId", readText(trace.trace_id)),
    ...optional("spanId", readText(trace.span_id)),
    ...optional("pid", readPid(asRecord(payload.tags)[PID_KEY])),
  };
}

function readDiscarded(payload: Json): Discarded[] {
  const entries = Array.isArray(payload.discarded_events) ? payload.discarded_events.map(asRecord) : [];
  return entries.map(({ category, reason, quantity }) => ({
    category: String(category),
    reason: String(reason),
    quantity: Number(quantity),
  }));
}

function readAttributes(source: Json, read: (value: unknown) => unknown): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const [key, raw] of Object.entries(source)) {
    const value = read(raw);
    if (isAttributeValue(value)) attributes[key] = value;
  }
  return attributes;
}

function isAttributeValue(value: unknown): value is AttributeValue {
  return Array.isArray(value) ? value.every(isPrimitive) : isPrimitive(value);
}

function isPrimitive(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function readSdk(value: unknown): SdkInfo {
  const { name, version } = asRecord(value);
  return { name: readText(name) ?? "unknown", version: readText(version) ?? "unknown" };
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Tags arrive as text when they went through a relay, as a number straight from the SDK. */
function readPid(value: unknown): number | undefined {
  const pid = typeof value === "string" ? Number(value) : value;
  return typeof pid === "number" && Number.isInteger(pid) ? pid : undefined;
}

/** Seconds with a fraction, on the wire. */
function readTime(seconds: unknown): number {
  return Number(seconds) * 1000;
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;
}
