import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const init = (sampler: string): string =>
  `import * as Sentry from "@sentry/node";\nSentry.init({ tracesSampler: ${sampler} });\n`;

/** What the fixtures of fix-sampling do not say: options, fixes without them, and where each problem is. */
new RuleTester({ languageOptions: { parser } }).run(
  "valid-traces-sampler",
  plugin.rules["valid-traces-sampler"],
  {
    valid: [
      { name: "a sampler that hands the context on", code: init("(context) => rateOf(context)") },
      { name: "a rest of the context", code: init("({ name, ...rest }) => rateOf(name, rest)") },
      { name: "never", code: init("() => 0") },
      {
        name: "no parent, where the options do not ask",
        code: init("() => 0.5"),
        options: [{ requireParent: false }],
      },
      {
        name: "another object with the same property",
        code: init("(c) => (old.transactionContext?.name ? c.inheritOrSampleWith(1) : 0)"),
      },
      {
        name: "a throw at the end",
        code: init("(c) => { if (c.parentSampled) return 1; throw new Error(c.name); }"),
      },
      {
        name: "a call at the end that may never return",
        code: init("(c) => { if (c.parentSampled) return 1; unreachable(c); }"),
      },
      {
        name: "a switch with a default",
        code: init("(c) => { switch (c.parentSampled) { case true: return 1; default: return 0.5; } }"),
      },
      {
        name: "a try that answers in any case",
        code: init("(c) => { try { return rateOf(c); } catch { return 0; } }"),
      },
    ],
    invalid: [
      {
        name: "the shape of the context, which is fixed at once, and the parent, which is suggested",
        code: init("(c) => c.transactionContext.op === 'queue' ? 1 : 0"),
        output: init(`(c) => c.attributes?.["sentry.op"] === 'queue' ? 1 : 0`),
        errors: [
          {
            messageId: "ignoresParent",
            line: 2,
            column: 15,
            endColumn: 28,
            suggestions: [
              {
                messageId: "toInherit",
                output: init("(c) => c.transactionContext.op === 'queue' ? c.inheritOrSampleWith(1) : 0"),
              },
            ],
          },
          { messageId: "oldContext", line: 2, column: 39, endColumn: 57 },
        ],
      },
      {
        name: "ways that answer nothing",
        code: init(
          "(c) => { if (c.parentSampled) return 1; for (const word of words) { if (word) return 0.5; } }",
        ),
        errors: [{ messageId: "nothing", line: 2, column: 31, endColumn: 32 }],
      },
      {
        name: "a bare return",
        code: init("(c) => { if (c.parentSampled) return; return 1; }"),
        errors: [{ messageId: "nothing" }],
      },
      {
        name: "undefined",
        code: init("(c) => (c.parentSampled ? 0.5 : undefined)"),
        errors: [{ messageId: "nothing", column: 62 }],
      },
      {
        name: "a console line at the end",
        code: init("(c) => { if (c.parentSampled) return 1; console.log(c); }"),
        errors: [{ messageId: "nothing" }],
      },
      {
        name: "a promise",
        code: init("async (c) => (c.parentSampled ? 0.5 : rate)"),
        errors: [{ messageId: "promise", column: 37 }],
      },
      {
        name: "percents",
        code: init("(c) => (c.parentSampled ? rate : 20)"),
        errors: [{ messageId: "range", data: { value: "20" } }],
      },
      {
        name: "percents without a parent",
        code: init("(c) => c.inheritOrSampleWith(20)"),
        errors: [{ messageId: "range", data: { value: "20" } }],
      },
      {
        name: "less than nothing",
        code: init("(c) => (c.parentSampled ? rate : -1)"),
        errors: [{ messageId: "range", data: { value: "-1" } }],
      },
      {
        name: "a text",
        code: init("(c) => (c.parentSampled ? rate : '0.2')"),
        errors: [{ messageId: "range", data: { value: "'0.2'" } }],
      },
      {
        name: "what there is not yet",
        code: init(
          "(c) => (c.parentSampled || c.status === 'internal_error' || c.attributes['error.type'] ? rate : 0.1)",
        ),
        errors: [
          { messageId: "status", column: 57, endColumn: 65 },
          { messageId: "status", column: 90, endColumn: 116 },
        ],
      },
      {
        name: "a request that is no longer handed over",
        code: init("(c) => c.inheritOrSampleWith(c.request?.url?.includes('/health') ? 0 : 1)"),
        errors: [{ messageId: "gone", data: { key: "request" }, column: 61, endColumn: 68 }],
      },
      {
        name: "the same in a pattern",
        code: init("({ location, inheritOrSampleWith }) => inheritOrSampleWith(location ? 1 : 0.5)"),
        errors: [{ messageId: "gone", data: { key: "location" }, column: 33 }],
      },
      {
        name: "a parent whose rate is lost",
        code: init("({ parentSampled }) => (parentSampled ? 1 : RATE)"),
        errors: [
          {
            messageId: "lossy",
            suggestions: [
              {
                messageId: "toInherit",
                output: init("({ parentSampled, inheritOrSampleWith }) => (inheritOrSampleWith(RATE))"),
              },
            ],
          },
        ],
      },
    ],
  },
);
