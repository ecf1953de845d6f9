import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const init = (options: string): string =>
  `import * as Sentry from "@sentry/node";\nSentry.init({ ${options} });\n`;

new RuleTester({ languageOptions: { parser } }).run("no-full-sampling", plugin.rules["no-full-sampling"], {
  valid: [
    { name: "a part", code: init("tracesSampleRate: 0.2") },
    { name: "a rate of the environment", code: init("tracesSampleRate: isDevelopment ? 1 : 0.2") },
    { name: "an init for development", code: init('environment: "development", tracesSampleRate: 1') },
    { name: "a file for development", code: init("tracesSampleRate: 1"), filename: "sentry.dev.ts" },
    {
      name: "a sampler that knows health checks",
      code: init('tracesSampler: ({ name }) => name === "GET /ping" ? 0 : 1'),
    },
    {
      name: "a sampler that samples nothing fully",
      code: init("tracesSampler: ({ inheritOrSampleWith }) => inheritOrSampleWith(0.1)"),
    },
    { name: "a sampler whose rate is not known", code: init("tracesSampler: () => RATE") },
    {
      name: "health checks that the options do without",
      code: init("tracesSampler: ({ name }) => name ? 1 : 0.5"),
      options: [{ healthPatterns: [] }],
    },
    {
      name: "a browser, which has no health checks",
      code: init("tracesSampler: ({ name }) => name ? 1 : 0.5").replace("node", "react"),
    },
    {
      name: "a rate that is less than the options allow",
      code: init("tracesSampleRate: 0.5"),
      options: [{ max: 0.6 }],
    },
    {
      name: "an init of something else",
      code: 'import * as Sentry from "./tracker.js";\nSentry.init({ tracesSampleRate: 1 });\n',
    },
  ],
  invalid: [
    {
      name: "every root",
      code: init("tracesSampleRate: 1.0"),
      errors: [{ messageId: "rate", data: { rate: "1" }, line: 2, column: 33, endColumn: 36 }],
    },
    {
      name: "half of them, where the options say so",
      code: init("tracesSampleRate: 0.5"),
      options: [{ max: 0.5 }],
      errors: [{ messageId: "rate", data: { rate: "0.5" } }],
    },
    {
      name: "a sampler that answers the same",
      code: init("tracesSampler: ({ name, inheritOrSampleWith }) => (name ? true : inheritOrSampleWith(1))"),
      errors: [{ messageId: "constant", data: { rate: "1" }, line: 2, column: 15, endColumn: 28 }],
    },
    {
      name: "a sampler of the file that knows no health checks",
      code: `${init("tracesSampler: sample")}function sample({ name }) {\n  if (name.includes("assets")) return 0.1;\n  return 1;\n}\n`,
      errors: [{ messageId: "health", line: 2, column: 15 }],
    },
    {
      name: "health checks by the words of the options",
      code: init('tracesSampler: ({ name }) => name === "GET /ping" ? 0 : 1'),
      options: [{ healthPatterns: ["probe"] }],
      errors: [{ messageId: "health" }],
    },
  ],
});
