import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';
const span = 'Sentry.startSpan({ name: "feed" }, () => feed())';
const wrapped = `Sentry.startNewTrace(() => ${span})`;

new RuleTester({ languageOptions: { parser } }).run(
  "require-entry-isolation",
  plugin.rules["require-entry-isolation"],
  {
    valid: [
      {
        name: "a bus in this process, which has the trace of whoever emits",
        code: `${sentry}bus.subscribe((event) => ${span});`,
      },
      { name: "a trace of its own", code: `${sentry}setInterval(() => ${wrapped}, 9);` },
      {
        name: "a trace that goes on",
        code: `${sentry}socket.on("message", (m) => Sentry.continueTrace(m, () => ${span}));`,
      },
      {
        name: "a scope of its own",
        code: `${sentry}cron.schedule("* * * * *", () => Sentry.withIsolationScope(() => ${span}));`,
      },
      {
        name: "a check-in, which isolates",
        code: `${sentry}cron.schedule("* * * * *", () => Sentry.withMonitor("feed", () => ${span}));`,
      },
      {
        name: "the helper that wrap-ticks writes",
        code: `${sentry}import { startTick } from "./sentry-tracing.js";\nsetInterval(() => startTick({ name: "day" }, () => ${span}), 9);`,
      },
      {
        name: "functions for which wrap-ticks begins the trace where they are run",
        code: `${sentry}import { asTick, runTick } from "./sentry-tracing.js";
class Barn {
  start() { setInterval(asTick(this.poll.bind(this)), 9); setInterval(() => void runTick(() => this.sweep()), 9); }
  poll() { return ${span}; }
  async sweep() { await ${span}; }
}`,
      },
      { name: "a timer that goes on with the trace", code: `${sentry}setTimeout(() => ${span}, 9);` },
      { name: "another event", code: `${sentry}socket.on("close", () => ${span});` },
      {
        name: "a span that says whose child it is",
        code: `${sentry}setInterval(() => Sentry.startSpan({ name: "a", parentSpan: day }, () => feed()), 9);`,
      },
      {
        name: "a span only for parents",
        code: `${sentry}setInterval(() => Sentry.startSpan({ name: "a", onlyIfParent: true }, () => feed()), 9);`,
      },
      {
        name: "a child",
        code: `${sentry}setInterval(() => Sentry.startNewTrace(() => Sentry.startSpan({ name: "day" }, () => ${span})), 9);`,
      },
      {
        name: "a worker thread",
        code: `${sentry}import { Worker } from "node:worker_threads";\nnew Worker("./feed.js", () => ${span});`,
      },
      {
        name: "does not see what another file hands over",
        code: `${sentry}export const poll = () => ${span};`,
      },
    ],
    invalid: [
      {
        name: "a timer, also behind a promise and a scope that isolates nothing",
        code: `${sentry}setInterval(() => { load().then(() => Sentry.withScope(() => ${span})); }, 9);`,
        errors: [
          {
            messageId: "shared",
            data: { by: "setInterval" },
            line: 2,
            column: 62,
            endColumn: 78,
            suggestions: [
              {
                messageId: "startNewTrace",
                output: `${sentry}setInterval(() => { load().then(() => Sentry.withScope(() => ${wrapped})); }, 9);`,
              },
            ],
          },
        ],
      },
      {
        name: "a queue, a socket, and what the options name",
        code: `${sentry}
new Worker("feed", async () => ${span});
socket.on("message", () => { const open = Sentry.startInactiveSpan({ name: "b", parentSpan: null }); });
app.bus.subscribe(options, () => Sentry.startSpan({ name: "c" }, async function* () { yield feed(); }));`,
        options: [{ entries: ["bus.subscribe"] }],
        errors: [
          {
            messageId: "shared",
            data: { by: "Worker" },
            suggestions: [
              {
                messageId: "startNewTrace",
                output: `${sentry}
new Worker("feed", async () => ${wrapped});
socket.on("message", () => { const open = Sentry.startInactiveSpan({ name: "b", parentSpan: null }); });
app.bus.subscribe(options, () => Sentry.startSpan({ name: "c" }, async function* () { yield feed(); }));`,
              },
            ],
          },
          {
            messageId: "shared",
            data: { by: "socket.on" },
            suggestions: [
              {
                messageId: "startNewTrace",
                output: `${sentry}
new Worker("feed", async () => ${span});
socket.on("message", () => { const open = Sentry.startNewTrace(() => Sentry.startInactiveSpan({ name: "b", parentSpan: null })); });
app.bus.subscribe(options, () => Sentry.startSpan({ name: "c" }, async function* () { yield feed(); }));`,
              },
            ],
          },
          { messageId: "shared", data: { by: "app.bus.subscribe" }, suggestions: [] },
        ],
      },
      {
        name: "functions that are handed over by name, or called in the callback, without a suggestion",
        code: `${sentry}
class Barn {
  start() { setInterval(this.poll.bind(this), 9); setInterval(() => void this.sweep(), 9); }
  poll() { return ${span}; }
  async sweep() { await ${span}; }
}
function round() { ${span}; }
cron.schedule("* * * * *", round);`,
        errors: [
          { messageId: "shared", data: { by: "setInterval" }, line: 5, suggestions: [] },
          { messageId: "shared", data: { by: "setInterval" }, line: 6, suggestions: [] },
          { messageId: "shared", data: { by: "cron.schedule" }, line: 8, suggestions: [] },
        ],
      },
    ],
  },
);
