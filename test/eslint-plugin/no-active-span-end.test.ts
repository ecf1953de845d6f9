import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run(
  "no-active-span-end",
  plugin.rules["no-active-span-end"],
  {
    valid: [
      {
        name: "a status outside of callbacks",
        code: `${sentry}export const fail = () => Sentry.getActiveSpan()?.setStatus({ code: 2 });`,
      },
      {
        name: "an attribute",
        code: `${sentry}Sentry.startSpan({ name: "a" }, () => Sentry.getActiveSpan()?.setAttribute("b", 1));`,
      },
      {
        name: "in a function that runs elsewhere",
        code: `${sentry}Sentry.startSpan({ name: "a" }, () => { bus.on("b", () => Sentry.getActiveSpan()?.setStatus({ code: 2 })); });`,
      },
      { name: "of someone else", code: `import { getActiveSpan } from "./mine"; getActiveSpan()?.end();` },
    ],
    invalid: [
      {
        name: "uses the parameter",
        code: `${sentry}Sentry.startSpan({ name: "a" }, (span) => { Sentry.getActiveSpan()?.setStatus({ code: 2 }); });`,
        output: `${sentry}Sentry.startSpan({ name: "a" }, (span) => { span.setStatus({ code: 2 }); });`,
        errors: [{ messageId: "own", line: 2, column: 45 }],
      },
      {
        name: "suggests a parameter by another name",
        code: `import { getActiveSpan, startSpanManual } from "@sentry/node";\nstartSpanManual({ name: "a" }, (s) => { getActiveSpan()!.end(); });`,
        errors: [
          {
            messageId: "own",
            suggestions: [
              {
                messageId: "useParameter",
                data: { name: "s" },
                output: `import { getActiveSpan, startSpanManual } from "@sentry/node";\nstartSpanManual({ name: "a" }, (s) => { s.end(); });`,
              },
            ],
          },
        ],
      },
      {
        name: "suggests a new parameter by a free name",
        code: `${sentry}Sentry.startSpan({ name: "a" }, async () => { const span = 1; Sentry.getActiveSpan()?.setStatus({ code: 2 }); });`,
        errors: [
          {
            messageId: "own",
            suggestions: [
              {
                messageId: "useParameter",
                output: `${sentry}Sentry.startSpan({ name: "a" }, async (activeSpan) => { const span = 1; activeSpan.setStatus({ code: 2 }); });`,
              },
            ],
          },
        ],
      },
      {
        name: "has nothing for an end that should not be",
        code: `${sentry}Sentry.getActiveSpan()?.end();\nSentry.startSpan({ name: "a" }, (span) => Sentry.getActiveSpan()?.end());`,
        errors: [
          { messageId: "end", line: 2, column: 1 },
          { messageId: "end", line: 3, column: 43 },
        ],
      },
    ],
  },
);
