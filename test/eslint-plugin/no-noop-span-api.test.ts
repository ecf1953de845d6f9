import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run("no-noop-span-api", plugin.rules["no-noop-span-api"], {
  valid: [
    { name: "of no span", code: `${sentry}job.recordException(error); event.startTime;` },
    {
      name: "what a span has",
      code: `${sentry}Sentry.startSpan({ name: "a" }, (span) => span.setAttribute("b", 1));`,
    },
  ],
  invalid: [
    {
      name: "captures the exception",
      code: `import { startInactiveSpan } from "@sentry/node";\nconst span = startInactiveSpan({ name: "a" });\nspan.recordException(error);`,
      errors: [
        {
          messageId: "recordException",
          line: 3,
          column: 1,
          suggestions: [
            {
              messageId: "capture",
              output: `import { startInactiveSpan } from "@sentry/node";\nimport * as Sentry from "@sentry/node";\nconst span = startInactiveSpan({ name: "a" });\nSentry.captureException(error);`,
            },
          ],
        },
      ],
    },
    {
      name: "only reports what has no counterpart",
      code: `${sentry}Sentry.startSpan({ name: "a" }, (span) => {\n  span.addEvent("b");\n  span.recordException(error, now);\n  return span.getAttribute("c") - span.startTime;\n});\nSentry.getActiveSpan()?.addEvent("d");`,
      errors: [
        { messageId: "addEvent", line: 3 },
        { messageId: "recordException", line: 4 },
        { messageId: "getAttribute", line: 5, column: 10 },
        { messageId: "startTime", line: 5, column: 35 },
        { messageId: "addEvent", line: 7 },
      ],
    },
  ],
});
