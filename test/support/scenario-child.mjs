// Runs one side of a law 8 case: node scenario-child.mjs <bundle> <run.mjs> <init: true|false> <sdk package>
const [, , bundle, run, init, sdk] = process.argv;
const Sentry = await import(sdk);
const spans = [];
// The SDK's own spans of pg's pool have no origin, and an op that is never ours.
const kindOf = ({ op, origin, status = "ok" }) => ({
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
              spans.push({ name: span.name ?? span.description, end: span.end_timestamp ?? span.timestamp });
          }
          if (header.type !== "transaction") continue;
          const children = (payload.spans ?? []).map((child) => ({
            name: child.description,
            end: child.timestamp,
            ...kindOf(child),
          }));
          spans.push(...children);
          // A transaction holds what ended before it; v9 takes its end from another clock, up to a millisecond off.
          const end = Math.max(payload.timestamp, ...children.map((child) => child.end));
          spans.push({ name: payload.transaction, end, ...kindOf(payload.contexts.trace) });
        }
        return {};
      },
      flush: async () => true,
    }),
  });
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
  spans.sort((a, b) => a.end - b.end);
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
