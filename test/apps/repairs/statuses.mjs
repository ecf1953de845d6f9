import { readFile } from "node:fs";
import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 1 });

const fail = async () => {
  throw new RangeError("out of stock");
};
const response = { status: () => response, json: () => response };

await Sentry.startSpan({ name: "swallowed" }, async () => {
  try {
    await fail();
  } catch (error) {
    return { success: false, error };
  }
});

await Sentry.startSpan({ name: "caught" }, () => {
  return fail().catch(() => undefined);
});

await Sentry.startSpan({ name: "answered" }, async () => {
  const isDown = true;
  if (isDown) return response.status(503).json({});
});

await Sentry.startSpan({ name: "settled" }, async () => {
  const results = await Promise.allSettled([fail(), 1]);
  if (results.some(({ status }) => status === "rejected")) {
    return results.length;
  }
});

await Sentry.startSpan(
  { name: "called back" },
  () =>
    new Promise((resolve) => {
      readFile("/no/such/file", (err, text) => {
        if (err) {
          resolve(undefined);
          return;
        }
        resolve(text);
      });
    }),
);

await Sentry.startSpanManual({ name: "ended first" }, async (span) => {
  try {
    await fail();
  } finally {
    span.end();
  }
}).catch(() => undefined);

async function inactive() {
  const span = Sentry.startInactiveSpan({ name: "inactive" });
  try {
    await fail();
  } catch (error) {
    throw new Error("wrapped", { cause: error });
  } finally {
    span.end();
  }
}
await inactive().catch(() => undefined);

await Sentry.startSpan({ name: "best effort" }, async () => {
  for (const attempt of [1, 2]) {
    try {
      await fail(attempt);
    } catch {
      continue;
    }
  }
});

await Sentry.startSpan({ name: "not found" }, async () => {
  try {
    await fail();
  } catch {
    return response.status(404).json({});
  }
});

await Sentry.close(2000);
