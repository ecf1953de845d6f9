import * as Sentry from "@sentry/node";
import { traceMemory } from "./last-trace.ts";
import type { Span, StartSpanOptions } from "./span-types.ts";

/**
 * A span around what the user does next, in the trace of the newest message: for an answer that belongs to the work itself.
 * Requests that the callback starts at once carry that trace on. Without such a trace it is a span like any other.
 */
export function continueLastTrace<T>(options: StartSpanOptions, callback: (span: Span) => T): T {
  const start = () => Sentry.startSpan(options, callback);
  const carrier = traceMemory.newest;
  if (!carrier) return start();
  return Sentry.continueTrace({ sentryTrace: carrier.trace, baggage: carrier.baggage }, start);
}
