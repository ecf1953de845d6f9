import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

/** A function around some statements, with a span of its own. */
const inactive = (body: string): string =>
  `${sentry}export async function* run(items) {\nconst span = Sentry.startInactiveSpan({ name: "run" });\n${body}\n}`;
const manual = (body: string): string =>
  `${sentry}export const run = (items) => Sentry.startSpanManual({ name: "run" }, async (span, finish) => {\n${body}\n});`;

new RuleTester({ languageOptions: { parser } }).run(
  "no-use-after-span-end",
  plugin.rules["no-use-after-span-end"],
  {
    valid: [
      { name: "before the end", code: inactive("span.setAttribute('a', 1);\nspan.end();") },
      {
        name: "ended on another path",
        code: inactive("if (await work()) span.end();\nelse span.setStatus({ code: 2 });"),
      },
      {
        name: "ended on one of the paths that lead there",
        code: inactive("if (await work()) span.end();\nspan.setStatus({ code: 2 });"),
      },
      {
        name: "in the catch of a try that ends it last",
        code: inactive(
          "try { await work(); span.end(); } catch (e) { span.setStatus({ code: 2 }); span.end(); }",
        ),
      },
      { name: "looked at", code: inactive("span.end();\nlog(span.spanContext().traceId);") },
      {
        name: "another one in the next round",
        code: `${sentry}export function run(items) { for (const item of items) { const span = Sentry.startInactiveSpan({ name: "a" }); span.setAttribute("b", 1); span.end(); } }`,
      },
      {
        name: "of someone else",
        code: inactive('stream.on("end", () => span.end());\nspan.setAttribute("a", 1);'),
      },
    ],
    invalid: [
      {
        name: "behind the end",
        code: inactive("span.end();\nspan.setAttribute('a', 1);\nspan.updateName('b');"),
        errors: [
          { message: "The span 'run' has ended before this, so it is ignored.", line: 5, column: 1 },
          { messageId: "late", line: 6, column: 1 },
        ],
      },
      {
        name: "behind the end on each branch",
        code: inactive("if (await work()) span.end(); else span.end();\nspan.setStatus({ code: 1 });"),
        errors: [{ messageId: "late", line: 5 }],
      },
      {
        name: "in a finally behind the end",
        code: manual("span.end();\ntry { await work(); } finally { span.setStatus({ code: 1 }); }"),
        errors: [{ messageId: "late", line: 4, column: 33 }],
      },
      {
        name: "behind the second parameter",
        code: manual("finish();\nspan.setAttributes({ a: 1 });"),
        errors: [{ messageId: "late", line: 4 }],
      },
      {
        name: "in the callback of startSpan",
        code: `${sentry}Sentry.startSpan({ name: "a" }, (span) => { span.end(); span.setStatus({ code: 2 }); });`,
        errors: [{ messageId: "late" }],
      },
    ],
  },
);
