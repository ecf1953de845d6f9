/** The functions that may be emitted into the user's helper module. */
export type HelperName =
  | "currentTrace"
  | "withTraceCarrier"
  | "withIncomingTrace"
  | "startSpanIf"
  | "lastTrace"
  | "rememberTrace"
  | "startLinkedSpan"
  | "continueLastTrace"
  | "ipcTrace"
  | "traceIpc"
  | "pageIpcTrace"
  | "rememberIpc"
  | "exposeIpcTrace"
  | "provideIpcTrace"
  | "runTick"
  | "startTick"
  | "asTick"
  | "startJob"
  | "asJob"
  | "traceChildProcess"
  | "traceExec"
  | "startProcess"
  | "traceAsyncGenerator"
  | "traceGenerator"
  | "traceReadableStream"
  | "watchAgentMessages"
  | "traceToolCall"
  | "traced";

export const helperNames: readonly HelperName[] = [
  "currentTrace",
  "withTraceCarrier",
  "withIncomingTrace",
  "startSpanIf",
  "lastTrace",
  "rememberTrace",
  "startLinkedSpan",
  "continueLastTrace",
  "ipcTrace",
  "traceIpc",
  "pageIpcTrace",
  "rememberIpc",
  "exposeIpcTrace",
  "provideIpcTrace",
  "runTick",
  "startTick",
  "asTick",
  "startJob",
  "asJob",
  "traceChildProcess",
  "traceExec",
  "startProcess",
  "traceAsyncGenerator",
  "traceGenerator",
  "traceReadableStream",
  "watchAgentMessages",
  "traceToolCall",
  "traced",
];
