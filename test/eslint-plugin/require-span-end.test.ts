import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';

/** A function around some statements, with a span of its own. */
const inactive = (body: string): string =>
  `${sentry}export async function* run(items) {\nconst span = Sentry.startInactiveSpan({ name: "run" });\n${body}\n}`;
const manual = (body: string): string =>
  `${sentry}export const run = (items) => Sentry.startSpanManual({ name: "run" }, async (span, finish) => {\n${body}\n});`;

new RuleTester({ languageOptions: { parser } }).run("require-span-end", plugin.rules["require-span-end"], {
  valid: [
    { name: "ended at the end", code: inactive("work();\nspan.end();") },
    {
      name: "ended in a finally",
      code: inactive("try { return await work(); } catch (e) { log(e); throw e; } finally { span.end(); }"),
    },
    {
      name: "ended on each branch",
      code: inactive("if (await work()) { span.end(); return 1; }\nspan.end();"),
    },
    {
      name: "ended in the try and in the catch",
      code: inactive(
        "try { const a = await work(); span.end(); return a; } catch (e) { span.setStatus({ code: 2 }); span.end(); throw e; }",
      ),
    },
    {
      name: "ended in each case",
      code: inactive(
        "switch (await work()) { case 1: span.end(); break; case 2: case 3: span.end(); return; default: span.end(); }",
      ),
    },
    {
      name: "ended behind a loop that is left early",
      code: inactive(
        "for (const item of items) { if (await item.isLast()) break; work(item); }\nspan.end();",
      ),
    },
    {
      name: "ended in a finally around what is yielded",
      code: inactive("try { for (const item of items) yield item; } finally { span.end(); }"),
    },
    {
      name: "one for each round, left by a label",
      code: `${sentry}export function run(rows) { all: for (const row of rows) { for (const item of row) { const span = Sentry.startInactiveSpan({ name: "a" }); try { if (item.skip) continue all; if (item.last) break; work(item); } finally { span.end(); } } } }`,
    },
    {
      name: "one for each round",
      code: `${sentry}export function run(items) { for (const item of items) { const span = Sentry.startInactiveSpan({ name: "a" }); try { if (item.skip) continue; work(item); } finally { span.end(); } } }`,
    },
    {
      name: "in a branch of its own",
      code: `${sentry}export function run(item) { if (item) { const span = Sentry.startInactiveSpan({ name: "a" }); work(item); span.end(); } }`,
    },
    { name: "ended where there is one", code: inactive("work();\nspan?.end();") },
    { name: "returned", code: inactive("return span;") },
    { name: "stored", code: inactive("spans.set(1, span);") },
    { name: "kept in an object", code: inactive("return { span, items };") },
    { name: "handed to a function", code: inactive("watch(span);") },
    { name: "ended by a callback", code: inactive('stream.on("end", () => span.end());') },
    { name: "its end handed on", code: inactive('stream.on("end", span.end);') },
    { name: "tested first", code: inactive("if (span) span.end();") },
    {
      name: "active in a callback that ends it",
      code: inactive("return Sentry.withActiveSpan(span, async () => { await work(); span.end(); });"),
    },
    {
      name: "ended by a function that the options name",
      code: inactive("endSpan(span);"),
      options: [{ endFunctions: ["endSpan"], allowEscape: false }],
    },
    { name: "a manual span, ended", code: manual("await work(); span.end();") },
    {
      name: "a manual span, ended by the second parameter",
      code: manual("try { await work(); } finally { finish(); }"),
    },
    { name: "a manual span, ended by an emitter", code: manual('emitter.once("close", finish);') },
    { name: "a manual span, ended in a promise", code: manual("return work().finally(() => span.end());") },
    {
      name: "startSpan ends its own",
      code: `${sentry}Sentry.startSpan({ name: "a" }, (span) => { span.setStatus({ code: 1 }); });`,
    },
    {
      name: "a start function of someone else",
      code: 'import { startInactiveSpan } from "./mine"; startInactiveSpan({ name: "a" });',
    },
  ],
  invalid: [
    {
      name: "never ended",
      code: inactive("await work();"),
      errors: [{ messageId: "never", data: { name: " 'run'" }, line: 3, column: 14 }],
    },
    {
      name: "a return before the end",
      code: inactive("if (await work()) return;\nspan.end();"),
      errors: [{ messageId: "some", line: 3, column: 14 }],
    },
    {
      name: "a throw before the end",
      code: inactive("if (!(await work())) throw new Error();\nspan.end();"),
      errors: [{ messageId: "some" }],
    },
    {
      name: "a catch without one",
      code: inactive("try { await work(); span.end(); } catch (e) { log(e); }"),
      errors: [{ messageId: "some" }],
    },
    {
      name: "a case without one",
      code: inactive(
        "switch (await work()) { case 1: span.end(); break; case 2: return; default: span.end(); }",
      ),
      errors: [{ messageId: "some" }],
    },
    {
      name: "an early end of a loop",
      code: inactive(
        "for (const item of items) { if (await item.isLast()) { span.end(); break; } yield item; }",
      ),
      errors: [{ messageId: "some" }],
    },
    {
      name: "a consumer that stops at a yield",
      code: inactive("for (const item of items) yield item;\nspan.end();"),
      errors: [{ messageId: "some" }],
    },
    {
      name: "a round that goes on without it",
      code: `${sentry}export function run(items) { for (const item of items) { const span = Sentry.startInactiveSpan({ name: "a" }); if (item.skip) continue; span.end(); } }`,
      errors: [{ messageId: "some" }],
    },
    {
      name: "ended twice",
      code: inactive("span.end();\nif (await work()) span.end();"),
      errors: [{ messageId: "twice", line: 5, column: 19 }],
    },
    {
      name: "ended in the try and again in the finally",
      code: manual("try { await work(); } finally { span.end(); }\nfinish();"),
      errors: [{ messageId: "twice", line: 4, column: 1 }],
    },
    {
      name: "only made active",
      code: inactive("return Sentry.withActiveSpan(span, work);"),
      errors: [{ messageId: "never" }],
    },
    {
      name: "only a parent",
      code: inactive("Sentry.startSpan({ name: n, parentSpan: span }, work);"),
      errors: [{ messageId: "never" }],
    },
    {
      name: "handed to a function that does not own it",
      code: inactive("watch(span);"),
      options: [{ allowEscape: false }],
      errors: [{ messageId: "never" }],
    },
    {
      name: "a manual span that returns early",
      code: manual("if (items.length === 0) return;\nawait work();\nspan.end();"),
      errors: [{ messageId: "some", line: 2, column: 31 }],
    },
    {
      name: "a manual span that nobody can end",
      code: `${sentry}Sentry.startSpanManual({ name: "a" }, () => work());`,
      errors: [{ messageId: "discarded", data: { name: " 'a'" } }],
    },
    {
      name: "a result that is thrown away",
      code: `${sentry}Sentry.startInactiveSpan({ name: n });`,
      errors: [{ messageId: "discarded", data: { name: "" }, line: 2, column: 1 }],
    },
  ],
});
