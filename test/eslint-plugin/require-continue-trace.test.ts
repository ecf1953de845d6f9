import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";
import { describeAgreement } from "../support/agreement.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';
const span = 'Sentry.startSpan({ name: "carve" }, () => carve(m))';

new RuleTester({ languageOptions: { parser } }).run(
  "require-continue-trace",
  plugin.rules["require-continue-trace"],
  {
    valid: [
      {
        name: "continued",
        code: `${sentry}function on(m) { if (m._sentry) count(); return Sentry.continueTrace({ sentryTrace: m._sentry?.trace }, () => ${span}); }`,
      },
      {
        name: "continued around the function",
        code: `${sentry}Sentry.continueTrace(carrier, () => { if (m._sentry) ${span}; });`,
      },
      {
        name: "continued by the helper",
        code: `${sentry}import { withIncomingTrace } from "./sentry-tracing.js";
function on(m) { if (m._sentry) withIncomingTrace(m, { name: "carve" }, () => carve(m)); else ${span}; }`,
      },
      { name: "handed on", code: `${sentry}function on(m) { link(m._sentry); return ${span}; }` },
      {
        name: "handed on by a variable",
        code: `${sentry}function on(m) { const trace = m._sentry; link({ trace }); return ${span}; }`,
      },
      { name: "written", code: `${sentry}function on(m) { m._sentry = now(); return ${span}; }` },
      { name: "no span here", code: `${sentry}function on(m) { if (m._sentry) count(); }\n${span};` },
      {
        name: "the headers of a request",
        code: `${sentry}function on(req) { if (req.headers["sentry-trace"]) count(); return ${span}; }`,
      },
      {
        name: "one header",
        code: `${sentry}Sentry.continueTrace({ sentryTrace: m.headers["sentry-trace"] }, () => 1);`,
      },
    ],
    invalid: [
      {
        name: "read only to look at it, once",
        code: `${sentry}async function on(m) { if (m._sentry) count(); if (m._sentry.baggage) count(); await ${span}; }`,
        errors: [
          {
            messageId: "unused",
            data: { name: " 'carve'" },
            line: 2,
            column: 28,
            suggestions: [
              {
                messageId: "wrap",
                output: `${sentry}async function on(m) { if (m._sentry) count(); if (m._sentry.baggage) count(); await Sentry.continueTrace({ sentryTrace: m._sentry?.trace, baggage: m._sentry?.baggage }, () => ${span}); }`,
              },
            ],
          },
        ],
      },
      {
        name: "kept as an attribute",
        code: `${sentry}function on(m) { const trace = m._sentry.trace; return Sentry.startSpan({ name: "carve", attributes: { trace } }, () => carve(m)); }`,
        errors: [
          {
            messageId: "unused",
            suggestions: [
              {
                messageId: "wrap",
                output: `${sentry}function on(m) { const trace = m._sentry.trace; return Sentry.continueTrace({ sentryTrace: m._sentry?.trace, baggage: m._sentry?.baggage }, () => Sentry.startSpan({ name: "carve", attributes: { trace } }, () => carve(m))); }`,
              },
            ],
          },
        ],
      },
      {
        name: "a header of a queue's message, and a field of the team's",
        code: `import { startSpan } from "@sentry/node";
const on = (m) => { if (m.headers["sentry-trace"]) count(); return startSpan({ name: "a" }, async () => carve(await m)); };
const off = (m) => { if (m.origin) later(() => startSpan({ name: "b" }, () => carve(m))); };`,
        options: [{ carriers: ["origin"] }],
        errors: [
          {
            messageId: "unused",
            line: 2,
            suggestions: [
              {
                messageId: "wrap",
                output: `import { startSpan } from "@sentry/node";
import * as Sentry from "@sentry/node";
const on = (m) => { if (m.headers["sentry-trace"]) count(); return Sentry.continueTrace({ sentryTrace: m.headers["sentry-trace"], baggage: m.headers["baggage"] }, () => startSpan({ name: "a" }, async () => carve(await m))); };
const off = (m) => { if (m.origin) later(() => startSpan({ name: "b" }, () => carve(m))); };`,
              },
            ],
          },
          { messageId: "unused", data: { name: " 'b'" }, line: 3, suggestions: [] },
        ],
      },
      {
        name: "lists",
        code: `${sentry}Sentry.continueTrace({ sentryTrace: m.headersDistinct["sentry-trace"] }, () => 1);
Sentry.continueTrace({ sentryTrace: m.trace as string[] }, () => 1);`,
        errors: [
          {
            messageId: "list",
            line: 2,
            suggestions: [
              {
                messageId: "takeFirst",
                output: `${sentry}Sentry.continueTrace({ sentryTrace: m.headersDistinct["sentry-trace"]?.[0] }, () => 1);
Sentry.continueTrace({ sentryTrace: m.trace as string[] }, () => 1);`,
              },
            ],
          },
          { messageId: "list", line: 3, suggestions: [] },
        ],
      },
    ],
  },
);

describeAgreement("require-continue-trace", "carry-trace", ["message-receive"]);
