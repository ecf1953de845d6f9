export { buildTraces, type ReceivedTrace, type SpanNode } from "./build-traces.ts";
export {
  compareTrace,
  formatSummary,
  type ReceivedDelivery,
  type ReceivedRun,
  type TraceComparison,
} from "./compare-trace.ts";
export {
  readExpectedTrace,
  type ExpectedDelivery,
  type ExpectedSpan,
  type ExpectedTrace,
} from "./expected-trace.ts";
export { formatTraces } from "./format-traces.ts";
export type { Discarded } from "./read-items.ts";
export { type AttributeValue, type ReceivedError, type ReceivedSpan, type SdkInfo } from "./received-span.ts";
export { startSink, type Sink } from "./start-sink.ts";
