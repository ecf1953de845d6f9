import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const init = (options: string, module = "@sentry/node"): string =>
  `import * as Sentry from "${module}";\nSentry.init({ ${options} });\n`;

/** What the fixtures of fix-sampling do not say: suggestions, and where each problem is. The project's SDK is @sentry/node 11. */
new RuleTester({ languageOptions: { parser } }).run(
  "valid-init-options",
  plugin.rules["valid-init-options"],
  {
    valid: [
      {
        name: "a browser's SDK, whose version is not known",
        code: init("enableLogs: true, enableTracing: true", "@sentry/react"),
      },
      {
        name: "transactions, where spans are not streamed",
        code: init('traceLifecycle: "static", ignoreTransactions: ["a"]'),
      },
      { name: "transactions, where a spread may say so", code: init("...shared, ignoreTransactions: []") },
      { name: "a scope of its own kind", code: init('initialScope: { tags: { trace_id: "7" } }') },
      { name: "Electron's mode of messages", code: init("ipcMode: 1", "@sentry/electron/main") },
      { name: "rates at the ends", code: init("tracesSampleRate: 0, sampleRate: 1.0") },
    ],
    invalid: [
      {
        name: "a rate in percent",
        code: init("tracesSampleRate: 20"),
        errors: [
          { messageId: "rate", data: { key: "tracesSampleRate", value: "20" }, column: 33, endColumn: 35 },
        ],
      },
      {
        name: "two that decide",
        code: init("tracesSampleRate: 0.2, tracesSampler"),
        errors: [
          {
            messageId: "both",
            column: 15,
            endColumn: 36,
            suggestions: [{ messageId: "remove", output: init("tracesSampler") }],
          },
        ],
      },
      {
        name: "tracing that is only enabled",
        code: init("enableTracing: true"),
        errors: [
          {
            messageId: "enableTracing",
            suggestions: [{ messageId: "toRate", output: init("tracesSampleRate: 1") }],
          },
        ],
      },
      {
        name: "what was meant to be off",
        code: init("enableLogs: false, sendDefaultPii: false"),
        errors: [
          { messageId: "ignored", data: { key: "enableLogs", major: "11", advice: "logs are always on" } },
          { messageId: "ignored", column: 34 },
        ],
      },
      {
        name: "an integration that is there, the others stay",
        code: init("integrations: [Sentry.expressIntegration(), other()]"),
        output: null,
        errors: [
          {
            messageId: "needless",
            data: { name: "expressIntegration" },
            suggestions: [{ messageId: "remove", output: init("integrations: [other()]") }],
          },
        ],
      },
      {
        name: "a comment inside, which keeps the option",
        code: init("tracesSampler, tracesSampleRate: /* all */ 1"),
        errors: [{ messageId: "both", suggestions: [] }],
      },
    ],
  },
);
