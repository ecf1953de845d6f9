import type { TraceCarrier } from "./trace-carrier.ts";

/** The one value that this module keeps: a browser page is one user, who acts on what was seen last. */
export const traceMemory: { newest?: TraceCarrier } = {};

/** The trace of the newest message that carried one, as `rememberTrace` saw it; for code of your own that wants to link to it. */
export function lastTrace(): TraceCarrier | undefined {
  return traceMemory.newest;
}
