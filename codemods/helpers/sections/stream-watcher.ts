import { runQuietly } from "./run-quietly.ts";
import type { Span } from "./span-types.ts";

/** Sees what a traced stream hands out. It is asked once for each stream, when the stream's span has started. */
export type StreamWatcher<T> = (span: Span) => StreamObserver<T>;

export interface StreamObserver<T> {
  /** Called with each value before the consumer gets it. */
  value(value: T): void;
  /** Called once when the stream is over, in whatever way, just before its span ends. */
  end?(): void;
}

export function startWatching<T>(
  watch: StreamWatcher<T> | undefined,
  span: Span,
): StreamObserver<T> & { end(): void } {
  let observer: StreamObserver<T> | undefined;
  runQuietly(() => {
    observer = watch?.(span);
  });
  return {
    value(value) {
      runQuietly(() => observer?.value(value));
    },
    end() {
      runQuietly(() => observer?.end?.());
    },
  };
}
