// Initialises an SDK with some targets, calls a server with a path, and prints which of the requests carried a trace header.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { sdk, targets, paths } = JSON.parse(process.argv[2] ?? "{}");
const Sentry = require(sdk);
const tracePropagationTargets = new Function(`return ${targets};`)();

Sentry.init({
  dsn: "http://key@127.0.0.1:9/1",
  tracesSampleRate: 1,
  transport: () => ({ send: async () => ({}), flush: async () => true }),
  tracePropagationTargets,
});

const { createServer } = require("node:http");
const carried = [];
const server = createServer((request, response) => {
  carried.push(request.headers["sentry-trace"] !== undefined);
  response.end();
});
await new Promise((resolve) => server.listen(0, resolve));
for (const path of paths) {
  await Sentry.startSpan({ name: "call", op: "function" }, async () => {
    const response = await fetch(`http://localhost:${server.address().port}${path}`);
    await response.text();
  });
}
process.stdout.write(JSON.stringify(carried), () => process.exit(0));
