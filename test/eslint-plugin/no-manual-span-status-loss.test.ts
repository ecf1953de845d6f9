import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run(
  "no-manual-span-status-loss",
  plugin.rules["no-manual-span-status-loss"],
  {
    valid: [
      {
        name: "startSpan, which has set the status",
        code: `${sentry}Sentry.startSpan({ name: "a" }, (span) => { try { work(); } finally { span.end(); } });`,
      },
      {
        name: "a span of someone else",
        code: `${sentry}export function run(span) { try { work(); } finally { span.end(); } }`,
      },
      {
        name: "a function that sets it",
        code: `${sentry}Sentry.startSpanManual({ name: "a" }, (span) => { try { work(); } finally { span.setStatus(outcome()); span.end(); } });`,
      },
    ],
    invalid: [
      {
        name: "adds the catch on one line too",
        code: `${sentry}Sentry.startSpanManual({ name: "a" }, (s) => {\n  try { work(); } finally { s.end(); }\n});`,
        errors: [
          {
            message:
              "'s.end()' runs before the error sets a status, so the span is sent as ok. Set it in a catch.",
            line: 3,
            column: 3,
            suggestions: [
              {
                messageId: "addCatch",
                output: `${sentry}Sentry.startSpanManual({ name: "a" }, (s) => {\n  try { work(); } catch (error) {\n    s.setStatus({ code: 2, message: "internal_error" });\n    throw error;\n  } finally { s.end(); }\n});`,
              },
            ],
          },
        ],
      },
    ],
  },
);
