import * as Sentry from "@sentry/node";
import type { TraceCarrier } from "./trace-carrier.ts";

/**
 * The active trace, for a message that leaves this process on a way Sentry does not watch (WebSocket, queue, IPC).
 * Nothing without an active span: what the SDK would then hand out has a parent that no one will ever send.
 * A span that is not sampled still counts: the receiver has to learn that this trace is not recorded.
 */
export function currentTrace(): TraceCarrier | undefined {
  if (!Sentry.getActiveSpan()) return undefined;
  const { "sentry-trace": trace, baggage } = Sentry.getTraceData();
  if (!trace) return undefined;
  return baggage ? { trace, baggage } : { trace };
}
