import * as Sentry from "@sentry/node";
import { traceMemory } from "./last-trace.ts";
import type { Span, StartSpanOptions } from "./span-types.ts";

/**
 * A span around what the user does next, with a link to the trace of the newest message. It stays in the trace of the page,
 * so that a build of an hour and the click on its result are two traces that lead to each other.
 */
export function startLinkedSpan<T>(options: StartSpanOptions, callback: (span: Span) => T): T {
  const carrier = traceMemory.newest;
  if (!carrier) return Sentry.startSpan(options, callback);
  const [traceId = "", spanId = "", sampled] = carrier.trace.split("-");
  const link = { context: { traceId, spanId, traceFlags: sampled === "1" ? 1 : 0 } };
  return Sentry.startSpan({ ...options, links: [...(options.links ?? []), link] }, callback);
}
