import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const head = 'import * as Sentry from "@sentry/node";\nasync function boil(): Promise<void> {}\n';
const span = (body: string): string => `${head}Sentry.startSpan({ name: "tea" }, ${body});`;
const floating = (...suggestions: readonly { messageId: string; output: string }[]) => ({
  messageId: "floating",
  data: { name: " 'tea'" },
  suggestions: [...suggestions],
});

new RuleTester({ languageOptions: { parser } }).run(
  "no-floating-promise-in-span",
  plugin.rules["no-floating-promise-in-span"],
  {
    valid: [
      { name: "returned", code: span("() => { return boil(); }") },
      { name: "the expression of the callback", code: span("() => boil()") },
      { name: "in an async callback", code: span("async () => { boil(); }") },
      { name: "what nobody knows to be a promise", code: span("() => { pour(); cup.fill(); }") },
      { name: "in a function inside", code: span("() => { bell.on('ring', () => { boil(); }); }") },
      { name: "kept", code: span("() => { const water = boil(); return water; }") },
      { name: "void beside other work", code: span("() => { void boil(); steep(); }") },
      { name: "allowed", code: span("() => { boil(); }"), options: [{ allow: ["boil"] }] },
      {
        name: "a span that is ended by hand",
        code: `${head}Sentry.startSpanManual({ name: "tea" }, (span) => { boil().then(() => span.end()); });`,
      },
      {
        name: "a fetch of the file's own",
        code: `import { fetch } from "./fetch.js";\n${span("() => { fetch('/tea'); }")}`,
      },
      {
        name: "the method of another object",
        code: `${head}class Pot { async boil() {} brew(other: Pot) { Sentry.startSpan({ name: "tea" }, () => { other.boil(); }); } }`,
      },
      {
        name: "a span inside, which no-floating-span reports",
        code: span('() => { Sentry.startSpan({ name: "b" }, async () => boil()); }'),
      },
    ],
    invalid: [
      {
        name: "a function of this file",
        code: span("() => { boil(); }"),
        errors: [
          {
            ...floating(
              { messageId: "addReturn", output: span("() => { return boil(); }") },
              { messageId: "makeAsync", output: span("async () => { await boil(); }") },
            ),
            line: 3,
            column: 43,
          },
        ],
      },
      {
        name: "two of them are waited for together",
        code: span("() => { fetch('/milk'); if (sweet) Promise.all([boil()]); }"),
        errors: [
          floating({
            messageId: "makeAsync",
            output: span("async () => { await fetch('/milk'); if (sweet) await Promise.all([boil()]); }"),
          }),
          floating({
            messageId: "makeAsync",
            output: span("async () => { await fetch('/milk'); if (sweet) await Promise.all([boil()]); }"),
          }),
        ],
      },
      {
        name: "void where there is no other work",
        code: span("(span) => { span.setAttribute('cup', 1); void boil().then(() => serve()); }"),
        errors: [
          floating(
            {
              messageId: "addReturn",
              output: span("(span) => { span.setAttribute('cup', 1); return boil().then(() => serve()); }"),
            },
            {
              messageId: "makeAsync",
              output: span(
                "async (span) => { span.setAttribute('cup', 1); await boil().then(() => serve()); }",
              ),
            },
          ),
        ],
      },
      {
        name: "an async method, in a callback whose type must stay",
        code: `${head}class Pot { async boil() {} brew() { Sentry.startSpan({ name: "tea" }, (): void => { this.boil(); }); } }`,
        errors: [floating()],
      },
    ],
  },
);
