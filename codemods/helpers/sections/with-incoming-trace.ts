import * as Sentry from "@sentry/node";
import type { Span, StartSpanOptions } from "./span-types.ts";
import type { TraceCarrier } from "./trace-carrier.ts";

/**
 * Handles a message that came in from another process inside a span of the trace that its `_sentry` field names.
 * The isolation scope keeps tags and users of one message out of the next one.
 * Without a usable carrier the span is a child of the active one, as in an HTTP handler that passes a message on;
 * with no active span either, it starts a trace of its own, because in SDK 11 all roots would else share one.
 */
export function withIncomingTrace<T>(
  message: unknown,
  options: StartSpanOptions,
  callback: (span: Span) => T,
): T {
  const start = () => Sentry.startSpan(options, callback);
  const carrier = readCarrier(message);
  if (!carrier && Sentry.getActiveSpan()) return start();
  return Sentry.withIsolationScope(() =>
    carrier
      ? Sentry.continueTrace({ sentryTrace: carrier.trace, baggage: carrier.baggage }, start)
      : Sentry.startNewTrace(start),
  );
}

const TRACE_HEADER = /^[0-9a-f]{32}-[0-9a-f]{16}(-[01])?$/;

// The field comes from outside: anything that does not look like a carrier counts as none.
function readCarrier(message: unknown): TraceCarrier | undefined {
  try {
    if (typeof message !== "object" || message === null || Array.isArray(message)) return undefined;
    const carrier = (message as { readonly _sentry?: unknown })._sentry;
    if (typeof carrier !== "object" || carrier === null) return undefined;
    const { trace, baggage } = carrier as { readonly trace?: unknown; readonly baggage?: unknown };
    if (typeof trace !== "string" || !TRACE_HEADER.test(trace)) return undefined;
    return typeof baggage === "string" ? { trace, baggage } : { trace };
  } catch {
    return undefined;
  }
}
