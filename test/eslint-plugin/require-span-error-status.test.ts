import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

const caught = (handling: string): string =>
  `${sentry}Sentry.startSpan({ name: "run" }, async (span) => {\n  try {\n    await work();\n  } catch (error) {\n    ${handling}\n  }\n});`;
const nested = `${sentry}Sentry.startSpan({ name: "run" }, async (span) => {\n  for (const job of jobs) {\n    try {\n      await job();\n    } catch (error) {\n      log(error);\n    }\n  }\n});`;

new RuleTester({ languageOptions: { parser } }).run(
  "require-span-error-status",
  plugin.rules["require-span-error-status"],
  {
    valid: [
      {
        name: "an error that the option expects",
        code: caught("if (error instanceof Busy) return; throw error;"),
        options: [{ expectedErrors: ["Busy"] }],
      },
      {
        name: "a function that sets the status",
        code: caught("fail(span, error);"),
        options: [{ statusFunctions: ["fail"] }],
      },
      { name: "a nested catch", code: nested },
    ],
    invalid: [
      {
        name: "the same without the options",
        code: caught("fail(span, error);"),
        errors: [
          {
            message: "The span 'run' stays ok although the error ends here; set its status.",
            line: 5,
            column: 5,
            suggestions: [
              {
                messageId: "setStatus",
                output: caught(
                  'span.setStatus({ code: 2, message: "internal_error" });\n    fail(span, error);',
                ),
              },
            ],
          },
        ],
      },
      {
        name: "a nested catch, when all are asked for",
        code: nested,
        options: [{ catches: "all" }],
        errors: [{ messageId: "swallowed", suggestions: 1 }],
      },
    ],
  },
);
