import * as Sentry from "@sentry/node";
import type { Span, StartSpanOptions } from "./span-types.ts";
import { startWatching, type StreamWatcher } from "./stream-watcher.ts";

/**
 * A span around an async generator, from the first `next()` to the end, an error, or the consumer's `break`.
 * `Sentry.startSpan` cannot do it: a generator returns at once and its work happens later, step by step, so each
 * step runs with the span active here. Between the steps the consumer keeps its own active span.
 * A generator that is never consumed makes no span; one that is left in the middle never ends its span.
 */
export async function* traceAsyncGenerator<T, R = unknown, N = unknown>(
  options: StartSpanOptions,
  generator: (span: Span) => AsyncGenerator<T, R, N> | AsyncIterable<T>,
  watch?: StreamWatcher<T>,
): AsyncGenerator<T, R, N> {
  const span = Sentry.startInactiveSpan(options);
  const observer = startWatching(watch, span);
  const step = async (advance: () => PromiseLike<IteratorResult<T, R>>) => {
    const result = await Sentry.withActiveSpan(span, advance);
    if (result.done !== true) observer.value(result.value);
    return result;
  };
  try {
    const source = Sentry.withActiveSpan(span, () =>
      generator(span)[Symbol.asyncIterator](),
    ) as AsyncIterator<T, R, N>;
    // yield* also passes on what the consumer sends with next(value), throw() and return().
    const result = yield* {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: (value: N) => step(() => source.next(value)),
      return: (value: R) => step(async () => (source.return ? source.return(value) : { done: true, value })),
      throw: (error: unknown) =>
        step(async () => {
          if (source.throw) return source.throw(error);
          await source.return?.();
          throw error;
        }),
    };
    return result;
  } catch (error) {
    span.setStatus({ code: 2, message: "internal_error" });
    throw error;
  } finally {
    observer.end();
    span.end();
  }
}
