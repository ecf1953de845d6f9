import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 1 });

async function main() {
  await Sentry.startSpan({ name: "import orders", op: "function" }, async () => {
    throw new RangeError("order 7 has no lines");
  });
}

main().catch((error) => {
  Sentry.captureException(error);
  process.exit(3);
});
