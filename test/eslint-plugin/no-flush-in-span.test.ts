import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run("no-flush-in-span", plugin.rules["no-flush-in-span"], {
  valid: [
    {
      name: "behind the span",
      code: `${sentry}await Sentry.startSpan({ name: "a" }, work); await Sentry.flush(2000);`,
    },
    {
      name: "behind the end of a manual span",
      code: `${sentry}Sentry.startSpanManual({ name: "a" }, async (span) => { span.end(); await Sentry.flush(); });`,
    },
    { name: "of something else", code: `${sentry}Sentry.startSpan({ name: "a" }, () => stream.flush());` },
  ],
  invalid: [
    {
      name: "flush",
      code: `${sentry}Sentry.startSpan({ name: "resize" }, async () => {\n  await Sentry.flush(2000);\n});`,
      errors: [
        {
          message:
            "'Sentry.flush' cannot send the span 'resize' that it is called in, as that one is still open. Call it behind the span.",
          line: 3,
          column: 9,
        },
      ],
    },
    {
      name: "close by its own name, in a manual span that is still open",
      code: `import { close, startSpanManual } from "@sentry/node";\nstartSpanManual({ name: n }, async (span) => { await close(); span.end(); });`,
      errors: [{ messageId: "flush", data: { callee: "close", name: "" }, line: 2, column: 54 }],
    },
  ],
});
