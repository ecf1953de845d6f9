import * as Sentry from "@sentry/node";
import type { Span, StartSpanOptions } from "./span-types.ts";

/**
 * A span only where the condition holds; else the callback just runs, without a span.
 * For code that most calls pass through and only a few are worth a span, such as one event type of many.
 */
export function startSpanIf<T>(
  condition: boolean,
  options: StartSpanOptions,
  callback: (span?: Span) => T,
): T {
  return condition ? Sentry.startSpan(options, callback) : callback();
}
