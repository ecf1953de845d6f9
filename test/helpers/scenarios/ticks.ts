import type { Scenarios } from "../scenario.ts";

const TRACE = "0123456789abcdef0123456789abcdef";
const SPAN = "0123456789abcdef";
const HEADER = `${TRACE}-${SPAN}-1`;

/** Where queues keep the trace of a job. */
const carried: readonly unknown[] = [
  { _sentry: { trace: HEADER } },
  { id: "1", data: { to: "a@b.c", _sentry: { trace: HEADER, baggage: "a=1" } } },
  { properties: { headers: { "sentry-trace": HEADER } }, content: Buffer.from("x") },
  {
    topic: "stock",
    message: { headers: { "sentry-trace": Buffer.from(HEADER), baggage: Buffer.from("a=1") } },
  },
];

/** Jobs that have none. */
function uncarried(): unknown[] {
  const throwing = Object.defineProperty({}, "data", {
    get: () => {
      throw new Error("getter");
    },
  });
  const endless: Record<string, unknown> = {};
  endless["data"] = endless;
  return [
    undefined,
    null,
    7,
    "text",
    {},
    { data: null },
    { _sentry: null },
    { _sentry: "text" },
    { data: { _sentry: { trace: "garbage" } } },
    { headers: { "sentry-trace": [HEADER] } },
    { headers: { "sentry-trace": Buffer.from("garbage") } },
    throwing,
    endless,
  ];
}

