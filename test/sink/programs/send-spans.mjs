// Sends one small trace with a real SDK: node send-spans.mjs <module> <lifecycle>, with SENTRY_DSN set.
const [, , moduleName, traceLifecycle] = process.argv;
const Sentry = await import(moduleName);

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  tracesSampleRate: 1,
  ...(traceLifecycle ? { traceLifecycle } : {}),
  initialScope: { tags: { "app.pid": process.pid }, attributes: { "app.pid": process.pid } },
});

const failure = new Error("out of stock");
Sentry.startSpan(
  { name: "import orders", op: "queue.process", attributes: { "order.count": 3, vip: true } },
  () => {
    Sentry.startSpan(
      { name: "insert orders", op: "db.query", attributes: { "order.ids": ["a", "b"] } },
      () => undefined,
    );
    Sentry.startSpan({ name: "chat draft-1", op: "gen_ai.chat" }, () => undefined);
    try {
      Sentry.startSpan({ name: "reserve stock", op: "function" }, () => {
        throw failure;
      });
    } catch (error) {
      Sentry.captureException(error);
    }
  },
);

// A consumer of another trace, in an isolation scope of its own, as a message handler would be.
Sentry.withIsolationScope(() =>
  Sentry.continueTrace({ sentryTrace: `${"a".repeat(32)}-${"b".repeat(16)}-1`, baggage: undefined }, () =>
    Sentry.startSpan({ name: "process refunds", op: "queue.process" }, () => undefined),
  ),
);

// Never sent, only counted in the client report.
const droppedBySampling = `${"c".repeat(32)}-${"d".repeat(16)}-0`;
Sentry.continueTrace({ sentryTrace: droppedBySampling, baggage: undefined }, () =>
  Sentry.startSpan({ name: "unsampled", op: "function" }, () => undefined),
);

await Sentry.close(2000);
process.send({ version: Sentry.SDK_VERSION });
process.disconnect();
