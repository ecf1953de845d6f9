import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';
const span = 'Sentry.startSpan({ name: "wash" }, () => wash(sock))';

new RuleTester({ languageOptions: { parser } }).run("no-span-in-loop", plugin.rules["no-span-in-loop"], {
  valid: [
    {
      name: "elements of which all are waited for, or each is followed by work",
      code: `${sentry}Promise.all(socks.map((sock) => ${span})); socks.map((sock) => ${span}.then(dry));`,
    },
    {
      name: "around a loop",
      code: `${sentry}Sentry.startSpan({ name: "wash" }, () => { for (const sock of socks) wash(sock); });`,
    },
    {
      name: "rounds that wait",
      code: `${sentry}async function f() { for (const sock of socks) await ${span}; }`,
    },
    {
      name: "elements that wait, all at once",
      code: `${sentry}Promise.all(socks.map((sock) => Sentry.startSpan({ name: "wash" }, async () => wash(sock))));`,
    },
    { name: "what a loop goes over", code: `${sentry}for (const sock of ${span}) wear(sock);` },
    {
      name: "a function that a round only makes",
      code: `${sentry}for (const sock of socks) bell.on("ring", () => ${span});`,
    },
    { name: "a slow timer", code: `${sentry}setInterval(() => ${span}, 60_000);` },
    {
      name: "few rounds",
      code: `${sentry}for (const sock of ["left", "right"]) ${span};`,
      options: [{ max: 2 }],
    },
    {
      name: "callbacks that are no loop",
      code: `${sentry}option.map((sock) => ${span});`,
      options: [{ ignoreCallbacks: ["map"] }],
    },
    { name: "once", code: `${sentry}drum.once("data", (sock) => ${span});` },
  ],
  invalid: [
    {
      name: "each kind of loop",
      code: `${sentry}
for (const sock of socks) ${span};
for (const sock in socks) { ${span}; }
for (let i = 0; i < 9; i += 1) ${span};
while (${span}) count += 1;
do { const open = Sentry.startInactiveSpan({ name: "wash" }); open.end(); } while (more);`,
      errors: [3, 4, 5, 6, 7].map((line) => ({ messageId: "loop", line })),
    },
    {
      name: "the callbacks of array methods",
      code: `${sentry}
socks.forEach((sock) => ${span});
["left", "right"].map((sock) => (() => ${span})());`,
      options: [{ max: 1 }],
      errors: [
        { messageId: "callback", data: { by: "forEach" }, line: 3, column: 25, endColumn: 41 },
        { messageId: "callback", data: { by: "map" }, line: 4 },
      ],
    },
    {
      name: "a fast timer and the chunks of a stream",
      code: `${sentry}
setInterval(() => ${span}, 500);
drum.on("data", (sock) => { ${span}; });`,
      errors: [
        { messageId: "timer", data: { by: "500" }, line: 3 },
        { messageId: "chunk", line: 4 },
      ],
    },
    {
      name: "rounds that wait, when asked; only the outermost span",
      code: `${sentry}async function f() { for (const sock of socks) await Sentry.startSpan({ name: "day" }, async () => { await ${span}; }); }`,
      options: [{ allowAwaited: false }],
      errors: [{ messageId: "loop", line: 2, column: 54 }],
    },
    {
      name: "the chunks that a loop waits for, when its rounds do not wait",
      code: `${sentry}async function f() { for await (const sock of drum) ${span}; }`,
      errors: [{ messageId: "loop" }],
    },
  ],
});
