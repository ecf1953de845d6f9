import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';
const manual = (body: string): string => `${sentry}Sentry.startSpanManual({ name: "iron" }, ${body});`;
const plain = (body: string): string => `${sentry}Sentry.startSpan({ name: "iron" }, ${body});`;

new RuleTester({ languageOptions: { parser } }).run("prefer-start-span", plugin.rules["prefer-start-span"], {
  valid: [
    {
      name: "a marker, around nothing",
      code: `${sentry}function f() { const span = Sentry.startInactiveSpan({ name: "a" }); span.end(); }
Sentry.startSpanManual({ name: "b" }, (span) => { span.end(); });`,
    },
    {
      name: "inactive, with a parent that was chosen",
      code: `${sentry}function f() { const span = Sentry.startInactiveSpan({ name: "a", parentSpan: root }); iron(); span.end(); }`,
    },
    {
      name: "in a generator, which cannot yield out of a callback",
      code: `${sentry}function* f() { const span = Sentry.startInactiveSpan({ name: "a" }); try { yield 1; } finally { span.end(); } }`,
    },
    { name: "startSpan", code: plain("() => iron()") },
    { name: "ended in a listener", code: manual("(span) => { shirt.on('done', () => span.end()); }") },
    { name: "ended before more work", code: manual("(span) => { iron(); span.end(); fold(); }") },
    {
      name: "ended twice",
      code: manual("(span) => { if (flat) { span.end(); return; } iron(); span.end(); }"),
    },
    { name: "ended at another time", code: manual("(span) => { iron(); span.end(later); }") },
    { name: "handed on", code: manual("(span) => { iron(span); span.end(); }") },
    { name: "ended by the second parameter", code: manual("(span, finish) => { iron(); span.end(); }") },
    {
      name: "inactive, made active",
      code: `${sentry}function f() { const span = Sentry.startInactiveSpan({ name: "a" }); Sentry.withActiveSpan(span, iron); span.end(); }`,
    },
    {
      name: "inactive, ended later",
      code: `${sentry}function f() { const span = Sentry.startInactiveSpan({ name: "a" }); setTimeout(() => { span.end(); }); }`,
    },
  ],
  invalid: [
    {
      name: "as the last statement, with the parameter that is left unused",
      code: manual("async span => {\n  await iron();\n  span.end();\n}"),
      errors: [
        {
          messageId: "manual",
          data: { name: " 'iron'" },
          line: 2,
          column: 1,
          endColumn: 23,
          suggestions: [{ messageId: "rewrite", output: plain("async () => {\n  await iron();\n}") }],
        },
      ],
    },
    {
      name: "in a finally behind a catch, with a span that is used",
      code: manual(
        "(span) => { try { span.setAttribute('a', 1); } catch { retry(); } finally { span.end(); } }",
      ),
      errors: [
        {
          messageId: "manual",
          suggestions: [
            {
              messageId: "rewrite",
              output: plain("(span) => { try { span.setAttribute('a', 1); } catch { retry(); } }"),
            },
          ],
        },
      ],
    },
    {
      name: "in a finally that does more, of a named import",
      code: `import { startSpanManual } from "@sentry/node";
startSpanManual({ name: "iron" }, (span) => {
  try {
    iron();
  } finally {
    unplug();
    span.end();
  }
});`,
      errors: [
        {
          messageId: "manual",
          suggestions: [
            {
              messageId: "rewrite",
              output: `import { startSpanManual } from "@sentry/node";
import * as Sentry from "@sentry/node";
Sentry.startSpan({ name: "iron" }, () => {
  try {
    iron();
  } finally {
    unplug();
  }
});`,
            },
          ],
        },
      ],
    },
    {
      name: "no suggestion where a comment or a name stands in the way",
      code: `${sentry}
Sentry.startSpanManual({ name: "a" }, (span) => { try { iron(); } finally { /* at last */ span.end(); } });
Sentry.startSpanManual({ name: "b" }, (span) => { const a = 1; try { const a = 2; iron(a); } finally { span.end(); } });`,
      errors: [3, 4].map((line) => ({ messageId: "manual", line, suggestions: [] })),
    },
    {
      name: "inactive spans, which a person rewrites",
      code: `${sentry}
async function f() { const span = Sentry.startInactiveSpan({ name: "a" }); await iron(); span.end(); }
function g() { const span = Sentry.startInactiveSpan({ name: "b" }); try { iron(); } finally { span.end(); } }`,
      errors: [
        { messageId: "inactive", data: { name: " 'a'" }, line: 3, column: 35 },
        { messageId: "inactive", data: { name: " 'b'" }, line: 4 },
      ],
    },
  ],
});
