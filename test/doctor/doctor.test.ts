import { describe, expect, test } from "vitest";
import { createTempProject } from "../support/temp-project.ts";

interface Found {
  readonly id: string;
  readonly topic: string;
  readonly path?: string;
  readonly line?: number;
  readonly message: string;
  readonly remedy: string;
}

interface Examined {
  readonly config: { readonly state: string; readonly path?: string };
  readonly tools: {
    readonly typescript: { readonly bundled: string; readonly project?: string; readonly tsconfig: boolean };
    readonly eslint?: string;
    readonly eslintPlugin?: string;
  };
  readonly packages: readonly object[];
  readonly findings: readonly Found[];
}

type Files = Readonly<Record<string, string>>;

async function examine(files: Files): Promise<Examined & { readonly code: number }> {
  const { code, stdout } = await createTempProject(files).run("doctor", "--json");
  return { code, ...(JSON.parse(stdout) as Examined) };
}

/** What is found, short: `id path:line`. */
async function findingsOf(files: Files): Promise<string[]> {
  const { findings } = await examine(files);
  return findings.map(({ id, path, line }) => {
    const place = path === undefined ? "" : ` ${path}${line === undefined ? "" : `:${line}`}`;
    return id + place;
  });
}

function manifest(parts: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    name: "ferry",
    type: "module",
    dependencies: { "@sentry/node": "^11.0.0", express: "^5.0.0" },
    ...parts,
  });
}

const instrument = 'import * as Sentry from "@sentry/node";\n\nSentry.init({ dsn: "" });\n';
const server =
  'import "./instrument.js";\nimport express from "express";\n\nexport const app = express();\napp.listen(3000);\n';

/** Nothing is wrong here. */
const ferry: Files = {
  "package.json": manifest({ scripts: { start: "node dist/server.js" } }),
  "spanwright.config.json": "{}",
  "src/instrument.ts": instrument,
  "src/server.ts": server,
};

describe("doctor", () => {
  test("finds nothing wrong where nothing is, and exits 0", async () => {
    const project = createTempProject(ferry);
    const { code, stdout } = await project.run("doctor");
    expect(stdout).toMatch(
      /^\. {2}esm {2}2 files {2}@sentry\/node 11 \(not installed\) {2}init in src\/instrument\.ts:3$/m,
    );
    expect(stdout).toMatch(/\n\nNothing wrong\.\n$/);
    expect(code).toBe(0);
    expect(project.files()).toEqual(ferry);
  });

  test("says what it saw", async () => {
    const examined = await examine({
      ...ferry,
      "tsconfig.json": "{}",
      "node_modules/@sentry/node/package.json": '{ "name": "@sentry/node", "version": "11.11.0" }',
      "node_modules/typescript/package.json": '{ "name": "typescript", "version": "5.9.3" }',
      "node_modules/eslint/package.json": '{ "name": "eslint", "version": "9.39.0" }',
      "node_modules/eslint-plugin-spanwright/package.json": '{ "version": "0.1.0" }',
    });
    expect(examined).toMatchObject({
      schemaVersion: 1,
      tool: "spanwright 0.1.0",
      command: "doctor",
      config: { state: "valid", path: "spanwright.config.json" },
      tools: {
        typescript: { bundled: expect.stringMatching(/^6\.\d/) as unknown, project: "5.9.3", tsconfig: true },
        eslint: "9.39.0",
        eslintPlugin: "0.1.0",
      },
      packages: [
        {
          folder: ".",
          name: "ferry",
          moduleFormat: "esm",
          sourceFiles: 2,
          sdk: { module: "@sentry/node", major: 11, version: "11.11.0", installed: true, configured: false },
          inits: ["src/instrument.ts:3"],
        },
      ],
      findings: [],
    });
  });

  test("gives each finding a topic and a remedy, groups them for a reader, and exits 1", async () => {
    const project = createTempProject({ ...ferry, "src/instrument.ts": "export {};\n" });
    const { code, stdout } = await project.run("doctor");
    expect(code).toBe(1);
    expect(stdout).toContain(
      "Traces that do not link across services\n  .  no Sentry.init in ferry (@sentry/node)\n    Call Sentry.init in a file of its own",
    );
  });

  test("takes no paths", async () => {
    expect((await createTempProject(ferry).run("doctor", "src")).code).toBe(2);
  });

  test("executes nothing of the project", async () => {
    const trap = 'throw new Error("executed");\n';
    const { code } = await examine({
      ...ferry,
      "node_modules/typescript/package.json": '{ "version": "5.9.3", "main": "index.js" }',
      "node_modules/typescript/index.js": trap,
      "node_modules/eslint/package.json": '{ "version": "9.39.0", "main": "index.js" }',
      "node_modules/eslint/index.js": trap,
      "eslint.config.js": trap,
    });
    expect(code).toBe(0);
  });
});

