import type { Scenarios } from "../scenario.ts";

const TRACE = "0123456789abcdef0123456789abcdef";
const SPAN = "0123456789abcdef";

/** Messages that have no usable carrier. */
function uncarried(): unknown[] {
  const throwing = Object.defineProperty({}, "_sentry", {
    get: () => {
      throw new Error("getter");
    },
  });
  const throwingTrace = Object.defineProperty({}, "trace", {
    get: () => {
      throw new Error("getter");
    },
  });
  const labelled = Object.assign(["a"], { _sentry: { trace: `${TRACE}-${SPAN}-1` } });
  return [
    undefined,
    null,
    7,
    "text",
    [],
    labelled,
    {},
    { _sentry: undefined },
    { _sentry: null },
    { _sentry: "text" },
    { _sentry: 7 },
    { _sentry: [] },
    { _sentry: [`${TRACE}-${SPAN}-1`] },
    { _sentry: {} },
    { _sentry: { trace: 7 } },
    { _sentry: { trace: [`${TRACE}-${SPAN}-1`] } },
    { _sentry: { trace: "" } },
    { _sentry: { trace: "garbage" } },
    { _sentry: { trace: TRACE } },
    { _sentry: { trace: `${TRACE}-${SPAN}-1-1` } },
    { _sentry: { trace: `${TRACE}-${SPAN}-1\n` } },
    { _sentry: { trace: `${TRACE}-${SPAN}-2` } },
    { _sentry: throwingTrace },
    throwing,
  ];
}

export const incomingScenarios: Scenarios = {
  "incoming: a carrier is continued, after the way through JSON": {
    async run({ Sentry, helpers }) {
      let wire = "";
      await Sentry.startNewTrace(() =>
        Sentry.startSpan({ name: "sender" }, () => {
          wire = JSON.stringify(helpers.withTraceCarrier({ type: "built", id: 1 }));
          return Promise.resolve();
        }),
      );
      const message = JSON.parse(wire) as { type: string; id: number };
      const result = await helpers.withIncomingTrace(message, { name: "receiver" }, async () => {
        await Sentry.startSpan({ name: "work" }, () => Promise.resolve());
        return message.id;
      });
      return { values: [result, message.type] };
    },
    values: [1, "built"],
    tree: ["sender", "sender/receiver", "sender/receiver/work"],
  },

  "incoming: a carrier goes before the active span": {
    run({ Sentry, helpers }) {
      const message = { _sentry: { trace: `${TRACE}-${SPAN}-1` } };
      return Sentry.startSpan({ name: "request" }, () =>
        Promise.resolve({
          traced: helpers.withIncomingTrace(
            message,
            { name: "receiver" },
            (span) => span.spanContext().traceId,
          ),
        }),
      );
    },
    traced: TRACE,
    tree: ["receiver", "request"],
  },

  "incoming: without a carrier each message starts a trace of its own": {
    run({ helpers }) {
      const traces = [1, 2, 3].map((id) =>
        helpers.withIncomingTrace(
          { id },
          { name: `message ${String(id)}` },
          (span) => span.spanContext().traceId,
        ),
      );
      return Promise.resolve({ traced: new Set(traces).size });
    },
    traced: 3,
    tree: ["message 1", "message 2", "message 3"],
  },

  "incoming: without a carrier inside a span it is a child": {
    async run({ Sentry, helpers }) {
      const result = await Sentry.startSpan({ name: "request" }, () =>
        helpers.withIncomingTrace({ id: 1 }, { name: "message" }, () => Promise.resolve("handled")),
      );
      return { values: result };
    },
    values: "handled",
    tree: ["request", "request/message"],
  },

  "incoming: malformed carriers count as none": {
    run({ helpers }) {
      const traces = new Set<string>();
      const values = uncarried().map((message) =>
        helpers.withIncomingTrace(message, { name: "message" }, (span) => {
          traces.add(span.spanContext().traceId);
          return "handled";
        }),
      );
      return Promise.resolve({ values, traced: [traces.size, traces.has(TRACE)] });
    },
    values: uncarried().map(() => "handled"),
    traced: [uncarried().length, false],
    tree: uncarried().map(() => "message"),
  },

  "incoming: malformed baggage does not break a good carrier": {
    run({ helpers }) {
      const baggages: unknown[] = [
        undefined,
        "",
        "=",
        "sentry-trace_id=%E0%A4%A",
        "a=b,,;=",
        7,
        ["sentry-a=b"],
        null,
      ];
      const traces = baggages.map((baggage) =>
        helpers.withIncomingTrace(
          { _sentry: { trace: `${TRACE}-${SPAN}-1`, baggage } },
          { name: "message" },
          (span) => span.spanContext().traceId,
        ),
      );
      return Promise.resolve({ values: traces.length, traced: [...new Set(traces)] });
    },
    values: 8,
    traced: [TRACE],
    tree: Array.from({ length: 8 }, () => "message"),
  },

  "incoming: sync stays sync, the callback runs once, its throw is the same object": {
    async run({ Sentry, helpers }) {
      const failure = new Error("handler");
      const log: unknown[] = [];
      let calls = 0;
      const carried = { _sentry: { trace: `${TRACE}-${SPAN}-1` } };
      const attempt = (message: unknown) => {
        log.push(
          helpers.withIncomingTrace(message, { name: "sync" }, () => {
            calls += 1;
            return "sync";
          }),
        );
        try {
          helpers.withIncomingTrace(message, { name: "failed" }, () => {
            calls += 1;
            throw failure;
          });
        } catch (error) {
          log.push(error === failure);
        }
        return helpers
          .withIncomingTrace(message, { name: "rejected" }, () => {
            calls += 1;
            return Promise.reject(failure);
          })
          .catch((error: unknown) => log.push(error === failure));
      };
      await attempt(carried);
      await attempt({});
      await Sentry.startSpan({ name: "root" }, () => attempt({}));
      return { values: [log, calls] };
    },
    values: [["sync", true, true, "sync", true, true, "sync", true, true], 9],
    tree: [
      "failed (error)",
      "failed (error)",
      "rejected (error)",
      "rejected (error)",
      "root",
      "root/failed (error)",
      "root/rejected (error)",
      "root/sync",
      "sync",
      "sync",
    ],
  },

  "incoming: tags of one message do not reach the next one": {
    async run({ Sentry, helpers }) {
      const seen: unknown[] = [];
      const handle = (message: unknown, name: string) =>
        helpers.withIncomingTrace(message, { name }, async () => {
          seen.push(Sentry.getIsolationScope().getScopeData().tags["build"] ?? "none");
          Sentry.setTag("build", name);
          await Promise.resolve();
          seen.push(Sentry.getIsolationScope().getScopeData().tags["build"]);
        });
      await handle({}, "first");
      await handle({ _sentry: { trace: `${TRACE}-${SPAN}-1` } }, "second");
      await Promise.all([handle({}, "third"), handle({}, "fourth")]);
      seen.push(Sentry.getIsolationScope().getScopeData().tags["build"] ?? "none");
      return { traced: seen };
    },
    traced: ["none", "first", "none", "second", "none", "none", "third", "fourth", "none"],
    tree: ["first", "fourth", "second", "third"],
  },
};
