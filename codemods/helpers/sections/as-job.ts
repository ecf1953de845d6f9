import type { StartSpanOptions } from "./span-types.ts";
import { startJob } from "./start-job.ts";

/** A function that a queue is given by name, such that each call is a job of its own, as with `startJob`. */
export function asJob<F extends (...args: never[]) => unknown>(handle: F, options: StartSpanOptions): F {
  return new Proxy(handle, {
    apply: (target, self: unknown, args: unknown[]) =>
      startJob(args[0], options, (): unknown => Reflect.apply(target, self, args)),
  });
}
