import type { Scenarios } from "../scenario.ts";

const options = { name: "agent", op: "gen_ai.invoke_agent" };
const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

export const generatorScenarios: Scenarios = {
  "async generator: values, return value, active span in every step, children": {
    async run({ Sentry, helpers }) {
      const seen: unknown[] = [];
      const active: boolean[] = [];
      const consumer: boolean[] = [];
      await Sentry.startSpan({ name: "root" }, async (root) => {
        const stream = helpers.traceAsyncGenerator(options, async function* (span) {
          active.push(Sentry.getActiveSpan() === span);
          const first = await Sentry.startSpan({ name: "model" }, () => Promise.resolve("one"));
          yield first;
          active.push(Sentry.getActiveSpan() === span);
          await tick();
          active.push(Sentry.getActiveSpan() === span);
          Sentry.startSpan({ name: "tool" }, () => undefined);
          yield "two";
          active.push(Sentry.getActiveSpan() === span);
          return 7;
        });
        for (;;) {
          const step = await stream.next();
          consumer.push(Sentry.getActiveSpan() === root);
          seen.push(step);
          if (step.done) break;
          Sentry.startSpan({ name: `consume ${step.value}` }, () => undefined);
        }
        consumer.push(Sentry.getActiveSpan() === root);
      });
      return { values: seen, traced: { active, consumer } };
    },
    values: [
      { value: "one", done: false },
      { value: "two", done: false },
      { value: 7, done: true },
    ],
    traced: { active: [true, true, true, true], consumer: [true, true, true, true] },
    tree: [
      "root",
      "root/agent",
      "root/agent/model",
      "root/agent/tool",
      "root/consume one",
      "root/consume two",
    ],
  },

  "async generator: break runs the inner finally inside the span and ends it once, ok": {
    async run({ Sentry, helpers }) {
      const log: string[] = [];
      let insideFinally = false;
      await Sentry.startSpan({ name: "root" }, async () => {
        const stream = helpers.traceAsyncGenerator(options, async function* (span) {
          try {
            yield 1;
            yield 2;
          } finally {
            await tick();
            insideFinally = Sentry.getActiveSpan() === span;
            Sentry.startSpan({ name: "cleanup" }, () => undefined);
            log.push("finally");
          }
        });
        for await (const value of stream) {
          log.push(`got ${String(value)}`);
          break;
        }
        log.push("after");
        log.push(JSON.stringify(await stream.next()));
      });
      return { values: log, traced: insideFinally };
    },
    values: ["got 1", "finally", "after", '{"done":true}'],
    traced: true,
    tree: ["root", "root/agent", "root/agent/cleanup"],
  },

  "async generator: a throw in the body marks the span and stays the same object": {
    async run({ Sentry, helpers }) {
      const failure = new Error("model is down");
      const log: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        try {
          const stream = helpers.traceAsyncGenerator(options, async function* () {
            yield 1;
            await tick();
            throw failure;
          });
          for await (const value of stream) log.push(value);
        } catch (error) {
          log.push(error === failure);
        }
      });
      return { values: log };
    },
    values: [1, true],
    tree: ["root", "root/agent (error)"],
  },

  "async generator: a throw before the first step, by the function that makes it": {
    async run({ Sentry, helpers }) {
      const failure = new Error("no model");
      const log: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const stream = helpers.traceAsyncGenerator(options, (): AsyncGenerator<number> => {
          throw failure;
        });
        log.push("made");
        await stream.next().catch((error: unknown) => log.push(error === failure));
      });
      return { values: log };
    },
    values: ["made", true],
    tree: ["root", "root/agent (error)"],
  },

  "async generator: a throw of the consumer ends the span, ok": {
    async run({ Sentry, helpers }) {
      const failure = new Error("consumer");
      const log: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        try {
          for await (const value of helpers.traceAsyncGenerator(options, async function* () {
            yield 1;
            yield 2;
          })) {
            log.push(value);
            throw failure;
          }
        } catch (error) {
          log.push(error === failure);
        }
      });
      return { values: log };
    },
    values: [1, true],
    tree: ["root", "root/agent"],
  },

  "async generator: never consumed, no span and no execution": {
    async run({ Sentry, helpers }) {
      let executions = 0;
      await Sentry.startSpan({ name: "root" }, async () => {
        const make = async function* () {
          executions += 1;
          yield 1;
        };
        helpers.traceAsyncGenerator(options, make);
        await helpers.traceAsyncGenerator(options, make).return(undefined);
      });
      return { values: executions };
    },
    values: 0,
    tree: ["root"],
  },

  "async generator: two interleaved ones nest each on its own": {
    async run({ Sentry, helpers }) {
      const values: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const make = (name: string) =>
          helpers.traceAsyncGenerator({ name }, async function* () {
            for (const step of [1, 2]) {
              await Sentry.startSpan({ name: `${name} step ${String(step)}` }, tick);
              yield `${name}${String(step)}`;
            }
          });
        const [a, b] = [make("a"), make("b")];
        for (let index = 0; index < 3; index += 1) {
          values.push(...(await Promise.all([a.next(), b.next()])).map(({ value }) => value));
        }
      });
      return { values };
    },
    values: ["a1", "b1", "a2", "b2", null, null],
    tree: [
      "root",
      "root/a",
      "root/a/a step 1",
      "root/a/a step 2",
      "root/b",
      "root/b/b step 1",
      "root/b/b step 2",
    ],
  },

  "async generator: next(value) and throw() reach the body, which can catch": {
    async run({ Sentry, helpers }) {
      const sent = new Error("sent in");
      const log: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const stream = helpers.traceAsyncGenerator(options, async function* (): AsyncGenerator<
          string,
          string,
          number
        > {
          const number = yield "ready";
          try {
            yield `got ${String(number)}`;
          } catch (error) {
            yield `caught ${String(error === sent)}`;
          }
          return "done";
        });
        log.push(await stream.next(0), await stream.next(42), await stream.throw(sent), await stream.next(0));
      });
      return { values: log };
    },
    values: [
      { value: "ready", done: false },
      { value: "got 42", done: false },
      { value: "caught true", done: false },
      { value: "done", done: true },
    ],
    tree: ["root", "root/agent"],
  },

  "async generator: throw() that the body does not catch comes back and marks the span": {
    async run({ Sentry, helpers }) {
      const sent = new Error("sent in");
      const log: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const stream = helpers.traceAsyncGenerator(options, async function* () {
          try {
            yield 1;
          } finally {
            log.push("finally");
          }
        });
        await stream.next();
        await stream.throw(sent).catch((error: unknown) => log.push(error === sent));
      });
      return { values: log };
    },
    values: ["finally", true],
    tree: ["root", "root/agent (error)"],
  },

  "async generator: return(value) is answered by the body": {
    async run({ Sentry, helpers }) {
      const log: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const stream = helpers.traceAsyncGenerator(options, async function* (): AsyncGenerator<
          number,
          string
        > {
          try {
            yield 1;
            return "never";
          } finally {
            yield 2;
          }
        });
        log.push(await stream.next(), await stream.return("early"), await stream.next());
      });
      return { values: log };
    },
    values: [
      { value: 1, done: false },
      { value: 2, done: false },
      { value: "early", done: true },
    ],
    tree: ["root", "root/agent"],
  },

  "async generator: nested with yield*": {
    async run({ Sentry, helpers }) {
      const values: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const inner = () =>
          helpers.traceAsyncGenerator({ name: "inner" }, async function* () {
            Sentry.startSpan({ name: "in inner" }, () => undefined);
            yield "inner";
            return "inner result";
          });
        const outer = helpers.traceAsyncGenerator({ name: "outer" }, async function* () {
          yield "outer";
          const result: unknown = yield* inner();
          Sentry.startSpan({ name: "in outer" }, () => undefined);
          yield result;
        });
        for await (const value of outer) values.push(value);
      });
      return { values };
    },
    values: ["outer", "inner", "inner result"],
    tree: ["root", "root/outer", "root/outer/in outer", "root/outer/inner", "root/outer/inner/in inner"],
  },

  "async generator: consumed after its root has ended": {
    async run({ Sentry, helpers }) {
      const values: unknown[] = [];
      const stream = await Sentry.startSpan({ name: "root" }, async () => {
        const made = helpers.traceAsyncGenerator(options, async function* () {
          yield 1;
          await Sentry.startSpan({ name: "late" }, tick);
          yield 2;
        });
        values.push((await made.next()).value);
        return { made };
      });
      await tick();
      for await (const value of stream.made) values.push(value);
      return { values };
    },
    values: [1, 2],
    tree: ["root", "root/agent", "root/agent/late"],
  },

  "async generator: any async iterable, also without return() and throw()": {
    async run({ Sentry, helpers }) {
      const values: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const countTo = (limit: number): AsyncIterable<number> => ({
          [Symbol.asyncIterator]: () => {
            let count = 0;
            Sentry.startSpan({ name: "open" }, () => undefined);
            return {
              next: () =>
                Promise.resolve(
                  count++ < limit ? { value: count, done: false } : { value: undefined, done: true },
                ),
            };
          },
        });
        for await (const value of helpers.traceAsyncGenerator({ name: "whole" }, () => countTo(2)))
          values.push(value);
        for await (const value of helpers.traceAsyncGenerator({ name: "broken off" }, () => countTo(2))) {
          values.push(value);
          break;
        }
        const failure = new Error("thrown in");
        const stream = helpers.traceAsyncGenerator({ name: "thrown into" }, () => countTo(2));
        await stream.next();
        await stream.throw(failure).catch((error: unknown) => values.push(error === failure));
      });
      return { values };
    },
    values: [1, 2, 1, true],
    tree: [
      "root",
      "root/broken off",
      "root/broken off/open",
      "root/thrown into (error)",
      "root/thrown into/open",
      "root/whole",
      "root/whole/open",
    ],
  },

  "async generator: this and arguments of a delegating method": {
    async run({ Sentry, helpers }) {
      class Provider {
        readonly model = "small";
        run(...words: string[]) {
          return helpers.traceAsyncGenerator(options, () => this.#runUntraced(...words));
        }
        async *#runUntraced(...words: string[]) {
          for (const word of words) yield `${this.model} ${word}`;
        }
      }
      const values: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        for await (const value of new Provider().run("a", "b")) values.push(value);
      });
      return { values };
    },
    values: ["small a", "small b"],
    tree: ["root", "root/agent"],
  },

  "async generator: calls to next() that overlap are answered in order": {
    async run({ Sentry, helpers }) {
      const values = await Sentry.startSpan({ name: "root" }, async () => {
        const stream = helpers.traceAsyncGenerator(options, async function* () {
          yield 1;
          await tick();
          yield 2;
        });
        return Promise.all([stream.next(), stream.next(), stream.next()]);
      });
      return { values };
    },
    values: [{ value: 1, done: false }, { value: 2, done: false }, { done: true }],
    tree: ["root", "root/agent"],
  },

  "sync generator: values, return value, active span, sent values, children": {
    async run({ Sentry, helpers }) {
      const log: unknown[] = [];
      const active: boolean[] = [];
      Sentry.startSpan({ name: "root" }, (root) => {
        const steps = helpers.traceGenerator(options, function* (span): Generator<string, number, number> {
          active.push(Sentry.getActiveSpan() === span);
          Sentry.startSpan({ name: "child" }, () => undefined);
          const number = yield "ready";
          active.push(Sentry.getActiveSpan() === span);
          yield `got ${String(number)}`;
          return 7;
        });
        log.push(steps.next(0));
        active.push(Sentry.getActiveSpan() === root);
        log.push(steps.next(42), steps.next(0));
      });
      return { values: log, traced: active };
    },
    values: [
      { value: "ready", done: false },
      { value: "got 42", done: false },
      { value: 7, done: true },
    ],
    traced: [true, true, true],
    tree: ["root", "root/agent", "root/agent/child"],
  },

  "sync generator: break, throw, throw(), never consumed, any iterable": {
    async run({ Sentry, helpers }) {
      const failure = new Error("body");
      const log: unknown[] = [];
      Sentry.startSpan({ name: "root" }, () => {
        const named = (name: string, body: () => Iterable<number>) => helpers.traceGenerator({ name }, body);
        for (const value of named("broken off", function* () {
          try {
            yield 1;
            yield 2;
          } finally {
            Sentry.startSpan({ name: "cleanup" }, () => log.push("finally"));
          }
        })) {
          log.push(value);
          break;
        }
        try {
          for (const value of named("failed", function* () {
            yield 3;
            throw failure;
          }))
            log.push(value);
        } catch (error) {
          log.push(error === failure);
        }
        const caught = named("caught", function* () {
          try {
            yield 4;
          } catch (error) {
            log.push(error === failure);
            yield 5;
          }
        });
        log.push(caught.next().value, caught.throw(failure).value, caught.next().done);
        named("never", () => [1]);
        log.push([...named("array", () => [6, 7])]);
      });
      return { values: log };
    },
    values: [1, "finally", 3, true, true, 4, 5, true, [6, 7]],
    tree: [
      "root",
      "root/array",
      "root/broken off",
      "root/broken off/cleanup",
      "root/caught",
      "root/failed (error)",
    ],
  },
};
