import * as Sentry from "@sentry/node";
import { runTick } from "./run-tick.ts";
import type { Span, StartSpanOptions } from "./span-types.ts";

/** One tick, as `runTick`, inside a span, which is the root of the tick's trace. */
export function startTick<T>(options: StartSpanOptions, callback: (span: Span) => T): T {
  return runTick(() => Sentry.startSpan(options, callback));
}
