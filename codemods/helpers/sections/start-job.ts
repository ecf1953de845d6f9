import * as Sentry from "@sentry/node";
import type { Span, StartSpanOptions } from "./span-types.ts";
import { startTick } from "./start-tick.ts";
import type { TraceCarrier } from "./trace-carrier.ts";

/**
 * Handles a job of a queue in a span: of the trace that the job carries, or of a new one, and never of what happened to
 * be active when the worker was made. A list of jobs (`batch.messages`) is a trace of its own with a link to each of theirs.
 * The trace is looked for where queues keep it: `_sentry`, `data` (BullMQ), `headers` (Kafka), `properties.headers` (AMQP).
 */
export function startJob<T>(job: unknown, options: StartSpanOptions, callback: (span: Span) => T): T {
  const batch = findBatch(job);
  if (batch) {
    const links = [...(options.links ?? []), ...batch.flatMap(readLink)].slice(0, 128);
    return startTick({ ...options, links }, callback);
  }
  const carrier = findCarrier(job, 3);
  if (!carrier) return startTick(options, callback);
  const start = (): T => Sentry.startSpan(options, callback);
  // The SDK traces some queues by itself: then its span of this message is active already, and is the parent.
  const active = Sentry.getActiveSpan();
  if (active && carrier.trace.startsWith(active.spanContext().traceId)) return start();
  return Sentry.withIsolationScope(() =>
    Sentry.continueTrace({ sentryTrace: carrier.trace, baggage: carrier.baggage }, start),
  );
}

const JOB_TRACE = /^[0-9a-f]{32}-[0-9a-f]{16}(-[01])?$/;

interface JobFields {
  readonly _sentry?: { readonly trace?: unknown; readonly baggage?: unknown } | null;
  readonly "sentry-trace"?: unknown;
  readonly baggage?: unknown;
  readonly data?: unknown;
  readonly headers?: unknown;
  readonly properties?: unknown;
  readonly message?: unknown;
}

/** A job comes from outside: what does not look like a trace counts as none. */
function findCarrier(value: unknown, depth: number): TraceCarrier | undefined {
  try {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const job = value as JobFields;
    const own = job._sentry;
    const trace = readText(own?.trace ?? job["sentry-trace"]);
    if (trace !== undefined && JOB_TRACE.test(trace)) {
      const baggage = readText(own?.trace === undefined ? job.baggage : own.baggage);
      return baggage === undefined ? { trace } : { trace, baggage };
    }
    if (depth === 0) return undefined;
    for (const inner of [job.data, job.headers, job.properties, job.message]) {
      const carrier = findCarrier(inner, depth - 1);
      if (carrier) return carrier;
    }
    return undefined;
  } catch {
    return undefined;
  }
}

/** Kafka hands headers on as bytes. */
function readText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : undefined;
}

function findBatch(job: unknown): readonly unknown[] | undefined {
  if (Array.isArray(job)) return job as unknown[];
  const batch = (job as { readonly batch?: { readonly messages?: unknown } } | null | undefined)?.batch;
  return Array.isArray(batch?.messages) ? (batch.messages as unknown[]) : undefined;
}

function readLink(job: unknown): { context: { traceId: string; spanId: string; traceFlags: number } }[] {
  const carrier = findCarrier(job, 3);
  if (!carrier) return [];
  const [traceId = "", spanId = "", sampled] = carrier.trace.split("-");
  return [{ context: { traceId, spanId, traceFlags: sampled === "1" ? 1 : 0 } }];
}
