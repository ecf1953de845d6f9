import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 1 });

const jobs = setInterval(() => {}, 1_000);

function stop(signal) {
  clearInterval(jobs);
  Sentry.startSpan({ name: "put jobs back", op: "function" }, () => {});
  if (signal === "SIGINT") process.exit(130);
  Sentry.captureMessage("stopped");
  process.exit(0);
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.send("working");
