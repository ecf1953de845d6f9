import type { ReceivedSpan } from "../../codemods/sink/index.ts";

/** A hand-written received span; `span("b", { under: "a" })` has the id `b` and the parent `a`. */
export function span(
  spanId: string,
  { under, ...rest }: Partial<ReceivedSpan> & { readonly under?: string } = {},
): ReceivedSpan {
  return {
    traceId: "t1",
    spanId,
    ...(under === undefined ? {} : { parentSpanId: under }),
    name: spanId,
    op: "function",
    origin: "manual",
    status: "ok",
    start: 0,
    end: 1,
    attributes: {},
    pid: 1,
    isSegment: under === undefined,
    sdk: { name: "sentry.javascript.node", version: "11.11.0" },
    ...rest,
  };
}
