import * as Sentry from "@sentry/node";

/**
 * Runs one tick of a timer, a schedule or a loop in a trace of its own, whatever was active when the timer was set.
 * A timer keeps the context of the code that sets it, so ticks would else go on in the trace of the first one, and with
 * SDK 11 all that have no parent would share one trace for the life of the process.
 * The isolation scope keeps tags and users of one tick out of the next one.
 */
export function runTick<T>(callback: () => T): T {
  return Sentry.withIsolationScope(() => Sentry.startNewTrace(callback));
}
