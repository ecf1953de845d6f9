import type { Kit, Scenarios } from "../scenario.ts";

const header = (digit: string, sampled = "-1") => `${digit.repeat(32)}-${digit.repeat(16)}${sampled}`;

/** Where a span links to, as the SDK has it; nothing without tracing. */
function linksOf({ Sentry }: Kit): string[] {
  const span = Sentry.getActiveSpan();
  if (span === undefined) return [];
  return (Sentry.spanToJSON(span).links ?? []).map(
    ({ trace_id, span_id }) => `${trace_id.slice(0, 2)}-${span_id.slice(0, 2)}`,
  );
}

export const clientScenarios: Scenarios = {
  "client: the newest trace of a batch is remembered and nothing is touched": {
    run({ helpers }) {
      const batch = Object.freeze({
        updates: Object.freeze([
          Object.freeze({ id: 1, _sentry: { trace: header("a") } }),
          Object.freeze({ id: 2, _sentry: { trace: header("b"), baggage: "sentry-environment=test" } }),
          Object.freeze({ id: 3 }),
        ]),
      });
      const back = helpers.rememberTrace(batch);
      const ofBatch = helpers.lastTrace();
      helpers.rememberTrace({ id: 4, _sentry: { trace: header("c", "") } });
      const ofMessage = helpers.lastTrace();
      for (const other of [
        undefined,
        null,
        7,
        "text",
        [],
        { _sentry: { trace: "garbage" } },
        { list: [null] },
      ])
        helpers.rememberTrace(other);
      const throwing = Object.defineProperty({}, "_sentry", {
        get: () => {
          throw new Error("getter");
        },
      });
      const same = helpers.rememberTrace(throwing) === throwing;
      const traced = { ofBatch, ofMessage, kept: helpers.lastTrace() };
      return Promise.resolve({ values: same && back === batch, traced });
    },
    values: true,
    traced: {
      ofBatch: { trace: header("b"), baggage: "sentry-environment=test" },
      ofMessage: { trace: header("c", "") },
      kept: { trace: header("c", "") },
    },
    tree: [],
  },
  "client: the next action links to the last message, or is a part of its trace": {
    async run(kit) {
      const { Sentry, helpers } = kit;
      helpers.rememberTrace([{ _sentry: { trace: header("d") } }]);
      const own = { context: { traceId: "e".repeat(32), spanId: "e".repeat(16), traceFlags: 1 } };
      const links = await helpers.startLinkedSpan({ name: "rename", links: [own] }, async () => {
        await Promise.resolve();
        return linksOf(kit);
      });
      const traces: (string | undefined)[] = [];
      const traceId = () => Sentry.getActiveSpan()?.spanContext().traceId.slice(0, 2);
      const value = helpers.continueLastTrace({ name: "retry" }, () => {
        traces.push(traceId(), Sentry.getTraceData()["sentry-trace"]?.slice(0, 2));
        return 7;
      });
      const failed = new Error("offline");
      let thrown: unknown;
      try {
        helpers.startLinkedSpan({ name: "fail" }, () => {
          throw failed;
        });
      } catch (error) {
        thrown = error;
      }
      return { values: { value, same: thrown === failed }, traced: { links, traces } };
    },
    values: { value: 7, same: true },
    traced: { links: ["ee-ee", "dd-dd"], traces: ["dd", "dd"] },
    tree: ["rename", "retry", "fail (error)"],
  },
};
