import * as Sentry from "@sentry/node";
import type { Span, StartSpanOptions } from "./span-types.ts";
import { startWatching, type StreamWatcher } from "./stream-watcher.ts";

/**
 * A span around a synchronous generator, from the first `next()` to the end, an error, or the consumer's `break`.
 * `Sentry.startSpan` cannot do it: a generator returns at once and its work happens later, step by step, so each
 * step runs with the span active here. Between the steps the consumer keeps its own active span.
 */
export function* traceGenerator<T, R = unknown, N = unknown>(
  options: StartSpanOptions,
  generator: (span: Span) => Generator<T, R, N> | Iterable<T>,
  watch?: StreamWatcher<T>,
): Generator<T, R, N> {
  const span = Sentry.startInactiveSpan(options);
  const observer = startWatching(watch, span);
  const step = (advance: () => IteratorResult<T, R>) => {
    const result = Sentry.withActiveSpan(span, advance);
    if (result.done !== true) observer.value(result.value);
    return result;
  };
  try {
    const source = Sentry.withActiveSpan(span, () => generator(span)[Symbol.iterator]()) as Iterator<T, R, N>;
    // yield* also passes on what the consumer sends with next(value), throw() and return().
    return yield* {
      [Symbol.iterator]() {
        return this;
      },
      next: (value: N) => step(() => source.next(value)),
      return: (value: R) => step(() => (source.return ? source.return(value) : { done: true, value })),
      throw: (error: unknown) =>
        step(() => {
          if (source.throw) return source.throw(error);
          source.return?.();
          throw error;
        }),
    };
  } catch (error) {
    span.setStatus({ code: 2, message: "internal_error" });
    throw error;
  } finally {
    observer.end();
    span.end();
  }
}
