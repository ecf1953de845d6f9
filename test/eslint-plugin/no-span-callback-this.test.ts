import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

new RuleTester({ languageOptions: { parser } }).run(
  "no-span-callback-this",
  plugin.rules["no-span-callback-this"],
  {
    valid: [
      {
        name: "an arrow function",
        code: `${sentry}class Mill { grind() { return Sentry.startSpan({ name: "grind" }, () => this.turn()); } }`,
      },
      {
        name: "a bound function",
        code: `${sentry}class Mill { grind() { return Sentry.startSpan({ name: "grind" }, function () { return this.turn(); }.bind(this)); } }`,
      },
      {
        name: "a function inside with its own receiver",
        code: `${sentry}Sentry.startSpan({ name: "grind" }, function () { return { stones: 2, count() { return this.stones + arguments.length; } }; });`,
      },
      {
        name: "a property that is called arguments",
        code: `${sentry}Sentry.startSpan({ name: "grind" }, function () { return { arguments: call.arguments }; });`,
      },
      {
        name: "a function of another library",
        code: `import { startSpan } from "./tracer.js";\nclass Mill { grind() { return startSpan({ name: "grind" }, function () { return this.turn(); }); } }`,
      },
    ],
    invalid: [
      {
        name: "becomes an arrow function, with its parameters and types",
        code: `${sentry}class Mill {
  grind() { return Sentry.startSpan({ name: "grind" }, async function grind(span): Promise<void> { await this.turn(span); }); }
}`,
        output: `${sentry}class Mill {
  grind() { return Sentry.startSpan({ name: "grind" }, async (span): Promise<void> => { await this.turn(span); }); }
}`,
        errors: [{ messageId: "thisOfCallback", line: 3, column: 106, data: { text: "this" } }],
      },
      {
        name: "this of an arrow function inside, in a browser's span",
        code: `import { startSpan } from "@sentry/react";
const mill = { grind: function () { startSpan({ name: "grind" }, function () { grains.forEach(() => this.turn()); }); } };`,
        output: `import { startSpan } from "@sentry/react";
const mill = { grind: function () { startSpan({ name: "grind" }, () => { grains.forEach(() => this.turn()); }); } };`,
        errors: [{ messageId: "thisOfCallback", line: 2 }],
      },
      {
        name: "arguments only as a suggestion",
        code: `${sentry}function grind() { return Sentry.startSpan({ name: "grind" }, function () { return turn(...arguments); }); }`,
        output: null,
        errors: [
          {
            messageId: "argumentsOfCallback",
            suggestions: [
              {
                messageId: "toArrow",
                output: `${sentry}function grind() { return Sentry.startSpan({ name: "grind" }, () => { return turn(...arguments); }); }`,
              },
            ],
          },
        ],
      },
      {
        name: "nothing around it has a receiver: a suggestion",
        code: `${sentry}export const grind = () => Sentry.startSpan({ name: "grind" }, function () { return this.turn(); });`,
        output: null,
        errors: [
          {
            messageId: "thisOfCallback",
            suggestions: [
              {
                messageId: "toArrow",
                output: `${sentry}export const grind = () => Sentry.startSpan({ name: "grind" }, () => { return this.turn(); });`,
              },
            ],
          },
        ],
      },
      {
        name: "no repair for a function that calls itself, a generator, or one with a comment in its head",
        code: `${sentry}class Mill {
  a() { return Sentry.startSpan({ name: "a" }, function again() { return this.done || again(); }); }
  b() { return Sentry.startSpan({ name: "b" }, function* () { yield this.turn(); }); }
  c() { return Sentry.startSpan({ name: "c" }, function /* slow */ () { return this.turn(); }); }
  d() { return Sentry.startSpan({ name: "d" }, function () { return new.target ?? this.turn(); }); }
}`,
        output: null,
        errors: [3, 4, 5, 6].map((line) => ({ messageId: "thisOfCallback", line, suggestions: [] })),
      },
    ],
  },
);
