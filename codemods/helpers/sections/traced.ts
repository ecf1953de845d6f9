import * as Sentry from "@sentry/node";
import type { StartSpanOptions } from "./span-types.ts";
import { traceAsyncGenerator } from "./trace-async-generator.ts";
import { traceGenerator } from "./trace-generator.ts";

/** A method decorator, for standard decorators and for the compiler option experimentalDecorators. */
export interface TracedDecorator {
  <Method>(method: Method, context: { readonly kind: "method" }): Method;
  <Method>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<Method>): void;
}

/**
 * A decorator that puts a span around each call of a method: one span a call, however many instances there are. A synchronous
 * method stays synchronous; the span of a generator lasts from the first `next()` to its end. The method keeps its name, its
 * length and its properties. A failure that the method swallows stays unseen: no one outside of it can tell.
 */
export function traced(options: StartSpanOptions): TracedDecorator {
  const decorate = (method: object, _key: unknown, descriptor?: { value?: object }): unknown => {
    // A standard decorator gets the method itself, an older one the class and the property that holds the method.
    if (descriptor === undefined) return traceMethod(method, options);
    if (descriptor.value !== undefined) descriptor.value = traceMethod(descriptor.value, options);
    return undefined;
  };
  return decorate;
}

// A proxy and not a function of its own: what others have written onto the method stays readable.
function traceMethod(method: object, options: StartSpanOptions): object {
  const kind = (method as { readonly [Symbol.toStringTag]?: string })[Symbol.toStringTag];
  const untraced = method as (...args: unknown[]) => unknown;
  return new Proxy(untraced, {
    apply(target, self: unknown, args: unknown[]): unknown {
      if (kind === "AsyncGeneratorFunction") {
        // Parameters are read when the method is called, as before; the body waits for the first next().
        const stream = Reflect.apply(target, self, args) as AsyncGenerator;
        return traceAsyncGenerator(options, () => stream);
      }
      if (kind === "GeneratorFunction") {
        const stream = Reflect.apply(target, self, args) as Generator;
        return traceGenerator(options, () => stream);
      }
      return Sentry.startSpan(options, (): unknown => Reflect.apply(target, self, args));
    },
  });
}
