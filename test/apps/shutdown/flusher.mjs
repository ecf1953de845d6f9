import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 1 });

const lease = setInterval(() => {}, 1_000);

process.once("SIGINT", () => {
  Sentry.startSpan({ name: "release lease", op: "function" }, () => clearInterval(lease));
  Sentry.flush(2000);
  process.exit(0);
});

process.send("leased");
