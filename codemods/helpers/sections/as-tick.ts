import * as Sentry from "@sentry/node";
import { runTick } from "./run-tick.ts";
import type { StartSpanOptions } from "./span-types.ts";

/**
 * A function that a timer is given by name, such that each call is a tick of its own; with options, each in a span.
 * A proxy and no closure: `this`, arguments, `length` and properties stay what they are.
 */
export function asTick<F extends (...args: never[]) => unknown>(tick: F, options?: StartSpanOptions): F {
  return new Proxy(tick, {
    apply: (target, self: unknown, args: unknown[]) => {
      const run = (): unknown => Reflect.apply(target, self, args);
      return runTick(options ? () => Sentry.startSpan(options, run) : run);
    },
  });
}
