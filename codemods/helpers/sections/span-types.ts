import type * as Sentry from "@sentry/node";

// Taken from the functions because the SDK does not export StartSpanOptions.
export type Span = ReturnType<typeof Sentry.startInactiveSpan>;
export type StartSpanOptions = Parameters<typeof Sentry.startSpan>[0];