describe("the SDK", () => {
  test("is missing where a server is started, and where there is but one package", async () => {
    const bare = manifest({ dependencies: {}, scripts: { start: "node src/server.js" } });
    expect(await findingsOf({ ...ferry, "package.json": bare })).toEqual(["no-sdk ."]);
    expect(
      await findingsOf({
        "package.json": JSON.stringify({ workspaces: ["apps/*"], scripts: { start: "run all" } }),
        "scripts.js": "export {};\n",
        "spanwright.config.json": "{}",
        "apps/ferry/package.json": manifest({ scripts: { start: "node src/server.js" } }),
        "apps/ferry/src/instrument.ts": instrument,
        "apps/ferry/src/server.ts": server,
        "apps/pier/package.json": JSON.stringify({ name: "pier", scripts: { start: "node index.js" } }),
        "apps/pier/index.js": "export {};\n",
        "apps/page/package.json": JSON.stringify({ name: "page", scripts: { start: "vite" } }),
        "apps/page/main.js": "export {};\n",
        "libs/rope/package.json": JSON.stringify({ name: "rope" }),
        "libs/rope/index.js": "export {};\n",
      }),
    ).toEqual(["no-sdk apps/pier"]);
  });

  test("is named by the config", async () => {
    const bare = manifest({ dependencies: {} });
    const { packages, findings } = await examine({
      ...ferry,
      "package.json": bare,
      "spanwright.config.json": '{ "sdk": "@sentry/node@11" }',
    });
    expect(findings).toEqual([]);
    expect(packages).toMatchObject([{ sdk: { module: "@sentry/node", major: 11, configured: true } }]);
  });

  const versions: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    "8": ["^8.55.0", ["unsupported-sdk ."]],
    "9": ["^9.47.2", ["esm-without-import src/instrument.ts:3"]],
    "11": ["^11.11.0", []],
    "12": ["^12.0.0", ["unsupported-sdk ."]],
    "a version that nothing says": ["workspace:*", ["unknown-sdk-version ."]],
  };
  test.each(Object.entries(versions))("%s", async (_, [range, expected]) => {
    const dependencies = { "@sentry/node": range, express: "^5.0.0" };
    const found = await findingsOf({ ...ferry, "package.json": manifest({ dependencies }) });
    expect(found.filter((one) => !one.startsWith("esm") || range.startsWith("^9"))).toEqual(expected);
  });

  test("in two versions is two SDKs", async () => {
    const dependencies = { "@sentry/node": "^11.0.0", "@sentry/profiling-node": "^10.2.0" };
    expect(await findingsOf({ ...ferry, "package.json": manifest({ dependencies }) })).toEqual([
      "mixed-sdk-versions .",
    ]);
    const { findings } = await examine({
      ...ferry,
      "package.json": manifest({ dependencies: { ...dependencies, "@sentry/profiling-node": "^11.0.0" } }),
      "node_modules/@sentry/node/package.json": '{ "version": "11.11.0" }',
      "node_modules/@sentry/profiling-node/package.json": '{ "version": "11.9.0" }',
    });
    expect(findings.map(({ message }) => message)).toEqual([
      "different versions: @sentry/node 11.11.0, @sentry/profiling-node 11.9.0",
    ]);
  });

  test("of different majors in different services", async () => {
    const { findings } = await examine({
      "spanwright.config.json": "{}",
      "a/package.json": manifest({ name: "a" }),
      "a/instrument.ts": instrument,
      "a/index.ts": 'import "./instrument.js";\n',
      "b/package.json": manifest({
        name: "b",
        type: "commonjs",
        dependencies: { "@sentry/node": "^10.0.0" },
      }),
      "b/instrument.ts": instrument,
      "b/index.ts": 'import "./instrument";\n',
    });
    expect(findings.map(({ id, message }) => [id, message])).toEqual([
      ["several-sdk-majors", "a has @sentry/node 11, b has @sentry/node 10"],
    ]);
  });
});

