import type { TraceCarrier } from "./trace-carrier.ts";

const IPC_TRACE = /^[0-9a-f]{32}-[0-9a-f]{16}(-[01])?$/;

/** Takes the trace out of the arguments of a message between processes: a last one that holds nothing else. */
export function takeIpcCarrier(args: readonly unknown[]): {
  readonly carrier?: TraceCarrier;
  readonly args: readonly unknown[];
} {
  try {
    const last = args.at(-1);
    if (typeof last !== "object" || last === null || Object.keys(last).join() !== "_sentry") return { args };
    const { _sentry: sent } = last as { readonly _sentry?: unknown };
    if (typeof sent !== "object" || sent === null) return { args };
    const { trace, baggage } = sent as { readonly trace?: unknown; readonly baggage?: unknown };
    if (typeof trace !== "string" || !IPC_TRACE.test(trace)) return { args };
    const carrier = typeof baggage === "string" ? { trace, baggage } : { trace };
    return { carrier, args: args.slice(0, -1) };
  } catch {
    return { args };
  }
}
