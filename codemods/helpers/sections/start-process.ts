import * as Sentry from "@sentry/node";
import type { Span, StartSpanOptions } from "./span-types.ts";

/**
 * Runs what a child process is there for in a span of the trace that its parent handed over in SENTRY_TRACE and
 * SENTRY_BAGGAGE, and sends what Sentry holds before its promise settles, so that an exit behind it loses nothing.
 * Without them it starts a trace of its own.
 */
export async function startProcess<T>(
  options: StartSpanOptions,
  callback: (span: Span) => T | PromiseLike<T>,
): Promise<T> {
  const { SENTRY_TRACE: sentryTrace, SENTRY_BAGGAGE: baggage } = process.env;
  try {
    return await Sentry.continueTrace({ sentryTrace, baggage }, () => Sentry.startSpan(options, callback));
  } finally {
    await Sentry.flush(2000);
  }
}
