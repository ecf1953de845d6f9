import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';
const span = 'Sentry.startSpan({ name: "dig" }, async () => dig())';

new RuleTester({ languageOptions: { parser } }).run("no-floating-span", plugin.rules["no-floating-span"], {
  valid: [
    {
      name: "async only by its word: it is over at once",
      code: `${sentry}async function plant() { Sentry.startSpan({ name: "dig" }, async (span) => { span.setAttribute("deep", 1); }); }`,
    },
    { name: "awaited", code: `${sentry}async function plant() { await ${span}; }` },
    { name: "returned", code: `${sentry}function plant() { return ${span}; }` },
    { name: "void", code: `${sentry}async function plant() { void ${span}; }` },
    { name: "kept", code: `${sentry}async function plant() { const digging = ${span}; await digging; }` },
    { name: "handled", code: `${sentry}async function plant() { ${span}.catch(report); }` },
    { name: "at the top level", code: `${sentry}${span};` },
    { name: "in a function that cannot wait", code: `${sentry}button.on("press", () => { ${span}; });` },
    {
      name: "synchronous",
      code: `${sentry}async function plant() { Sentry.startSpan({ name: "dig" }, () => dig()); }`,
    },
    { name: "the body of an arrow function", code: `${sentry}const plant = async () => ${span};` },
    {
      name: "does not see a callback by name",
      code: `${sentry}async function plant() { Sentry.startSpan({ name: "dig" }, dig); }`,
    },
  ],
  invalid: [
    {
      name: "in an async function, not at its end",
      code: `${sentry}async function plant() { ${span}; await water(); }`,
      errors: [
        {
          messageId: "floating",
          data: { name: " 'dig'" },
          line: 2,
          column: 26,
          suggestions: [
            {
              messageId: "addAwait",
              output: `${sentry}async function plant() { await ${span}; await water(); }`,
            },
            {
              messageId: "addVoid",
              output: `${sentry}async function plant() { void ${span}; await water(); }`,
            },
          ],
        },
      ],
    },
    {
      name: "at the end of another span, which is not async",
      code: `${sentry}Sentry.startSpan({ name: "plant" }, () => { ${span}; });`,
      errors: [
        {
          messageId: "floating",
          suggestions: [
            {
              messageId: "addReturn",
              output: `${sentry}Sentry.startSpan({ name: "plant" }, () => { return ${span}; });`,
            },
            {
              messageId: "addVoid",
              output: `${sentry}Sentry.startSpan({ name: "plant" }, () => { void ${span}; });`,
            },
          ],
        },
      ],
    },
    {
      name: "behind a condition, by what the callback returns",
      code: `${sentry}async function dig() {}
async function plant(deep: boolean) { deep && Sentry.startSpan({ name: "dig" }, () => dig()); }`,
      errors: [
        {
          messageId: "floating",
          suggestions: [
            {
              messageId: "addAwait",
              output: `${sentry}async function dig() {}
async function plant(deep: boolean) { deep && await Sentry.startSpan({ name: "dig" }, () => dig()); }`,
            },
            {
              messageId: "addVoid",
              output: `${sentry}async function dig() {}
async function plant(deep: boolean) { deep && void Sentry.startSpan({ name: "dig" }, () => dig()); }`,
            },
          ],
        },
      ],
    },
    {
      name: "at the top level when asked",
      code: `${sentry}${span};`,
      options: [{ ignoreTopLevel: false }],
      errors: [
        {
          messageId: "floating",
          suggestions: [
            { messageId: "addAwait", output: `${sentry}await ${span};` },
            { messageId: "addVoid", output: `${sentry}void ${span};` },
          ],
        },
      ],
    },
  ],
});