describe("the tools", () => {
  test("the plugin must be of the tool's version, with an ESLint that it works with", async () => {
    const plugin = { "node_modules/eslint-plugin-spanwright/package.json": '{ "version": "0.0.9" }' };
    const eslint = (version: string) => ({
      "node_modules/eslint/package.json": JSON.stringify({ version }),
    });
    expect(await findingsOf({ ...ferry, ...plugin, ...eslint("9.22.0") })).toEqual(["plugin-version"]);
    expect(await findingsOf({ ...ferry, ...plugin, ...eslint("9.21.9") })).toEqual([
      "eslint-version",
      "plugin-version",
    ]);
    expect(await findingsOf({ ...ferry, ...eslint("8.57.0") })).toEqual([]);
  });

  test("a config that is not valid is a finding, with the key that was meant", async () => {
    const { config, findings } = await examine({ ...ferry, "spanwright.config.json": '{ "provider": [] }' });
    expect(config).toEqual({ state: "invalid", path: "spanwright.config.json" });
    expect(findings).toMatchObject([
      { id: "invalid-config", message: 'provider: unknown key; did you mean "providers"?' },
    ]);
  });
});

describe("Sentry.init", () => {
  const cases: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
    "imported first": [{}, []],
    "nowhere, in a server": [{ "src/instrument.ts": "export {};\n" }, ["no-init ."]],
    "imported after what it must patch": [
      {
        "src/server.ts":
          'import express from "express";\nimport "./instrument.js";\n\nexport const app = express();\n',
      },
      ["init-not-first src/server.ts:1"],
    ],
    "imported after a module that loads it": [
      {
        "src/server.ts":
          'import { log } from "./log.js";\nimport { app } from "./app.js";\nimport "./instrument.js";\n',
        "src/log.ts": "export const log = console.log;\n",
        "src/app.ts": 'import { router } from "./routes/index.js";\nexport const app = router;\n',
        "src/routes/index.ts": 'import { Router } from "express";\nexport const router = Router();\n',
      },
      ["init-not-first src/server.ts:2"],
    ],
    "in the entry, below its imports": [
      {
        "src/instrument.ts": "export {};\n",
        "src/server.ts":
          'import * as Sentry from "@sentry/node";\nimport express from "express";\n\nSentry.init({});\nexpress();\n',
      },
      ["init-not-first src/server.ts:2"],
    ],
    "in the entry, which imports the rest afterwards": [
      {
        "src/instrument.ts": "export {};\n",
        "src/server.ts":
          'import * as Sentry from "@sentry/node";\n\nSentry.init({});\nawait import("./app.js");\n',
        "src/app.ts": 'import express from "express";\nexpress();\n',
      },
      [],
    ],
    "by require, in order": [
      {
        "package.json": manifest({ type: "commonjs" }),
        "src/instrument.ts": "",
        "src/instrument.js": 'const Sentry = require("@sentry/node");\nSentry.init({});\n',
        "src/server.ts": "",
        "src/server.js": 'require("./instrument");\nconst express = require("express");\nexpress();\n',
      },
      [],
    ],
    "by require, too late": [
      {
        "package.json": manifest({ type: "commonjs" }),
        "src/instrument.ts": "",
        "src/instrument.js": 'const Sentry = require("@sentry/node");\nSentry.init({});\n',
        "src/server.ts": "",
        "src/server.js": 'const express = require("express");\nrequire("./instrument");\nexpress();\n',
      },
      ["init-not-first src/server.js:1"],
    ],
    "for types only, which load nothing": [
      {
        "src/server.ts":
          'import type { Express } from "express";\nimport { type Router } from "express";\nimport "./instrument.js";\nexport type Both = Express | Router;\n',
      },
      [],
    ],
    "in a function that the instrument file calls": [
      {
        "src/instrument.ts": 'import { startSentry } from "./sentry.js";\n\nstartSentry();\n',
        "src/sentry.ts":
          'import * as Sentry from "@sentry/node";\n\nexport function startSentry() {\n  Sentry.init({});\n}\n',
      },
      [],
    ],
    "in a function that is called too late": [
      {
        "src/instrument.ts": "export {};\n",
        "src/server.ts":
          'import express from "express";\nimport { startSentry } from "./sentry.js";\n\nstartSentry();\nexpress();\n',
        "src/sentry.ts":
          'import * as Sentry from "@sentry/node";\n\nexport function startSentry() {\n  Sentry.init({});\n}\n',
      },
      ["init-not-first src/server.ts:1"],
    ],
    "that nothing loads": [
      { "src/server.ts": server.replace('import "./instrument.js";\n', "") },
      ["init-not-loaded src/instrument.ts:3"],
    ],
    "started with --import": [
      {
        "package.json": manifest({
          dependencies: { "@sentry/node": "^10.0.0", express: "^5.0.0" },
          scripts: { start: "node --import ./dist/instrument.js dist/server.js" },
        }),
        "src/server.ts": server.replace('import "./instrument.js";\n', ""),
      },
      [],
    ],
    "started with --import in a Dockerfile": [
      {
        "src/server.ts": server.replace('import "./instrument.js";\n', ""),
        Dockerfile: 'CMD ["node", "--import", "./instrument.js", "server.js"]\n',
      },
      [],
    ],
    "started with --require, which 11 does not have": [
      { "package.json": manifest({ scripts: { start: "node -r ./dist/instrument.js dist/server.js" } }) },
      ["require-flag src/instrument.ts:3"],
    ],
    "of an ES module with 10, without --import": [
      { "package.json": manifest({ dependencies: { "@sentry/node": "^10.0.0", express: "^5.0.0" } }) },
      ["esm-without-import src/instrument.ts:3"],
    ],
    "of CommonJS with 10": [
      {
        "package.json": manifest({
          type: "commonjs",
          dependencies: { "@sentry/node": "^10.0.0", express: "^5.0.0" },
        }),
      },
      [],
    ],
    "of a framework, which loads it itself": [
      {
        "package.json": manifest({ dependencies: { "@sentry/nextjs": "^11.0.0", next: "^15.0.0" } }),
        "src/instrument.ts": "export {};\n",
        "sentry.server.config.ts":
          'import * as Sentry from "@sentry/nextjs";\nimport "express";\nSentry.init({});\n',
      },
      [],
    ],
    "of the browser's SDK is none": [
      {
        "src/instrument.ts": 'import * as Sentry from "@sentry/react";\nSentry.init({});\n',
      },
      ["no-init ."],
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [files, expected]) => {
    expect(await findingsOf({ ...ferry, ...files })).toEqual(expected);
  });
});

