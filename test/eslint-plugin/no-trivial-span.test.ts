import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run("no-trivial-span", plugin.rules["no-trivial-span"], {
  valid: [
    {
      name: "a span that is kept for later",
      code: `${sentry}Sentry.startSpanManual({ name: "a" }, (span) => { open = span; });`,
    },
    {
      name: "a query or a promise that is held: the span waits for it",
      code: `${sentry}Sentry.startSpan({ name: "a" }, () => query); Sentry.startSpan({ name: "b" }, () => { return this.pending ?? other; });`,
    },
    { name: "a call", code: `${sentry}Sentry.startSpan({ name: "sum" }, () => add(1, 2));` },
    {
      name: "a loop",
      code: `${sentry}Sentry.startSpan({ name: "sum" }, () => { for (const one of all) total += one; });`,
    },
    {
      name: "a template with a tag",
      code: `${sentry}Sentry.startSpan({ name: "sum" }, () => sql\`select 1\`);`,
    },
    {
      name: "a marker that describes itself",
      code: `${sentry}Sentry.startSpan({ name: "sum" }, (span) => { span.setAttribute("sum", 3); });`,
    },
    { name: "a callback by name", code: `${sentry}Sentry.startSpan({ name: "sum" }, sum);` },
    {
      name: "a span that is ended elsewhere",
      code: `${sentry}const span = Sentry.startInactiveSpan({ name: "sum" });`,
    },
  ],
  invalid: [
    {
      name: "a value",
      code: `${sentry}const sum = 2 * Sentry.startSpan({ name: "sum" }, () => a + b);`,
      errors: [
        {
          messageId: "trivial",
          data: { name: " 'sum'" },
          line: 2,
          column: 17,
          suggestions: [{ messageId: "unwrap", output: `${sentry}const sum = 2 * (a + b);` }],
        },
      ],
    },
    {
      name: "statements, which move left",
      code: `${sentry}function store() {
  Sentry.startSpan({ name: "store" }, () => {
    if (full) {
      last = \`
    kept\`;
    }
    count += 1;
  });
  return count;
}`,
      errors: [
        {
          messageId: "trivial",
          suggestions: [
            {
              messageId: "unwrap",
              output: `${sentry}function store() {
  if (full) {
    last = \`
    kept\`;
  }
  count += 1;
  return count;
}`,
            },
          ],
        },
      ],
    },
    {
      name: "work in a function inside is not its own; no suggestion would keep the comment, the return or the const",
      code: `${sentry}
Sentry.startSpan({ name: "a" }, () => /* why */ () => work());
function b() { Sentry.startSpan({ name: "b" }, () => { if (full) return; count = 1; }); other(); }
function c() { Sentry.startSpan({ name: "c" }, () => { const other = 1; count = other; }); other(); }`,
      errors: [3, 4, 5].map((line) => ({ messageId: "trivial", line, suggestions: [] })),
    },
  ],
});
