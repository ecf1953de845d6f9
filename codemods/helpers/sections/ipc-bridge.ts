import type { TraceCarrier } from "./trace-carrier.ts";

/** What a page lets its preload script call: behind Electron's context bridge, the two have an SDK each, and only the page has spans. */
export interface IpcPage {
  read(): TraceCarrier | undefined;
  remember(carrier: TraceCarrier): void;
}

/** Set in the preload script, once the page has handed it over. */
export const ipcBridge: { page?: IpcPage } = {};
