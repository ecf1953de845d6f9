import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { describe, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const init = 'import * as Sentry from "@sentry/node";\n\nSentry.init({ dsn: process.env.SENTRY_DSN });\n';

// The project is this repository: an ES module with @sentry/node 11 and no spanwright config at its root.
new RuleTester({ languageOptions: { parser } }).run(
  "require-init-first",
  plugin.rules["require-init-first"],
  {
    valid: [
      { name: "an instrument file", code: init },
      {
        name: "the instrument file first",
        code: 'import "./instrument.js";\nimport express from "express";\n',
      },
      {
        name: "settings before it",
        code: 'import "dotenv/config";\nimport { env } from "./env.js";\nimport "./instrument";\n',
      },
      {
        name: "types before it",
        code: 'import type { Pool } from "pg";\nimport { type Client } from "pg";\nimport "./instrument";\n',
      },
      {
        name: "what is not instrumented before it",
        code: 'import { join } from "node:path";\nimport "./instrument";\n',
      },
      {
        name: "http, which version 11 watches from outside",
        code: 'import http from "node:http";\nimport "./instrument";\n',
      },
      {
        name: "a helper by that name",
        code: 'import pg from "pg";\nimport { capture } from "./lib/sentry.js";\ncapture(pg);\n',
      },
      {
        name: "a start with the flag",
        code: `import express from "express";\n${init}`,
        options: [{ init: "flag" }],
      },
      { name: "a browser", code: `import { graphql } from "graphql";\n${init.replace("node", "react")}` },
      {
        name: "the start of a page",
        code: 'import { createRoot } from "react-dom/client";\nimport App from "./App";\nimport "./instrument";\n',
      },
      {
        name: "a require behind init",
        code: 'const Sentry = require("@sentry/node");\nSentry.init({});\nconst express = require("express");\n',
      },
      {
        name: "a CommonJS file in TypeScript that imports behind init",
        code: 'import * as Sentry from "@sentry/node";\nSentry.init({});\nimport express from "express";\n',
        filename: "start.cts",
      },
      {
        name: "a start function in another function",
        code: 'import express from "express";\nimport { initSentry } from "./lib/sentry.js";\nexport const start = () => initSentry();\n',
      },
    ],
    invalid: [
      {
        name: "imports of the file with init, behind it too",
        code: `import { Pool } from "pg";\n${init}import OpenAI from "openai/index";\n`,
        errors: [
          { messageId: "hoisted", data: { module: "pg" }, line: 1, column: 1 },
          { messageId: "hoisted", data: { module: "openai/index" }, line: 5, column: 1 },
        ],
      },
      {
        name: "a require before init",
        code: 'const { Pool } = require("pg");\nconst Sentry = require("@sentry/node");\nSentry.init({});\n',
        errors: [{ messageId: "hoisted", data: { module: "pg" }, line: 1 }],
      },
      {
        name: "an instrument file behind others, with its comment",
        code: '#!/usr/bin/env node\nimport { join } from "node:path";\nimport express from "express";\nimport { routes } from "./routes.js";\n\n// Keep this first.\nimport "./instrument.js";\nroutes(express, join);\n',
        output:
          '#!/usr/bin/env node\nimport { join } from "node:path";\n// Keep this first.\nimport "./instrument.js";\nimport express from "express";\nimport { routes } from "./routes.js";\n\nroutes(express, join);\n',
        errors: [{ messageId: "order", data: { module: "express" }, line: 7, column: 1 }],
      },
      {
        name: "an instrument file behind an effect, which is only suggested to cross",
        code: 'import { routes } from "./routes.js";\nimport "reflect-metadata";\nimport "./sentry.server"; // traces\nroutes();\n',
        output: null,
        errors: [
          {
            messageId: "order",
            data: { module: "./routes.js" },
            line: 3,
            suggestions: [
              {
                messageId: "move",
                output:
                  'import "./sentry.server";\nimport { routes } from "./routes.js";\nimport "reflect-metadata";\n // traces\nroutes();\n',
              },
            ],
          },
        ],
      },
      {
        name: "the same with autofix",
        code: 'import { routes } from "./routes.js";\nimport "reflect-metadata";\nimport "./sentry.server";\nroutes();\n',
        options: [{ autofix: true }],
        output:
          'import "./sentry.server";\nimport { routes } from "./routes.js";\nimport "reflect-metadata";\nroutes();\n',
        errors: [{ messageId: "order" }],
      },
      {
        name: "a file and a package that the options name",
        code: 'import client from "@acme/http";\nimport "./my-instrument.js";\nclient();\n',
        options: [{ instrumentFile: "my-instrument", modules: ["@acme/http"] }],
        output: 'import "./my-instrument.js";\nimport client from "@acme/http";\nclient();\n',
        errors: [{ messageId: "order", data: { module: "@acme/http" } }],
      },
      {
        name: "a start function at the top level",
        code: 'import { initSentry } from "./lib/sentry.js";\nimport express from "express";\n\ninitSentry();\nexpress();\n',
        errors: [{ messageId: "late", data: { module: "express" }, line: 4, column: 1 }],
      },
    ],
  },
);
