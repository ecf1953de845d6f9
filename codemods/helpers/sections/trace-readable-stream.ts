import * as Sentry from "@sentry/node";
import type { Span, StartSpanOptions } from "./span-types.ts";
import { startWatching, type StreamWatcher } from "./stream-watcher.ts";

/**
 * A span around a web stream, from its making to its last chunk, its error, or the reader's `cancel()`.
 * The stream is made at once and inside the span, so that what it does in `start` and `pull` nests there.
 * It is read one chunk at a time and only on demand: the reader sets the pace, as it did before.
 * A stream that no one reads to its end never ends its span.
 */
export function traceReadableStream<T>(
  options: StartSpanOptions,
  stream: (span: Span) => ReadableStream<T>,
  watch?: StreamWatcher<T>,
): ReadableStream<T> {
  const span = Sentry.startInactiveSpan(options);
  const observer = startWatching(watch, span);
  let open = true;
  const finish = (failed: boolean) => {
    if (!open) return;
    open = false;
    if (failed) span.setStatus({ code: 2, message: "internal_error" });
    observer.end();
    span.end();
  };
  try {
    const source = Sentry.withActiveSpan(span, () => stream(span));
    const isByteStream = supportsByob(source);
    const reader = source.getReader();
    const step = async <V>(advance: () => Promise<V>): Promise<V> => {
      try {
        return await Sentry.withActiveSpan(span, advance);
      } catch (error) {
        finish(true);
        throw error;
      }
    };
    const pull = async (controller: { close(): void; enqueue(chunk: T): void }) => {
      const { done, value } = await step(() => reader.read());
      if (done) {
        finish(false);
        controller.close();
      } else {
        observer.value(value);
        controller.enqueue(value);
      }
    };
    const cancel = async (reason?: unknown) => {
      await step(() => reader.cancel(reason));
      finish(false);
    };
    if (!isByteStream) return new ReadableStream<T>({ pull, cancel }, { highWaterMark: 0 });
    const bytes = new ReadableStream({
      type: "bytes",
      async pull(controller) {
        await pull(controller as unknown as { close(): void; enqueue(chunk: T): void });
        // A read that waits with its own buffer is answered only by this when the stream has closed.
        if (!open) controller.byobRequest?.respond(0);
      },
      cancel,
    });
    return bytes as unknown as ReadableStream<T>;
  } catch (error) {
    finish(true);
    throw error;
  }
}

// Byte streams (the body of a fetch response is one) stay byte streams for readers that bring their own buffer.
function supportsByob(stream: ReadableStream<unknown>): boolean {
  try {
    stream.getReader({ mode: "byob" }).releaseLock();
    return true;
  } catch {
    return false;
  }
}
