import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run(
  "no-capture-and-rethrow",
  plugin.rules["no-capture-and-rethrow"],
  {
    valid: [
      { name: "captured only", code: `${sentry}try { work(); } catch (e) { Sentry.captureException(e); }` },
      {
        name: "with context",
        code: `${sentry}try { work(); } catch (e) { Sentry.captureException(e, { level: "fatal" }); throw e; }`,
      },
      {
        name: "another error is thrown",
        code: `${sentry}try { work(); } catch (e) { Sentry.captureException(e); throw new Error("x"); }`,
      },
      {
        name: "captured in a branch",
        code: `${sentry}try { work(); } catch (e) { if (isOdd(e)) Sentry.captureException(e); throw e; }`,
      },
      {
        name: "a function of someone else",
        code: `try { work(); } catch (e) { captureException(e); throw e; }`,
      },
    ],
    invalid: [
      {
        name: "captured and thrown again",
        code: `${sentry}try {\n  work();\n} catch (e) {\n  Sentry.captureException(e);\n  log(e);\n  throw e;\n}`,
        errors: [
          {
            messageId: "captured",
            line: 5,
            column: 3,
            suggestions: [
              {
                messageId: "remove",
                output: `${sentry}try {\n  work();\n} catch (e) {\n  log(e);\n  throw e;\n}`,
              },
            ],
          },
        ],
      },
      {
        name: "with context, when that is no excuse",
        code: `${sentry}try { work(); } catch (e) { Sentry.captureException(e, { level: "fatal" }); throw e; }`,
        options: [{ ignoreWithContext: false }],
        errors: [
          {
            messageId: "captured",
            suggestions: [{ messageId: "remove", output: `${sentry}try { work(); } catch (e) { throw e; }` }],
          },
        ],
      },
    ],
  },
);
