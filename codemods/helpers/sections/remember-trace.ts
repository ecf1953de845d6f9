import * as Sentry from "@sentry/node";
import { traceMemory } from "./last-trace.ts";
import type { TraceCarrier } from "./trace-carrier.ts";

/**
 * Keeps the trace that a received message carries in `_sentry`, and gives the message back as it is.
 * In a batch, where the items of a list carry a trace each, the last one with a trace counts; the list is only read.
 * A message without a trace leaves what is kept. Without `Sentry.init` nothing is.
 */
export function rememberTrace<T>(message: T): T {
  try {
    const carrier = Sentry.isInitialized()
      ? (readMessageTrace(message) ?? findNewestTrace(message))
      : undefined;
    if (carrier) traceMemory.newest = carrier;
  } catch {
    // A getter of the message threw. Tracing must not be what stops it from being handled.
  }
  return message;
}

const MESSAGE_TRACE = /^[0-9a-f]{32}-[0-9a-f]{16}(-[01])?$/;

// The field comes from outside: anything that does not look like a carrier counts as none.
function readMessageTrace(message: unknown): TraceCarrier | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const carrier = (message as { readonly _sentry?: unknown })._sentry;
  if (typeof carrier !== "object" || carrier === null) return undefined;
  const { trace, baggage } = carrier as { readonly trace?: unknown; readonly baggage?: unknown };
  if (typeof trace !== "string" || !MESSAGE_TRACE.test(trace)) return undefined;
  return typeof baggage === "string" ? { trace, baggage } : { trace };
}

// From the end and without a copy. Of very long lists, which are data and no batches, only the end is looked at.
function findNewestTrace(message: unknown): TraceCarrier | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const lists = Array.isArray(message) ? [message] : Object.values(message);
  for (const list of lists) {
    if (!Array.isArray(list)) continue;
    for (let index = list.length - 1; index >= 0 && index >= list.length - 1000; index -= 1) {
      const carrier = readMessageTrace(list[index]);
      if (carrier) return carrier;
    }
  }
  return undefined;
}
