import { executableOf, traceChildProcess } from "./trace-child-process.ts";

/**
 * `promisify(exec)` or `promisify(execFile)`, such that each call is traced as `traceChildProcess` does it, under the name
 * of the program that it runs. Without an active span, a call is passed on as it is.
 */
export function traceExec<F extends (command: string, ...args: never[]) => unknown>(run: F): F {
  return new Proxy(run, {
    apply: (target, self: unknown, args: unknown[]) =>
      traceChildProcess({ name: executableOf(String(args[0])), op: "subprocess" }, (traceEnv): unknown => {
        const last = args[args.length - 1];
        const hasOptions =
          args.length > 1 && typeof last === "object" && last !== null && !Array.isArray(last);
        const options = (hasOptions ? last : {}) as { readonly env?: object };
        const env = traceEnv(options.env);
        if (env === options.env) return Reflect.apply(target, self, args);
        return Reflect.apply(target, self, [...(hasOptions ? args.slice(0, -1) : args), { ...options, env }]);
      }),
  });
}
