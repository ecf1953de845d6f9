import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const init = (targets: string, module = "@sentry/node"): string =>
  `import * as Sentry from "${module}";\nSentry.init({ tracePropagationTargets: [${targets}] });\n`;

/** What the fixtures of fix-propagation do not say: options, both suggestions, and where each problem is. */
new RuleTester({ languageOptions: { parser } }).run(
  "valid-trace-propagation-targets",
  plugin.rules["valid-trace-propagation-targets"],
  {
    valid: [
      { name: "an empty list, which says nobody", code: init("") },
      { name: "paths in a browser", code: init("/^\\/api/", "@sentry/vue") },
      {
        name: "paths, where nothing tells where the code runs",
        code: init("/^\\/api/", "@sentry/nextjs"),
        filename: "sentry.ts",
      },
      {
        name: "a list for servers, where the options say it is none",
        code: init("/^\\/api/"),
        options: [{ server: "never" }],
      },
      {
        name: "texts that hold nothing of each other",
        code: init('"api.shop.app", "www.shop.app", ...more'),
      },
      {
        name: "a call of another origin that a target matches",
        code: `${init('"shop.app"', "@sentry/react")}fetch("https://api.shop.app/items");\n`,
      },
      {
        name: "a call of another origin, where the targets are not known",
        code: `${init("...targets", "@sentry/react")}fetch("https://api.shop.app/items");\n`,
      },
      {
        name: "the same on a server",
        code: 'import * as Sentry from "@sentry/node";\nSentry.init({});\nfetch("https://api.shop.app");\n',
      },
    ],
    invalid: [
      {
        name: "an expression without room for a path",
        code: init('/^https:\\/\\/api\\.shop\\.app$/, "ledger"'),
        output: null,
        errors: [
          {
            messageId: "never",
            line: 2,
            column: 41,
            endColumn: 69,
            suggestions: [
              {
                messageId: "toBoundary",
                output: init('/^https:\\/\\/api\\.shop\\.app(?:[/?#]|$)/, "ledger"'),
              },
              { messageId: "remove", output: init('"ledger"') },
            ],
          },
        ],
      },
      {
        name: "one that a text covers, which goes before it is mended",
        code: init('"shop.app", /^https:\\/\\/api\\.shop\\.app$/'),
        errors: [
          {
            messageId: "never",
            suggestions: [
              { messageId: "remove", output: init('"shop.app"') },
              {
                messageId: "toBoundary",
                output: init('"shop.app", /^https:\\/\\/api\\.shop\\.app(?:[/?#]|$)/'),
              },
            ],
          },
        ],
      },
      {
        name: "flags that remember, fixed without being asked",
        code: init("/ledger/gi"),
        output: init("/ledger/i"),
        errors: [{ messageId: "state", data: { flag: "g" } }],
      },
      {
        name: "a path on a server by the file's name",
        code: init('/^\\/api/, "ledger"', "@sentry/nextjs"),
        filename: "sentry.server.config.ts",
        errors: [
          {
            messageId: "never",
            suggestions: [{ messageId: "remove", output: init('"ledger"', "@sentry/nextjs") }],
          },
        ],
      },
      {
        name: "a path on a server by the options",
        code: init("/^\\/api/", "@sentry/nextjs"),
        filename: "sentry.ts",
        options: [{ server: "always" }],
        errors: [{ messageId: "never", suggestions: [] }],
      },
      {
        name: "an origin without a target, also of a client made for it",
        code: `${init('"ledger"', "@sentry/react")}axios.create({ baseURL: "https://api.shop.app" });\n`,
        errors: [{ messageId: "otherOrigin", data: { origin: "https://api.shop.app" }, line: 3, column: 25 }],
      },
    ],
  },
);