describe("messages", () => {
  const post: Files = {
    ...ferry,
    "src/post.ts": `import type WebSocket from "ws";

export function announce(socket: WebSocket, news: { port: string }) {
  socket.send(JSON.stringify(news));
}
`,
  };

  test("without the trace, and to where nothing receives", async () => {
    const config = { send: [{ function: "announce", destination: "harbour" }] };
    const { findings } = await examine({ ...post, "spanwright.config.json": JSON.stringify(config) });
    expect(findings.map(({ id, topic, path, line, message }) => [id, topic, path, line, message])).toEqual([
      [
        "unpaired-destination",
        "linking",
        undefined,
        undefined,
        'nothing receives from "harbour", to which announce sends',
      ],
      ["no-carrier", "carrier", "src/post.ts", expect.any(Number), "announce sends without the trace"],
    ]);
  });

  test("with the trace in are fine", async () => {
    const project = createTempProject({
      ...post,
      "spanwright.config.json": JSON.stringify({ send: [{ function: "announce" }] }),
    });
    expect((await project.run("doctor")).stdout).toContain("announce sends without the trace");
    await project.run("apply");
    expect((await project.run("doctor")).stdout).toContain("Nothing wrong.");
  });

  test("are not seen at all where a package has sockets and the config names none", async () => {
    const files = {
      ...ferry,
      "package.json": manifest({ dependencies: { "@sentry/node": "^11.0.0", ws: "^8.0.0" } }),
    };
    expect(await findingsOf(files)).toEqual(["sockets-not-selected ."]);
  });
});

describe("volume", () => {
  test("a span for each turn of a loop", async () => {
    expect(
      await findingsOf({
        ...ferry,
        "spanwright.config.json": JSON.stringify({
          functions: [{ function: "weigh", span: "call" }, { function: "load" }],
        }),
        "src/load.ts": `export async function load(crates: string[]) {
  for (const crate of crates) {
    await weigh(crate);
  }
  await weigh("all");
}
`,
      }),
    ).toEqual(["span-in-loop src/load.ts:3"]);
  });

  test("more functions than boundaries", async () => {
    const functions = Array.from({ length: 61 }, (_, index) => ({ function: `step${index}` }));
    const config = (count: number) => JSON.stringify({ functions: functions.slice(0, count) });
    expect(await findingsOf({ ...ferry, "spanwright.config.json": config(61) })).toEqual(["many-functions"]);
    expect(await findingsOf({ ...ferry, "spanwright.config.json": config(60) })).toEqual([]);
  });
});
