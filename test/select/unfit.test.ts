import { describe, expect, it } from "vitest";
import { functionsOf, printing } from "./select.ts";

/** A floating call of a function that reaches a process, with the given declaration around its body. */
const floating = (name: string, declaration: string): Readonly<Record<string, string>> => ({
  "src/press.ts": `
    ${declaration}
    export function begin() { void ${name}("a"); }
  `,
});

describe("functions that never get a span", () => {
  it("would be taken otherwise", () => {
    expect(functionsOf(floating("run", `async function run(page: string) {${printing}}`))).toEqual([
      "src/press.ts run",
    ]);
  });

  it.each([
    ["questions by name", "isPrinted", `async function isPrinted(page: string) {${printing}}`],
    ["getters by name", "getPrinter", `async function getPrinter(page: string) {${printing}}`],
    ["sleeping", "sleepUntilDry", `async function sleepUntilDry(page: string) {${printing}}`],
    ["waiting for a person", "waitForApproval", `async function waitForApproval(page: string) {${printing}}`],
    ["cleaning up", "shutdown", `async function shutdown(page: string) {${printing}}`],
    ["logging", "logPage", `async function logPage(page: string) {${printing}}`],
    ["a type predicate", "checked", `async function checked(page: unknown): page is string {${printing}}`],
    [
      "synchronous functions",
      "run",
      `import { execFileSync } from "node:child_process";
       function run(page: string) {
         const job = "print";
         const copies = 2;
         const tray = "upper";
         const order = [job, String(copies), tray];
         return execFileSync("lp", order);
       }`,
    ],
    [
      "async functions that wait for nothing",
      "run",
      `import { execFileSync } from "node:child_process";
       async function run(page: string) {
         const job = "print";
         const copies = 2;
         const tray = "upper";
         const order = [job, String(copies), tray];
         return execFileSync("lp", order);
       }`,
    ],
    [
      "five lines or fewer",
      "run",
      `async function run(page: string) {\n  const address = page;\n  const url = address;\n  await fetch(url);\n}`,
    ],
    [
      "endless loops",
      "run",
      `async function run(page: string) {
         for (;;) {
           const reply = await fetch(page);
           const text = await reply.text();
           console.log(text);
         }
       }`,
    ],
    ["route handlers", "run", `async function run(req: string, res: string) {${printing}}`],
  ])("%s", (_, name, declaration) => {
    expect(functionsOf(floating(name, declaration))).toEqual([]);
  });

  it.each([
    ["that ends with its queue", "while (queue.length > 0)"],
    ["that counts", "for (let turn = 0; turn < 5; turn += 1)"],
    ["that ends by its own variable", "while (more)"],
    ["over somebody's flag that does not sleep", "while (queue.isOpen)", ""],
  ])(
    "takes a function with a loop %s",
    (_, head, pause = "await new Promise((resolve) => setTimeout(resolve, 10));") => {
      const declaration = `
      async function run(page: string) {
        const queue = [page];
        let more = true;
        ${head} {
          await fetch(queue.shift() ?? page);
          ${pause}
          more = false;
        }
      }`;
      expect(functionsOf(floating("run", declaration))).toEqual(["src/press.ts run"]);
    },
  );

  it.each([
    ["tests", "src/press.test.ts"],
    ["test folders", "tests/press.ts"],
    ["built files", "dist/press.js"],
    ["loggers", "src/logger.ts"],
    ["components", "src/press.tsx"],
  ])("nothing in %s", (_, path) => {
    const text = `async function run(page) {${printing}}\nexport function begin() { void run("a"); }`;
    expect(functionsOf({ "src/other.ts": text, [path]: text })).toEqual(["src/other.ts run"]);
  });

  it("nothing in the module that sets up Sentry, nor a function that starts it", () => {
    const text = `
      import * as Sentry from "@sentry/node";
      async function start(page: string) {
        Sentry.init({ dsn: "" });
        ${printing}
      }
      async function report(page: string) {${printing}}
      export function begin() { void report("a"); void start("a"); }
    `;
    expect(functionsOf({ "src/instrument.ts": text })).toEqual([]);
    expect(functionsOf({ "src/server.ts": text })).toEqual(["src/server.ts report"]);
  });

  it("nothing in client components, nor in packages without an SDK beside one that has it", () => {
    const text = `async function run(page: string) {${printing}}\nexport function begin() { void run("a"); }`;
    const files = {
      "server/a.ts": text,
      "server/b.ts": `"use client";\n${text}`,
      "server/c.ts": `import { useState } from "react";\n${text}`,
      "tools/d.ts": text,
    };
    const packages = [{ folder: "server", dependencies: ["@sentry/node"] }, { folder: "tools" }];
    expect(functionsOf(files, { packages })).toEqual(["server/a.ts run"]);
    expect(functionsOf(files, { packages: [] })).toEqual(["server/a.ts run", "tools/d.ts run"]);
    expect(functionsOf(files, { include: ["tools"] })).toEqual(["tools/d.ts run"]);
  });
});
