// Initialises an SDK with a written sampler, starts the roots it is told, and prints the rate that each was given.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { sdk, sampler, roots } = JSON.parse(process.argv[2] ?? "{}");
const Sentry = require(sdk);
const written = new Function(`return (${sampler});`)();
let last;

Sentry.init({
  dsn: "http://key@127.0.0.1:9/1",
  transport: () => ({ send: async () => ({}), flush: async () => true }),
  tracesSampler: (context) => (last = written(context)),
});

// Behind the init: version 9 does not see a module that was loaded before.
const { createServer, get } = require("node:http");
const server = createServer((_, response) => response.end());
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const rates = [];
for (const { path, name, op, parent } of roots) {
  last = undefined;
  const run =
    path === undefined
      ? async () => Sentry.startSpan({ name, op }, () => {})
      : () =>
          new Promise((resolve, reject) => {
            const headers = parent === undefined ? {} : { "sentry-trace": parent };
            // The client must not start a root, nor send a trace of its own.
            Sentry.suppressTracing(() =>
              get({ port: server.address().port, path, headers, agent: false }, (response) => {
                response.resume().on("end", resolve);
              }).on("error", reject),
            );
          });
  await (parent === undefined || path !== undefined
    ? run()
    : Sentry.continueTrace({ sentryTrace: parent, baggage: undefined }, run));
  rates.push(last ?? null);
}
process.stdout.write(JSON.stringify(rates), () => process.exit(0));
