import { currentTrace } from "./current-trace.ts";
import type { TraceCarrier } from "./trace-carrier.ts";

/**
 * The active trace as one more argument of a message from Electron's main process: `contents.send("saved", order, ...ipcTrace())`.
 * Without an active span it is no argument at all.
 */
export function ipcTrace(): { _sentry: TraceCarrier }[] {
  const carrier = currentTrace();
  return carrier ? [{ _sentry: carrier }] : [];
}
