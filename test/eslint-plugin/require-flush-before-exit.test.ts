import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run(
  "require-flush-before-exit",
  plugin.rules["require-flush-before-exit"],
  {
    valid: [
      { name: "a file that does not import Sentry", code: 'process.on("SIGTERM", () => process.exit(0));' },
      { name: "a flush that is not waited for on purpose", code: `${sentry}void Sentry.flush(2000);` },
    ],
    invalid: [
      {
        name: "any file, when the option says so",
        code: 'import { server } from "./server";\nprocess.on("SIGTERM", () => {\n  server.stop();\n  process.exit(0);\n});',
        options: [{ scope: "all" }],
        errors: [
          {
            message: "The process stops here without sending what Sentry holds. Await 'Sentry.close' first.",
            line: 4,
            column: 3,
            suggestions: [
              {
                desc: "Write 'await Sentry.close(2000)' before the exit.",
                output: `import { server } from "./server";\n${sentry}process.on("SIGTERM", async () => {\n  server.stop();\n  await Sentry.close(2000);\n  process.exit(0);\n});`,
              },
            ],
          },
        ],
      },
      {
        name: "fixes what it suggests with autofix",
        code: `${sentry}main().catch((error) => {\n  Sentry.captureException(error);\n  process.exit(1);\n});`,
        options: [{ autofix: true }],
        output: `${sentry}main().catch(async (error) => {\n  Sentry.captureException(error);\n  await Sentry.close(2000);\n  process.exit(1);\n});`,
        errors: [{ messageId: "data", line: 4, column: 3 }],
      },
    ],
  },
);
