import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const cors = (options: string): string => `import cors from "cors";\napp.use(cors({ ${options} }));\n`;

/** What the fixtures of fix-propagation do not say: options, and where each problem is. */
new RuleTester({ languageOptions: { parser } }).run(
  "require-cors-trace-headers",
  plugin.rules["require-cors-trace-headers"],
  {
    valid: [
      { name: "no list", code: cors('origin: "https://shop.app"') },
      { name: "an empty list", code: cors("allowedHeaders: []") },
      {
        name: "options of something else",
        code: 'import cors from "./cors.js";\ncors({ allowedHeaders: ["A"] });\n',
      },
      {
        name: "a parameter by that name",
        code: 'import cors from "cors";\nexport const use = (enable) => enable({ allowedHeaders: ["A"] }, cors);\n',
      },
      {
        name: "fewer, where the options ask for fewer",
        code: cors('allowedHeaders: ["Sentry-Trace"]'),
        options: [{ headers: ["sentry-trace"] }],
      },
      {
        name: "another header",
        code: 'res.setHeader("Access-Control-Allow-Methods", "GET");\nres.setHeader("Allow", "Access-Control-Allow-Headers");\n',
      },
    ],
    invalid: [
      {
        name: "a list",
        code: cors('allowedHeaders: ["A"]'),
        output: null,
        errors: [
          {
            messageId: "missing",
            data: { headers: "'sentry-trace' and 'baggage'" },
            line: 2,
            column: 32,
            endColumn: 37,
            suggestions: [
              {
                messageId: "append",
                data: { headers: "'sentry-trace' and 'baggage'" },
                output: cors('allowedHeaders: ["A", "sentry-trace", "baggage"]'),
              },
            ],
          },
        ],
      },
      {
        name: "more, where the options ask for more",
        code: cors('allowedHeaders: ["sentry-trace", "baggage"]'),
        options: [{ headers: ["sentry-trace", "baggage", "traceparent"], autofix: true }],
        output: cors('allowedHeaders: ["sentry-trace", "baggage", "traceparent"]'),
        errors: [{ messageId: "missing", data: { headers: "'traceparent'" } }],
      },
      {
        name: "a function of the options",
        code: 'export default withCors({ allowedHeaders: "A" });\n',
        options: [{ callees: ["withCors"], autofix: true }],
        output: 'export default withCors({ allowedHeaders: "A, sentry-trace, baggage" });\n',
        errors: [{ messageId: "missing" }],
      },
      {
        name: "exposed ones by hand, of which nothing else would be left",
        code: 'res.setHeader("Access-Control-Expose-Headers", "sentry-trace");\n',
        errors: [{ messageId: "exposed", suggestions: [] }],
      },
    ],
  },
);
