import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run(
  "no-redundant-span-status",
  plugin.rules["no-redundant-span-status"],
  {
    valid: [
      {
        name: "in a manual span",
        code: `${sentry}Sentry.startSpanManual({ name: "a" }, (span) => { try { work(); } catch (e) { span.setStatus({ code: 2 }); throw e; } finally { span.end(); } });`,
      },
      {
        name: "in a catch that another catch surrounds",
        code: `${sentry}Sentry.startSpan({ name: "a" }, (span) => { try { try { work(); } catch (e) { span.setStatus({ code: 2 }); throw e; } } catch {} });`,
      },
      {
        name: "in a catch that swallows",
        code: `${sentry}Sentry.startSpan({ name: "a" }, (span) => { try { work(); } catch (e) { span.setStatus({ code: 2 }); } });`,
      },
      {
        name: "of the span around",
        code: `${sentry}Sentry.startSpan({ name: "a" }, (outer) => Sentry.startSpan({ name: "b" }, (span) => { try { work(); } catch (e) { outer.setStatus({ code: 2 }); throw e; } }));`,
      },
    ],
    invalid: [
      {
        name: "with a text of its own, on a line of its own",
        code: `${sentry}Sentry.startSpan({ name: "a" }, (span) => {\n  try {\n    work();\n  } catch (e) {\n    span.setStatus({ code: 2, message: e.message }); // why\n    throw e;\n  }\n});`,
        errors: [
          {
            messageId: "redundant",
            line: 6,
            column: 5,
            suggestions: [
              {
                messageId: "remove",
                output: `${sentry}Sentry.startSpan({ name: "a" }, (span) => {\n  try {\n    work();\n  } catch (e) {\n    // why\n    throw e;\n  }\n});`,
              },
            ],
          },
        ],
      },
      {
        name: "only reported where a comment would go with it",
        code: `${sentry}Sentry.startSpan({ name: "a" }, (span) => { try { work(); } catch (e) { span.setStatus({ code: 2 /* error */ }); throw e; } });`,
        errors: [{ messageId: "redundant" }],
      },
    ],
  },
);
