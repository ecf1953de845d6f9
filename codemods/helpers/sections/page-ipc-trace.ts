import { currentTrace } from "./current-trace.ts";
import { ipcBridge } from "./ipc-bridge.ts";
import type { TraceCarrier } from "./trace-carrier.ts";

/**
 * The active trace as one more argument of a message from a page, or from its preload script:
 * `ipcRenderer.invoke("save", order, ...pageIpcTrace())`. Without an active span it is no argument at all.
 */
export function pageIpcTrace(): { _sentry: TraceCarrier }[] {
  try {
    const carrier = currentTrace() ?? ipcBridge.page?.read();
    return carrier ? [{ _sentry: carrier }] : [];
  } catch {
    // The page is on its way out. Tracing must not be what keeps the message from being sent.
    return [];
  }
}
