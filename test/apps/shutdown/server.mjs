import { once } from "node:events";
import { createServer, get } from "node:http";
import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 1 });

// A request that is still being served when the process is told to stop.
const server = createServer(async (request, response) => {
  await Sentry.startSpan({ name: "render report", op: "function" }, async () => {
    process.send("serving");
    await once(process, "SIGTERM");
  });
  response.end("done");
});

process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(9), 60_000).unref();
});

server.listen(0, "127.0.0.1", () => {
  get({ port: server.address().port, agent: false }, (response) => response.resume());
});
