/** What a message carries in its `_sentry` field, so that the process that receives it continues the trace. */
export interface TraceCarrier {
  trace: string;
  baggage?: string;
}
