import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

const answered = (handling: string): string =>
  `${sentry}export const handle = async (req, res) => {\n  try {\n    await work();\n  } catch (error) {\n    ${handling}\n  }\n};`;

new RuleTester({ languageOptions: { parser } }).run(
  "handler-error-capture",
  plugin.rules["handler-error-capture"],
  {
    valid: [
      {
        name: "an error that the option expects",
        code: answered("if (error instanceof Busy) return res.status(503).end();\n    throw error;"),
        options: [{ expectedErrors: ["Busy"] }],
      },
      {
        name: "an answer of something that is no parameter",
        code: "try { work(); } catch (error) { order.status(500); }",
      },
    ],
    invalid: [
      {
        name: "an answer of 500",
        code: answered("res.status(500).end();"),
        errors: [
          {
            message:
              "This answers with a server error, and the error itself never reaches Sentry; capture it.",
            line: 5,
            column: 5,
            suggestions: [
              {
                messageId: "capture",
                output: answered("Sentry.captureException(error);\n    res.status(500).end();"),
              },
            ],
          },
        ],
      },
    ],
  },
);
