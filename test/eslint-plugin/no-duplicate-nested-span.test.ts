import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const sentry = 'import * as Sentry from "@sentry/node";\n';
const mail = '{ name: "sort mail", op: "function" }';

// The project is this repository: it has @sentry/node 11.
new RuleTester({ languageOptions: { parser } }).run(
  "no-duplicate-nested-span",
  plugin.rules["no-duplicate-nested-span"],
  {
    valid: [
      {
        name: "another name",
        code: `${sentry}Sentry.startSpan(${mail}, () => Sentry.startSpan({ name: "carry mail", op: "function" }, () => carry()));`,
      },
      {
        name: "another op",
        code: `${sentry}Sentry.startSpan(${mail}, () => Sentry.startSpan({ name: "sort mail", op: "queue.process" }, () => carry()));`,
      },
      {
        name: "an op that is worked out",
        code: `${sentry}Sentry.startSpan({ name: "sort mail" }, () => Sentry.startSpan({ name: "sort mail", op: opOf(mail) }, () => carry()));`,
      },
      {
        name: "in a function that runs later",
        code: `${sentry}Sentry.startSpan(${mail}, () => bell.on("ring", () => Sentry.startSpan(${mail}, () => carry())));`,
      },
      {
        name: "one after the other",
        code: `${sentry}Sentry.startSpan(${mail}, () => carry()); Sentry.startSpan(${mail}, () => carry());`,
      },
      {
        name: "around a fetch, when not asked",
        code: `${sentry}Sentry.startSpan({ name: "GET" }, () => fetch("/mail"));`,
      },
      {
        name: "around more than a fetch",
        code: `${sentry}Sentry.startSpan({ name: "GET" }, async () => (await fetch("/mail")).json());`,
        options: [{ pedantic: true }],
      },
      {
        name: "around a driver that no SDK traces",
        code: `${sentry}import Database from "better-sqlite3";
const db = new Database(":memory:");
Sentry.startSpan({ name: "select" }, () => db.exec("select 1"));`,
        options: [{ pedantic: true }],
      },
    ],
    invalid: [
      {
        name: "the same name and op",
        code: `${sentry}Sentry.startSpan(${mail}, async (span) => {
  return await Sentry.startSpan(${mail}, async (span) => await carry(span));
});`,
        errors: [
          {
            messageId: "nested",
            data: { name: "sort mail" },
            line: 3,
            column: 16,
            endColumn: 32,
            suggestions: [
              {
                messageId: "unwrap",
                output: `${sentry}Sentry.startSpan(${mail}, async (span) => {
  return await carry(span);
});`,
              },
            ],
          },
        ],
      },
      {
        name: "no suggestion where its attributes, its span or its promise would be lost",
        code: `${sentry}
Sentry.startSpan(${mail}, () => Sentry.startSpan({ name: "sort mail", op: "function", attributes: { bags: 2 } }, () => carry()));
Sentry.startSpan(${mail}, () => Sentry.startSpan(${mail}, (inner) => carry(inner)));
Sentry.startSpan(${mail}, () => { const all = Sentry.startSpan(${mail}, async () => carry()); });`,
        errors: [3, 4, 5].map((line) => ({ messageId: "nested", line, suggestions: [] })),
      },
      {
        name: "around what the SDK traces, when asked",
        code: `${sentry}import { Pool } from "pg";
const pool = new Pool();
export const a = () => Sentry.startSpan({ name: "GET /mail" }, () => fetch("/mail"));
export const b = async () => { await Sentry.startSpan({ name: "select" }, async () => { await pool.query("select 1"); }); };
export const c = () => Sentry.startSpan({ name: "own" }, () => api.get("/mail"));`,
        options: [{ pedantic: true, autoInstrumented: ["api.get"] }],
        errors: [
          {
            messageId: "automatic",
            data: { name: "fetch" },
            line: 4,
            suggestions: [
              {
                messageId: "unwrap",
                output: `${sentry}import { Pool } from "pg";
const pool = new Pool();
export const a = () => fetch("/mail");
export const b = async () => { await Sentry.startSpan({ name: "select" }, async () => { await pool.query("select 1"); }); };
export const c = () => Sentry.startSpan({ name: "own" }, () => api.get("/mail"));`,
              },
            ],
          },
          {
            messageId: "automatic",
            data: { name: "pg" },
            line: 5,
            suggestions: [
              {
                messageId: "unwrap",
                output: `${sentry}import { Pool } from "pg";
const pool = new Pool();
export const a = () => Sentry.startSpan({ name: "GET /mail" }, () => fetch("/mail"));
export const b = async () => { await pool.query("select 1"); };
export const c = () => Sentry.startSpan({ name: "own" }, () => api.get("/mail"));`,
              },
            ],
          },
          {
            messageId: "automatic",
            data: { name: "api.get" },
            line: 6,
            suggestions: [
              {
                messageId: "unwrap",
                output: `${sentry}import { Pool } from "pg";
const pool = new Pool();
export const a = () => Sentry.startSpan({ name: "GET /mail" }, () => fetch("/mail"));
export const b = async () => { await Sentry.startSpan({ name: "select" }, async () => { await pool.query("select 1"); }); };
export const c = () => api.get("/mail");`,
              },
            ],
          },
        ],
      },
    ],
  },
);
