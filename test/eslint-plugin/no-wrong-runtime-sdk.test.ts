import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { Linter, RuleTester } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../eslint-plugin/index.ts";

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const use = 'Sentry.startSpan({ name: "peel" }, () => peel());';

// The project is this repository: its SDK is @sentry/node.
new RuleTester({ languageOptions: { parser } }).run(
  "no-wrong-runtime-sdk",
  plugin.rules["no-wrong-runtime-sdk"],
  {
    valid: [
      { name: "no evidence", code: `import * as Sentry from "@sentry/node";\n${use}` },
      { name: "the right side", code: `"use client";\nimport * as Sentry from "@sentry/react";\n${use}` },
      { name: "a framework's", code: `"use client";\nimport * as Sentry from "@sentry/nextjs";\n${use}` },
      {
        name: "only its types",
        code: `"use client";\nimport type { Span } from "@sentry/node";\nlet span: Span;`,
      },
      {
        name: "a component on a server",
        code: `"use server";\nimport * as Sentry from "@sentry/react";\nrender(Sentry.ErrorBoundary);`,
      },
      {
        name: "no spans of core",
        code: `"use client";\nimport { logger } from "@sentry/core";\nlogger.log("peel");`,
      },
      {
        name: "a directive that stands too late",
        code: `import * as Sentry from "@sentry/node";\n"use client";\n${use}`,
      },
    ],
    invalid: [
      {
        name: "a server SDK in a client file",
        code: `'use client';\nimport * as Sentry from '@sentry/node';\n${use}`,
        errors: [
          {
            messageId: "serverSdk",
            data: { module: "@sentry/node", other: "@sentry/browser" },
            line: 2,
            column: 25,
            suggestions: [
              {
                messageId: "swap",
                data: { other: "@sentry/browser" },
                output: `'use client';\nimport * as Sentry from '@sentry/browser';\n${use}`,
              },
            ],
          },
        ],
      },
      {
        name: "with React, once for all names of an import",
        code: `"use client";\nimport { useState } from "react";\nimport { startSpan, getActiveSpan } from "@sentry/bun";`,
        errors: [
          {
            messageId: "serverSdk",
            line: 3,
            suggestions: [
              {
                messageId: "swap",
                output: `"use client";\nimport { useState } from "react";\nimport { startSpan, getActiveSpan } from "@sentry/react";`,
              },
            ],
          },
        ],
      },
      {
        name: "spans of core, by a glob and by require",
        code: `const { startSpan } = require("@sentry/core");`,
        filename: "web/peel.ts",
        options: [{ browserGlobs: ["web/**"] }],
        errors: [
          {
            messageId: "core",
            suggestions: [{ messageId: "swap", output: `const { startSpan } = require("@sentry/browser");` }],
          },
        ],
      },
      {
        name: "browser spans on a server",
        code: `"use server";\nimport * as Sentry from "@sentry/browser";\n${use}`,
        errors: [
          {
            messageId: "browserSdk",
            data: { module: "@sentry/browser", other: "@sentry/node" },
            suggestions: [
              { messageId: "swap", output: `"use server";\nimport * as Sentry from "@sentry/node";\n${use}` },
            ],
          },
        ],
      },
    ],
  },
);

it("knows browser files by the config, and the package's own SDK for them", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-side-")));
  try {
    const dependencies = { "@sentry/node": "^11.0.0", "@sentry/vue": "^11.0.0" };
    writeFileSync(join(root, "package.json"), JSON.stringify({ dependencies }));
    writeFileSync(join(root, "spanwright.config.json"), JSON.stringify({ browser: ["page.js"] }));
    const lint = (name: string) =>
      new Linter({ cwd: root }).verify(
        'import * as Sentry from "@sentry/node";\nSentry.startSpan({ name: "peel" }, peel);',
        { plugins: { spanwright: plugin }, rules: { "spanwright/no-wrong-runtime-sdk": "error" } },
        { filename: join(root, name) },
      );
    expect(lint("server.js")).toEqual([]);
    expect(lint("page.js").map(({ message }) => message)).toEqual([
      "This file runs in a browser, where '@sentry/node' does not work. Import '@sentry/vue'.",
    ]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
