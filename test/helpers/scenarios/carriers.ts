import type { Scenarios } from "../scenario.ts";

class Job {
  readonly type = "job";
  toJSON() {
    return { kind: "job" };
  }
}

/** Values that must come back as they are. */
function untouchable(): unknown[] {
  const throwing = Object.defineProperty({ type: "built" }, "late", {
    enumerable: true,
    get: () => {
      throw new Error("getter");
    },
  });
  const throwingType = Object.defineProperty({}, "type", {
    enumerable: true,
    get: () => {
      throw new Error("type getter");
    },
  });
  const proxy = new Proxy({}, { getPrototypeOf: () => fail("proxy") });
  return [
    null,
    undefined,
    "text",
    "",
    0,
    1n,
    true,
    Symbol.iterator,
    () => "function",
    [1, 2],
    new Date(0),
    new Map(),
    Buffer.from("bytes"),
    new Uint8Array(2),
    new Job(),
    new Error("error"),
    Object.create({ inherited: true }) as unknown,
    Object.create(Object.create(null) as object) as unknown,
    { type: "built", toJSON: () => "own" },
    { type: "built", _sentry: { trace: "theirs" } },
    throwing,
    throwingType,
    proxy,
  ];
}

function fail(message: string): never {
  throw new Error(message);
}

const HEADER = /^([0-9a-f]{32})-([0-9a-f]{16})(-[01])?$/;

export const carrierScenarios: Scenarios = {
  "carrier: nothing without an active span": {
    run({ helpers }) {
      const message = { type: "built" };
      return Promise.resolve({
        values: [helpers.currentTrace() === undefined, helpers.withTraceCarrier(message) === message],
      });
    },
    values: [true, true],
    tree: [],
  },

  "carrier: names the active span, sampled, with baggage": {
    run({ Sentry, helpers }) {
      return Sentry.startSpan({ name: "root" }, () =>
        Sentry.startSpan({ name: "sender" }, (span) => {
          const carrier = helpers.currentTrace();
          const [, traceId, spanId, sampled] = HEADER.exec(carrier?.trace ?? "") ?? [];
          const context = span.spanContext();
          return Promise.resolve({
            traced: [
              traceId === context.traceId,
              spanId === context.spanId,
              sampled,
              carrier?.baggage?.includes(`sentry-trace_id=${context.traceId}`),
              Object.keys(carrier ?? {}),
            ],
          });
        }),
      );
    },
    traced: [true, true, "-1", true, ["trace", "baggage"]],
    tree: ["root", "root/sender"],
  },

  "carrier: an unsampled span still sends -0, and its receiver records nothing": {
    async run({ Sentry, helpers }) {
      const message = Sentry.startNewTrace(() =>
        Sentry.startSpan({ name: "unsampled sender" }, () => helpers.withTraceCarrier({ type: "built" })),
      );
      const trace = (message as { _sentry?: { trace: string } })._sentry?.trace ?? "";
      const result = await helpers.withIncomingTrace(message, { name: "receiver" }, () =>
        Promise.resolve("handled"),
      );
      return { values: result, traced: [HEADER.test(trace), trace.slice(-2)] };
    },
    values: "handled",
    traced: [true, "-0"],
    tree: [],
  },

  "carrier: goes into a copy, the message stays as it was": {
    run({ Sentry, helpers }) {
      return Sentry.startSpan({ name: "root" }, () => {
        const nested = { log: ["a"] };
        const message = Object.freeze({ type: "built", nested });
        const sent = helpers.withTraceCarrier(message) as typeof message & { _sentry?: { trace: string } };
        const bare = Object.assign(Object.create(null) as Record<string, unknown>, { type: "bare" });
        const sentBare = helpers.withTraceCarrier(bare);
        const { _sentry: _carrier, ...rest } = sent;
        return Promise.resolve({
          values: [rest, sent.nested === nested, Object.keys(message), Object.keys(bare)],
          traced: [sent !== message, HEADER.test(sent._sentry?.trace ?? ""), "_sentry" in sentBare],
        });
      });
    },
    values: [{ type: "built", nested: { log: ["a"] } }, true, ["type", "nested"], ["type"]],
    traced: [true, true, true],
    tree: ["root"],
  },

  "carrier: what is not a plain message without a carrier comes back as it is": {
    run({ Sentry, helpers }) {
      return Sentry.startSpan({ name: "root" }, () =>
        Promise.resolve({
          values: untouchable().map((value) => Object.is(helpers.withTraceCarrier(value, undefined), value)),
        }),
      );
    },
    values: untouchable().map(() => true),
    tree: ["root"],
  },

  "carrier: only for the listed types": {
    run({ Sentry, helpers }) {
      return Sentry.startSpan({ name: "root" }, () => {
        const types = ["build-completed", "build-failed"];
        const labelled = (message: object) => "_sentry" in helpers.withTraceCarrier(message, types);
        return Promise.resolve({
          values: [labelled({ type: "log-chunk" }), labelled({}), labelled({ type: ["build-failed"] })],
          traced: [labelled({ type: "build-completed" }), labelled({ type: "build-failed", id: 1 })],
        });
      });
    },
    values: [false, false, false],
    traced: [true, true],
    tree: ["root"],
  },

  "carrier: a message with an undefined carrier gets one": {
    run({ Sentry, helpers }) {
      return Sentry.startSpan({ name: "root" }, () => {
        const sent = helpers.withTraceCarrier({ type: "built", _sentry: undefined as unknown });
        return Promise.resolve({ traced: typeof sent._sentry });
      });
    },
    traced: "object",
    tree: ["root"],
  },

  "startSpanIf: a span only when the condition holds, the callback once either way": {
    async run({ Sentry, helpers }) {
      const log: unknown[] = [];
      const failure = new Error("inside");
      await Sentry.startSpan({ name: "root" }, async () => {
        log.push(helpers.startSpanIf(false, { name: "no" }, (span) => [span === undefined, "sync"]));
        log.push(helpers.startSpanIf(true, { name: "yes" }, (span) => [span === undefined, "sync"]));
        log.push(await helpers.startSpanIf(true, { name: "async" }, () => Promise.resolve(3)));
        for (const condition of [true, false]) {
          try {
            helpers.startSpanIf(condition, { name: "failed" }, () => {
              throw failure;
            });
          } catch (error) {
            log.push(error === failure);
          }
        }
      });
      return { values: log };
    },
    values: [[true, "sync"], [false, "sync"], 3, true, true],
    tree: ["root", "root/async", "root/failed (error)", "root/yes"],
  },
};
