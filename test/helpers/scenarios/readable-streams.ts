import type { Scenarios } from "../scenario.ts";

const options = { name: "stream" };
const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

export const readableStreamScenarios: Scenarios = {
  "readable stream: read to its end, with pull and start inside the span": {
    async run({ Sentry, helpers }) {
      const values: unknown[] = [];
      const consumer: boolean[] = [];
      await Sentry.startSpan({ name: "root" }, async (root) => {
        let count = 0;
        const stream = helpers.traceReadableStream<number>(
          options,
          () =>
            new ReadableStream<number>({
              start: () => Sentry.startSpan({ name: "start" }, () => undefined),
              async pull(controller) {
                await Sentry.startSpan({ name: "pull" }, tick);
                count += 1;
                if (count > 2) controller.close();
                else controller.enqueue(count);
              },
            }),
        );
        for await (const value of stream) {
          consumer.push(Sentry.getActiveSpan() === root);
          Sentry.startSpan({ name: `consume ${String(value)}` }, () => undefined);
          values.push(value);
        }
      });
      return { values, traced: consumer };
    },
    values: [1, 2],
    traced: [true, true],
    tree: [
      "root",
      "root/consume 1",
      "root/consume 2",
      "root/stream",
      "root/stream/pull",
      "root/stream/pull",
      "root/stream/pull",
      "root/stream/start",
    ],
  },

  "readable stream: cancel reaches the source with its reason and ends the span, ok": {
    async run({ Sentry, helpers }) {
      const log: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const stream = helpers.traceReadableStream<number>(
          options,
          () =>
            new ReadableStream<number>({
              pull: (controller) => controller.enqueue(1),
              async cancel(reason) {
                await Sentry.startSpan({ name: "cancel" }, tick);
                log.push(reason);
              },
            }),
        );
        const reader = stream.getReader();
        log.push((await reader.read()).value);
        await reader.cancel("enough");
        log.push((await reader.read()).done);
      });
      return { values: log };
    },
    values: [1, "enough", true],
    tree: ["root", "root/stream", "root/stream/cancel"],
  },

  "readable stream: cancel while a read waits": {
    async run({ Sentry, helpers }) {
      const log: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const stream = helpers.traceReadableStream<number>(
          options,
          () => new ReadableStream<number>({}),
          () => ({ value: () => undefined, end: () => void log.push("watcher ended") }),
        );
        const reader = stream.getReader();
        const waiting = reader.read();
        await tick();
        await reader.cancel();
        log.push((await waiting).done);
        await reader.closed;
        log.push("closed");
      });
      return { values: log };
    },
    values: ["watcher ended", true, "closed"],
    tree: ["root", "root/stream"],
  },

  "readable stream: an error reaches the reader as the same object and marks the span": {
    async run({ Sentry, helpers }) {
      const failure = new Error("source");
      const log: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const stream = helpers.traceReadableStream<number>(options, () => {
          let first = true;
          return new ReadableStream<number>(
            {
              pull(controller) {
                if (!first) throw failure;
                first = false;
                controller.enqueue(1);
              },
            },
            { highWaterMark: 0 },
          );
        });
        const reader = stream.getReader();
        log.push((await reader.read()).value);
        await reader.read().catch((error: unknown) => log.push(error === failure));
        await reader.closed.catch((error: unknown) => log.push(error === failure));
      });
      return { values: log };
    },
    values: [1, true, true],
    tree: ["root", "root/stream (error)"],
  },

  "readable stream: a function that throws instead of making one": {
    async run({ Sentry, helpers }) {
      const failure = new Error("no stream");
      const log: unknown[] = [];
      Sentry.startSpan({ name: "root" }, () => {
        try {
          helpers.traceReadableStream(options, () => {
            throw failure;
          });
        } catch (error) {
          log.push(error === failure);
        }
      });
      return Promise.resolve({ values: log });
    },
    values: [true],
    tree: ["root", "root/stream (error)"],
  },

  "readable stream: made at once, read on demand only": {
    async run({ Sentry, helpers }) {
      const log: string[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        let count = 0;
        const stream = helpers.traceReadableStream<number>(
          options,
          () =>
            new ReadableStream<number>(
              {
                start: () => void log.push("start"),
                pull(controller) {
                  count += 1;
                  log.push(`pull ${String(count)}`);
                  controller.enqueue(count);
                },
              },
              { highWaterMark: 0 },
            ),
        );
        log.push("made");
        const reader = stream.getReader();
        await tick();
        log.push("read");
        await reader.read();
        await tick();
        log.push("cancel");
        await reader.cancel();
      });
      return { values: log };
    },
    values: ["start", "made", "read", "pull 1", "cancel"],
    tree: ["root", "root/stream"],
  },

  "readable stream: a byte stream stays one, for both kinds of reader": {
    async run({ Sentry, helpers }) {
      const log: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const make = (name: string) =>
          helpers.traceReadableStream({ name }, () => {
            let count = 0;
            return new ReadableStream({
              type: "bytes",
              pull(controller) {
                count += 1;
                if (count > 2) {
                  controller.close();
                  controller.byobRequest?.respond(0);
                } else controller.enqueue(new Uint8Array([count, count]));
              },
            });
          });
        log.push(Buffer.from(await new Response(make("default")).arrayBuffer()).toString("hex"));
        const reader = make("byob").getReader({ mode: "byob" });
        for (;;) {
          const { done, value } = await reader.read(new Uint8Array(8));
          if (done) break;
          log.push([...value]);
        }
      });
      return { values: log };
    },
    values: ["01010202", [1, 1], [2, 2]],
    tree: ["root", "root/byob", "root/default"],
  },

  "readable stream: tee and pipeThrough": {
    async run({ Sentry, helpers }) {
      const values: unknown[] = [];
      await Sentry.startSpan({ name: "root" }, async () => {
        const make = () =>
          new ReadableStream<string>({
            start(controller) {
              controller.enqueue("a");
              controller.enqueue("b");
              controller.close();
            },
          });
        const [left, right] = helpers.traceReadableStream({ name: "teed" }, make).tee();
        for await (const value of left) values.push(value);
        for await (const value of right) values.push(value);
        const upper = new TransformStream<string, string>({
          transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()),
        });
        for await (const value of helpers.traceReadableStream({ name: "piped" }, make).pipeThrough(upper)) {
          values.push(value);
        }
      });
      return { values };
    },
    values: ["a", "b", "a", "b", "A", "B"],
    tree: ["root", "root/piped", "root/teed"],
  },
};
