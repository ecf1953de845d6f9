/** The values that Sentry keeps as a span attribute. */
export type AttributeValue = string | number | boolean | readonly (string | number | boolean)[];

/** One span as it arrived, in the same shape for every SDK major and both envelope forms. */
export interface ReceivedSpan {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  /** Absent on a root. Present without a received counterpart when the parent was not sent. */
  readonly parentSpanId?: string;
  readonly name: string;
  readonly op?: string;
  /** `manual`, or `auto.<category>.<integration>`. */
  readonly origin?: string;
  readonly status: "ok" | "error";
  /** Why the status is an error; v9 and v10 send it in place of the status, v11 as an attribute. */
  readonly statusMessage?: string;
  /** Milliseconds since the epoch, with a fraction. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** The process that made the span, see {@link PID_KEY}; no SDK sends it unasked. */
  readonly pid?: number;
  /** True for the local root of a process: a transaction, or a streamed span marked as a segment. */
  readonly isSegment: boolean;
  readonly sdk: SdkInfo;
}

export interface SdkInfo {
  readonly name: string;
  readonly version: string;
}

/** One captured error as it arrived. */
export interface ReceivedError {
  readonly type: string;
  readonly value: string;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly pid?: number;
}

/**
 * The scope attribute (v10.61+, v11 spans) and the tag (v9, v10 transactions) that carry the process id.
 *
 * Measured on 9.47.2, 10.78.0 and 11.11.0: none of them sends a pid, and v11 sends no `server_name` or tag on a streamed
 * span either. `initialScope: { tags, attributes }` reaches every span of every major. Not `process.pid`: on a
 * subprocess span that attribute means the child.
 */
export const PID_KEY = "app.pid";
