import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const spawn = 'import { spawn } from "node:child_process";\n';
const fixed = (output: string) => [
  { messageId: "noChannel", suggestions: [{ messageId: "addIpc", output }] },
];

new RuleTester({ languageOptions: { parser } }).run(
  "require-ipc-for-message",
  plugin.rules["require-ipc-for-message"],
  {
    valid: [
      {
        name: "a channel",
        code: `${spawn}spawn("node", [], { stdio: ["pipe", "pipe", "pipe", "ipc"] }).on("message", run);`,
      },
      { name: "fork", code: `import { fork } from "child_process";\nfork("a.js").on("message", run);` },
      { name: "another event", code: `${spawn}spawn("node").on("close", run);` },
      {
        name: "options that are not in sight",
        code: `${spawn}spawn("node", args, options).on("message", run); spawn("node", options).on("message", run);`,
      },
      {
        name: "options that are spread",
        code: `${spawn}spawn("node", [], { ...options }).on("message", run);`,
      },
      {
        name: "an element that is not known",
        code: `${spawn}spawn("node", [], { stdio: ["pipe", "pipe", out, channel] }).on("message", run);`,
      },
      {
        name: "another spawn",
        code: `import { spawn } from "./workers.js";\n// like child_process\nspawn("node").on("message", run);`,
      },
      { name: "a shadowed spawn", code: `${spawn}function f(spawn) { spawn("node").on("message", run); }` },
      { name: "a socket", code: `${spawn}const socket = open(); socket.on("message", run);` },
    ],
    invalid: [
      {
        name: "inherited streams",
        code: `${spawn}const child = spawn("node", ["a.js"], { stdio: "inherit" });\nchild.on("message", run);`,
        errors: [
          {
            messageId: "noChannel",
            line: 3,
            column: 10,
            suggestions: [
              {
                messageId: "addIpc",
                output: `${spawn}const child = spawn("node", ["a.js"], { stdio: ["inherit", "inherit", "inherit", "ipc"] });\nchild.on("message", run);`,
              },
            ],
          },
        ],
      },
      {
        name: "three streams",
        code: `${spawn}spawn("node", [], { stdio: ["pipe", process.stdout, 2] }).once("message", run);`,
        errors: fixed(
          `${spawn}spawn("node", [], { stdio: ["pipe", process.stdout, 2, "ipc"] }).once("message", run);`,
        ),
      },
      {
        name: "no options",
        code: `const cp = require("child_process");\ncp.spawn("node", ["a.js"]).on("message", run);`,
        errors: fixed(
          `const cp = require("child_process");\ncp.spawn("node", ["a.js"], { stdio: ["pipe", "pipe", "pipe", "ipc"] }).on("message", run);`,
        ),
      },
      {
        name: "other options, through the helper that traces",
        code: `${spawn}import { traceChildProcess } from "./sentry-tracing.js";
const child = traceChildProcess({ name: "a" }, (env) => spawn("node", { env: env() }));
child.on("message", run);`,
        errors: fixed(`${spawn}import { traceChildProcess } from "./sentry-tracing.js";
const child = traceChildProcess({ name: "a" }, (env) => spawn("node", { env: env(), stdio: ["pipe", "pipe", "pipe", "ipc"] }));
child.on("message", run);`),
      },
      {
        name: "two streams, to which no fourth can be added",
        code: `${spawn}spawn("node", [], { stdio: ["pipe", "pipe"] }).on("message", run);`,
        errors: [{ messageId: "noChannel", suggestions: [] }],
      },
    ],
  },
);
