import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run(
  "no-span-around-generator",
  plugin.rules["no-span-around-generator"],
  {
    valid: [
      {
        name: "a promise",
        code: `${sentry}export const load = () => Sentry.startSpan({ name: "load" }, () => fetch("/shelf"));`,
      },
      {
        name: "a generator that is read inside the span",
        code: `${sentry}
function* pages() { yield 1; }
export const count = () => Sentry.startSpan({ name: "count" }, () => [...pages()].length);`,
      },
      {
        name: "a loop inside the span",
        code: `${sentry}
async function* pages() { yield 1; }
export const read = () => Sentry.startSpan({ name: "read" }, async () => { for await (const page of pages()) turn(page); });`,
      },
      {
        name: "one awaited value of a generator",
        code: `${sentry}
export async function* read() {
  yield await Sentry.startSpan({ name: "first" }, async () => fetch("/first"));
  yield await Sentry.startSpan({ name: "second" }, async () => fetch("/second"));
}`,
      },
      {
        name: "a nested generator that the callback only declares",
        code: `${sentry}
export const read = () => Sentry.startSpan({ name: "read" }, () => {
  function* pages() { yield 1; }
  return Array.from(pages());
});`,
      },
      {
        name: "a span that the generator itself ends",
        code: `${sentry}
function* pages(span: Sentry.Span) { try { yield 1; } finally { span.end(); } }
export const read = () => Sentry.startSpanManual({ name: "read" }, (span) => pages(span));`,
      },
      {
        name: "another function of the same name",
        code: `import { startSpan } from "./bridge.js";
export const build = () => startSpan({ name: "build" }, function* () { yield 1; });`,
      },
      {
        name: "a shadowed namespace",
        code: `${sentry}
export function build(Sentry: Bridge) { return Sentry.startSpan({ name: "build" }, function* () { yield 1; }); }`,
      },
      {
        name: "the helper",
        code: `${sentry}import { traceAsyncGenerator } from "./sentry-tracing.js";
async function* pages() { yield 1; }
export const read = () => traceAsyncGenerator({ name: "read" }, () => pages());
export const other = () => Sentry.startSpan({ name: "other" }, () => 1);`,
      },
      {
        name: "does not see a generator that another module makes",
        code: `${sentry}import { pages } from "./pages.js";
export const read = () => Sentry.startSpan({ name: "read" }, () => pages());`,
      },
    ],
    invalid: [
      {
        name: "a generator callback",
        code: `${sentry}export const read = () => Sentry.startSpan({ name: "read" }, function* () { yield 1; });`,
        errors: [
          {
            messageId: "generatorCallback",
            line: 2,
            data: { api: "Sentry.startSpan", helper: "traceGenerator" },
          },
        ],
      },
      {
        name: "an async generator callback of a span that is ended by hand",
        code: `import { startSpanManual } from "@sentry/nextjs";
export const read = () => startSpanManual({ name: "read" }, async function* (span) { yield 1; span.end(); });`,
        errors: [
          {
            messageId: "generatorCallback",
            line: 2,
            data: { api: "startSpanManual", helper: "traceAsyncGenerator" },
          },
        ],
      },
      {
        name: "a callback that returns a generator of this file",
        code: `const Sentry = require("@sentry/node");
async function* pages() { yield 1; }
exports.read = () => Sentry.startSpan({ name: "read" }, () => pages());`,
        languageOptions: { parser, sourceType: "commonjs" },
        errors: [
          {
            messageId: "returnsGenerator",
            line: 3,
            data: { api: "Sentry.startSpan", helper: "traceAsyncGenerator" },
          },
        ],
      },
      {
        name: "a method that returns its private generator",
        code: `${sentry}
export class Shelf {
  read() { return Sentry.startSpan({ name: "read" }, () => { return this.#pages(); }); }
  *#pages() { yield 1; }
}`,
        errors: [{ messageId: "returnsGenerator", line: 4 }],
      },
      {
        name: "a callback whose type says so",
        code: `${sentry}
export const read = () => Sentry.startSpan({ name: "read" }, (): AsyncIterable<Page> => open());`,
        errors: [{ messageId: "returnsGenerator", line: 3 }],
      },
      {
        name: "a stream",
        code: `${sentry}
export const read = () => Sentry.startSpan({ name: "read" }, () => new ReadableStream({ pull }));`,
        errors: [
          {
            messageId: "returnsStream",
            line: 3,
            data: { api: "Sentry.startSpan", helper: "traceReadableStream" },
          },
        ],
      },
      {
        name: "a generator whose body went into a callback",
        code: `${sentry}
export async function* read() {
  return Sentry.startSpan({ name: "read" }, async () => turn(await open()));
}`,
        errors: [
          {
            messageId: "returnedFromGenerator",
            line: 4,
            data: { api: "Sentry.startSpan", helper: "traceAsyncGenerator" },
          },
        ],
      },
      {
        name: "both of two spans",
        code: `${sentry}
export const a = () => Sentry.startSpan({ name: "a" }, function* () { yield 1; });
export const b = () => Sentry.startSpan({ name: "b" }, function* () { yield 1; });`,
        errors: [
          { messageId: "generatorCallback", line: 3 },
          { messageId: "generatorCallback", line: 4 },
        ],
      },
    ],
  },
);
