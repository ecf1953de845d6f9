import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

new RuleTester({ languageOptions: { parser } }).run("no-unhandled-todo", plugin.rules["no-unhandled-todo"], {
  valid: [
    { name: "markers in texts", code: 'export const marker = "// spanwright-todo(Hub: use Scope)";' },
    { name: "other comments", code: "// TODO(spanwright): later\nexport {};" },
    {
      name: "markers that a person has accepted, with the reason",
      code: "// eslint-disable-next-line rule-to-test/no-unhandled-todo -- the old worker goes away\n// spanwright-todo(Hub: use Scope)\nexport {};",
    },
  ],
  invalid: [
    {
      name: "markers, in any kind of comment",
      code: "// spanwright-todo(Hub: use Scope)\nrun(/* spanwright-todo(later) */);",
      errors: [
        { messageId: "todo", data: { reason: "Hub: use Scope" }, line: 1, column: 1, endColumn: 35 },
        { messageId: "todo", data: { reason: "later" }, line: 2, column: 5 },
      ],
    },
  ],
});
