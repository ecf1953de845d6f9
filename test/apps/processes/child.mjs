import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 1 });

async function main() {
  await Sentry.startSpan({ name: `print page ${process.env.TRAY ?? 1}`, op: "function" }, async () => {});
  if (process.argv[2] === "jam") throw new Error("jam");
}

main().then(
  () => process.exit(0),
  () => process.exit(3),
);
