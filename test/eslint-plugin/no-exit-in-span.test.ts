import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run("no-exit-in-span", plugin.rules["no-exit-in-span"], {
  valid: [
    {
      name: "behind the span",
      code: `${sentry}await Sentry.startSpan({ name: "a" }, work); process.exit(0);`,
    },
    {
      name: "behind the end of a manual span",
      code: `${sentry}Sentry.startSpanManual({ name: "a" }, (span, finish) => { work(); finish(); process.exit(0); });`,
    },
    {
      name: "in a function that only is made there",
      code: `${sentry}Sentry.startSpan({ name: "a" }, () => { bus.on("stop", () => process.exit(0)); });`,
    },
    {
      name: "something else that is called so",
      code: `${sentry}const process = { exit() {} };\nSentry.startSpan({ name: "a" }, () => process.exit());`,
    },
    {
      name: "a start function of someone else",
      code: `import { startSpan } from "./mine"; startSpan({}, () => process.exit());`,
    },
  ],
  invalid: [
    {
      name: "in a callback",
      code: `${sentry}Sentry.startSpan({ name: "import" }, async () => {\n  if (await work()) process.exit(2);\n});`,
      errors: [
        {
          message:
            "The span 'import' never ends when the process exits inside it, so it is lost. Exit behind it, once Sentry is closed.",
          line: 3,
          column: 21,
        },
      ],
    },
    {
      name: "before the end of a manual span",
      code: `import { exit } from "node:process";\n${sentry}Sentry.startSpanManual({ name: n }, (span) => { exit(1); span.end(); });`,
      errors: [{ messageId: "exit", data: { name: "" }, line: 3, column: 49 }],
    },
  ],
});
