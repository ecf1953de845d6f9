// Runs one side of a law 8 case: node scenario-child.mjs <bundle> <run.mjs> <init: true|false> <sdk package>
const [, , bundle, run, init, sdk] = process.argv;
const Sentry = await import(sdk);
const spans = [];
/** Ids in the order in which spans ended: timestamps of spans that end together, and v9's of roots, come from clocks that differ. */
const ended = [];
// The SDK's own spans of pg's pool have no origin, and an op that is never ours.
const kindOf = ({ span_id, op, origin, status = "ok" }) => ({
  id: span_id,
  op,
  isManual: origin === "manual" && op !== "db",
  isFailed: status !== "ok",
});

if (init === "true") {
  Sentry.init({
    dsn: "http://key@127.0.0.1:1/1",
    tracesSampleRate: 1,
    traceLifecycle: "static",
    // Nothing leaves the process: the transport keeps what it is given.
    transport: () => ({
      send: async (envelope) => {
        for (const [header, payload] of envelope[1]) {
          // v10 and v11 take the gen_ai spans out of a transaction and send them beside it.
          if (header.type === "span") {
            for (const span of payload.items ?? [payload])
              spans.push({ name: span.name ?? span.description, ...kindOf(span) });
          }
          if (header.type !== "transaction") continue;
          for (const child of payload.spans ?? []) spans.push({ name: child.description, ...kindOf(child) });
          spans.push({ name: payload.transaction, ...kindOf(payload.contexts.trace) });
        }
        return {};
      },
      flush: async () => true,
    }),
  });
  Sentry.getClient().on("spanEnd", (span) => ended.push(span.spanContext().spanId));
}

const module = await import(bundle);
const { scenarios } = await import(run);
const observed = [];
// What the modules did while they loaded belongs to no scenario.
if (init === "true") await Sentry.flush(2000);
for (const scenario of scenarios) {
  spans.length = 0;
  const probe = { count: 0, log: [], Sentry, sent: [] };
  let observation;
  try {
    observation = await scenario.run(module, probe);
  } catch (error) {
    observation = { thrown: String(error) };
  }
  if (init === "true") await Sentry.flush(2000);
  spans.sort((a, b) => ended.indexOf(a.id) - ended.indexOf(b.id));
  observed.push({
    name: scenario.name,
    observation: observation === undefined ? null : observation,
    expect: scenario.expect === undefined ? null : scenario.expect,
    spans: spans.map(({ name }) => name),
    expectedSpans: scenario.spans,
    manual: spans
      .filter(({ isManual }) => isManual)
      .map(({ op, name, isFailed }) => `${op} | ${name}${isFailed ? " | failed" : ""}`)
      .sort(),
    expectedManual: scenario.manual,
    sent: probe.sent,
  });
}
console.log(`OBSERVED ${JSON.stringify(observed)}`);
process.exit(0);
