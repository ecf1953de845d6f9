import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';
const inConstructor = (patch: string): string =>
  `${sentry}class Base { constructor() { for (const name of names) { const original = proto[name]; ${patch} } } }`;
const method = "function (...a) { return Sentry.startSpan({ name }, () => original.apply(this, a)); }";

new RuleTester({ languageOptions: { parser } }).run(
  "no-prototype-tracing-decorator",
  plugin.rules["no-prototype-tracing-decorator"],
  {
    valid: [
      { name: "an instance's own methods, once", code: inConstructor(`this[name] = ${method};`) },
      { name: "a method of a known name", code: inConstructor(`Base.prototype.lend = ${method};`) },
      {
        name: "once for the class, with the result as it was",
        code: `${sentry}function traced(Base) { for (const name of names) { const original = Base.prototype[name]; Base.prototype[name] = ${method}; } }`,
      },
      {
        name: "no span",
        code: inConstructor(
          "Base.prototype[name] = async function (...a) { return original.apply(this, a); };",
        ),
      },
      {
        name: "asks whether the method is async",
        code: `${sentry}function traced(Base) { for (const name of names) { const original = Base.prototype[name];
if (original.constructor.name === "AsyncFunction") Base.prototype[name] = async ${method}; } }`,
      },
      {
        name: "a table of handlers",
        code: `${sentry}handlers[name] = async () => Sentry.startSpan({ name }, async () => work());`,
      },
    ],
    invalid: [
      {
        name: "the prototype, in the constructor",
        code: inConstructor(`Base.prototype[name] = ${method};`),
        errors: [{ messageId: "instance", line: 2, column: 88, endColumn: 108 }],
      },
      {
        name: "a variable that holds the prototype, in the callback of a loop",
        code: `${sentry}class Base { constructor() { const proto = Object.getPrototypeOf(this); names.forEach((name) => { const original = proto[name]; proto[name] = ${method}; }); } }`,
        errors: [{ messageId: "instance" }],
      },
      {
        name: "a defined property",
        code: inConstructor(`Object.defineProperty(Base.prototype, name, { value: ${method} });`),
        errors: [{ messageId: "instance", column: 88, endColumn: 109 }],
      },
      {
        name: "every method async",
        code: `${sentry}function traced(Base) { for (const name of names) { const original = Base.prototype[name]; Base.prototype[name] = async ${method}; } }`,
        errors: [{ messageId: "async", line: 2 }],
      },
      {
        name: "every method async by its span",
        code: `${sentry}export const traced = (Base) => { for (const name of names) { const original = Base.prototype[name];
Base.prototype[name] = function (...a) { return Sentry.startSpan({ name }, async () => await original.call(this, ...a)); }; } };`,
        errors: [{ messageId: "async", line: 3, column: 1 }],
      },
    ],
  },
);