export const tickScenarios: Scenarios = {
  "tick: is the root of a trace of its own, also inside an active span": {
    run({ Sentry, helpers }) {
      return Sentry.startSpan({ name: "request" }, (request) => {
        const { traceId } = request.spanContext();
        const traces = [1, 2].map(() =>
          helpers.startTick({ name: "tick" }, (span) => span.spanContext().traceId),
        );
        return Promise.resolve({ traced: new Set([traceId, ...traces]).size });
      });
    },
    traced: 3,
    tree: ["request", "tick", "tick"],
  },

  "tick: leaves what is active outside alone, and keeps tags to itself": {
    async run({ Sentry, helpers }) {
      const tags = await Sentry.startSpan({ name: "request" }, async (request) => {
        const isActive = (): boolean => Sentry.getActiveSpan() === request;
        const before = isActive();
        const during = await helpers.startTick({ name: "tick" }, async () => {
          Sentry.setTag("tick", "1");
          await Promise.resolve();
          return isActive();
        });
        const tag = (Sentry.getIsolationScope().getScopeData().tags as Record<string, unknown>)["tick"];
        return { traced: [tag === undefined, before, during, isActive()] };
      });
      return tags;
    },
    traced: [true, true, false, true],
    tree: ["request", "tick"],
  },

  "tick: a timer that sets itself again does not go on in one trace": {
    run({ Sentry, helpers }) {
      return new Promise((resolve) => {
        const traces: string[] = [];
        const poll = (): void => {
          Sentry.startSpan({ name: "poll" }, (span) => void traces.push(span.spanContext().traceId));
          if (traces.length < 3) setTimeout(() => helpers.runTick(poll), 1);
          else resolve({ values: traces.length, traced: new Set(traces).size });
        };
        helpers.runTick(poll);
      });
    },
    values: 3,
    traced: 3,
    tree: ["poll", "poll", "poll"],
  },

  "tick: hands on results and errors as they are, and stays synchronous": {
    async run({ helpers }) {
      const failure = new Error("late");
      const attempt = (run: () => unknown): boolean => {
        try {
          run();
          return false;
        } catch (error) {
          return error === failure;
        }
      };
      const fail = (): never => {
        throw failure;
      };
      const rejected = await helpers
        .startTick({ name: "a" }, () => Promise.reject(failure))
        .catch((e: unknown) => e);
      return {
        values: [
          helpers.runTick(() => 1),
          helpers.startTick({ name: "b" }, () => 2),
          attempt(() => helpers.runTick(fail)),
          attempt(() => helpers.startTick({ name: "c" }, fail)),
          rejected === failure,
        ],
      };
    },
    values: [1, 2, true, true, true],
    tree: ["a (error)", "b", "c (error)"],
  },

  "tick: a function by name keeps this, arguments, length, name and properties": {
    run({ helpers }) {
      class Poller {
        rounds = 0;
        next(step: number, _label: string): number {
          return (this.rounds += step);
        }
      }
      const poller = new Poller();
      const work = Object.assign(
        function workOn(this: Poller, step: number, label: string) {
          return this.next(step, label);
        },
        { retries: 3 },
      );
      const tick = helpers.asTick(work, { name: "named" });
      const bound = helpers.asTick(poller.next.bind(poller));
      return Promise.resolve({
        values: [tick.call(poller, 2, "a"), bound(3, "b"), tick.length, tick.name, tick.retries],
      });
    },
    values: [2, 5, 2, "workOn", 3],
    tree: ["named"],
  },

  "job: goes on in the trace that it carries, wherever its queue keeps it": {
    run({ Sentry, helpers }) {
      const traces = carried.map((job) =>
        helpers.startJob(job, { name: "job" }, (span) => span.spanContext().traceId),
      );
      const parents = Sentry.startSpan({ name: "worker" }, () =>
        helpers.asJob((_job: unknown) => Sentry.getActiveSpan()?.spanContext().traceId, { name: "named" }),
      );
      return Promise.resolve({ traced: [...traces, parents(carried[0])] });
    },
    traced: [TRACE, TRACE, TRACE, TRACE, TRACE],
    tree: ["job", "job", "job", "job", "named", "worker"],
  },

  "job: without a trace is the root of its own, whatever is active": {
    run({ Sentry, helpers }) {
      return Sentry.startSpan({ name: "worker" }, (worker) => {
        const all = uncarried().map((job) =>
          helpers.startJob(job, { name: "job" }, (span) => span.spanContext().traceId),
        );
        return Promise.resolve({
          values: all.length,
          traced: [new Set(all).size, all.includes(worker.spanContext().traceId)],
        });
      });
    },
    values: 13,
    traced: [13, false],
    tree: ["worker", ...Array.from({ length: 13 }, () => "job")],
  },

  "job: is a child where the SDK has a span of the same message": {
    run({ Sentry, helpers }) {
      Sentry.continueTrace({ sentryTrace: HEADER, baggage: undefined }, () =>
        Sentry.startSpan({ name: "process orders" }, () =>
          helpers.startJob(carried[2], { name: "take" }, () => undefined),
        ),
      );
      return Promise.resolve({});
    },
    tree: ["process orders", "process orders/take"],
  },

  "job: of an unsampled producer is not recorded": {
    run({ helpers }) {
      return Promise.resolve({
        values: helpers.startJob({ _sentry: { trace: `${TRACE}-${SPAN}-0` } }, { name: "job" }, () => "done"),
      });
    },
    values: "done",
    tree: [],
  },

  "job: a batch has a trace of its own and a link to each of its jobs": {
    run({ helpers }) {
      const linksOf = (span: unknown) =>
        (
          (span as { links?: { context: { traceId: string; spanId: string; traceFlags: number } }[] })
            .links ??
          (span as { _links?: [] })._links ??
          []
        ).map(({ context }) => [context.traceId, context.spanId, context.traceFlags]);
      let traceId = "";
      const links = helpers.startJob([...carried, ...uncarried()], { name: "batch" }, (span) => {
        traceId = span.spanContext().traceId;
        return linksOf(span);
      });
      const payload = { batch: { messages: [{ headers: { "sentry-trace": `${TRACE}-${SPAN}-0` } }] } };
      const more = helpers.startJob(payload, { name: "batch" }, linksOf);
      return Promise.resolve({ traced: [links, more, traceId === TRACE] });
    },
    traced: [Array.from({ length: 4 }, () => [TRACE, SPAN, 1]), [[TRACE, SPAN, 0]], false],
    tree: ["batch", "batch"],
  },
};
