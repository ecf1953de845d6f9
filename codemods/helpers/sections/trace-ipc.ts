import * as Sentry from "@sentry/node";
import { takeIpcCarrier } from "./ipc-carrier.ts";
import type { StartSpanOptions } from "./span-types.ts";

/**
 * A listener of Electron's main process, such that each message is handled in a span of the trace that it brings, or of a new one.
 * The argument with the trace is taken away before: the listener sees what was sent, however many arguments it takes.
 * A proxy and no closure: `this`, `length` and properties stay what they are, and a synchronous listener stays synchronous.
 */
export function traceIpc<F extends (...args: never[]) => unknown>(options: StartSpanOptions, listener: F): F {
  return new Proxy(listener, {
    apply: (target, self: unknown, all: unknown[]) => {
      const { carrier, args } = takeIpcCarrier(all);
      const run = (): unknown => Reflect.apply(target, self, args);
      const start = (): unknown => Sentry.startSpan(options, run);
      return Sentry.withIsolationScope(() =>
        carrier
          ? Sentry.continueTrace({ sentryTrace: carrier.trace, baggage: carrier.baggage }, start)
          : Sentry.startNewTrace(start),
      );
    },
  });
}
