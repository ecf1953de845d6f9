import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCli } from "../../codemods/cli/run-cli.ts";
import type { Report } from "../../codemods/report/report.ts";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-init-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

async function run(...argv: string[]): Promise<{ code: number; report: Report }> {
  let data = "";
  const output = {
    data: (text: string) => void (data += text),
    talk: () => undefined,
    color: false,
    isTty: false,
  };
  const code = await runCli([...argv, "--json"], { cwd: root, output });
  return { code, report: JSON.parse(data) as Report };
}

const apply = () => run("apply", "--only", "add-init", "--allow-dirty", "--types", "off");

function decisions({ files }: Report): string[] {
  return files.flatMap(({ path, sites }) =>
    sites.map(({ decision, reason, detail }) => [path, decision, reason, detail].filter(Boolean).join(" ")),
  );
}

const INSTRUMENT = `// Loaded before the program, so that Sentry sees every module that it traces being loaded.
import * as Sentry from "@sentry/node";

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  environment: process.env.NODE_ENV,
  tracesSampleRate: process.env.NODE_ENV === "production" ? 0.2 : 1,
});
`;

describe("an ESM package", () => {
  const manifest = `{
	"name": "orders",
	"type": "module",
	"scripts": {
		"build": "node scripts/build.js",
		"start": "NODE_ENV=production node --enable-source-maps dist/main.js",
		"dev": "cross-env PORT=3000 tsx watch --env-file .env src/main.ts && echo done"
	},
	"dependencies": {
		"@acme/log": "^1.0.0",
		"hono": "^4.0.0"
	}
}
`;

  test("gets an instrument file, the option that loads it, and the dependency at its place", async () => {
    put("package.json", manifest);
    put("src/main.ts", "console.log('orders');\n");
    expect((await apply()).code).toBe(0);
    expect(read("instrument.mjs")).toBe(INSTRUMENT);
    expect(read("package.json")).toBe(
      manifest
        .replace("node --enable", "node --import ./instrument.mjs --enable")
        .replace("tsx watch --env", "tsx watch --import ./instrument.mjs --env")
        .replace('\t\t"hono"', '\t\t"@sentry/node": "~11.11.0",\n\t\t"hono"'),
    );
  });

  test("is left alone by a second run, and undo takes everything back", async () => {
    put("package.json", manifest.replaceAll("\n", "\r\n"));
    put("src/main.ts", "console.log('orders');\n");
    await apply();
    const { report } = await apply();
    expect(decisions(report)).toEqual(["package.json already"]);
    expect(report.totals.changed).toBe(0);
    await run("undo");
    expect(read("package.json")).toBe(manifest.replaceAll("\n", "\r\n"));
    expect(existsSync(join(root, "instrument.mjs"))).toBe(false);
  });

  test("really starts with the SDK on", async () => {
    put("package.json", '{ "type": "module", "scripts": { "start": "node main.js" } }');
    put("main.js", 'import { isInitialized } from "@sentry/node";\nconsole.log(`on: ${isInitialized()}`);\n');
    await apply();
    expect(start()).toContain("on: true");
  });
});

describe("a CommonJS package", () => {
  test("loads the instrument file in its entry, behind the shebang and the directive", async () => {
    const entry =
      "#!/usr/bin/env node\n\"use strict\";\n\n// The shop.\nconst http = require('http')\nhttp.createServer()\n";
    put(
      "package.json",
      '{ "name": "shop", "scripts": { "start": "node bin/shop", "serve": "node bin/shop.js" } }',
    );
    put("bin/shop.js", entry);
    await apply();
    expect(read("bin/shop.js")).toBe(entry.replace("const http", "require('../instrument.cjs')\nconst http"));
    expect(read("instrument.cjs")).toContain('const Sentry = require("@sentry/node");');
    expect(JSON.parse(read("package.json"))).toEqual({
      name: "shop",
      scripts: { start: "node bin/shop", serve: "node bin/shop.js" },
      dependencies: { "@sentry/node": "~11.11.0" },
    });
  });

  test("really starts with the SDK on", async () => {
    put("package.json", '{ "scripts": { "start": "node main.js" } }');
    put("main.js", 'console.log(`on: ${require("@sentry/node").isInitialized()}`);\n');
    await apply();
    expect(start()).toContain("on: true");
  });

  test("gets the option where what is started is built from something else", async () => {
    put(
      "package.json",
      '{ "scripts": { "start": "node dist/main.js" }, "dependencies": { "@sentry/node": "11.11.0" } }',
    );
    put("src/main.ts", "console.log('built');\n");
    await apply();
    expect(read("package.json")).toBe(
      '{ "scripts": { "start": "node --import ./instrument.mjs dist/main.js" }, "dependencies": { "@sentry/node": "11.11.0" } }',
    );
    expect(existsSync(join(root, "instrument.cjs"))).toBe(false);
  });
});

/** Runs the start script as npm does, without npm. */
function start(): string {
  symlinkSync(modules, join(root, "node_modules"));
  const { scripts } = JSON.parse(read("package.json")) as { scripts: { start: string } };
  return execFileSync("sh", ["-c", scripts.start], { cwd: root, encoding: "utf8" });
}

describe("nothing is changed", () => {
  test.each([
    [
      "where a framework starts the program",
      '"scripts": { "dev": "next dev" }, "dependencies": { "next": "15" }',
      "skip framework-init next",
    ],
    [
      "where no script starts one",
      '"scripts": { "build": "tsc", "start": "vite" }',
      "skip no-start-command no script runs node or tsx on a file",
    ],
  ])("%s", async (_, fields, expected) => {
    const text = `{ "name": "web", ${fields} }`;
    put("package.json", text);
    put("src/main.ts", "console.log('web');\n");
    expect(decisions((await apply()).report)).toEqual([`package.json ${expected}`]);
    expect(read("package.json")).toBe(text);
    expect(existsSync(join(root, "instrument.mjs"))).toBe(false);
  });

  test("where the SDK is started already, under any name", async () => {
    put("package.json", '{ "type": "module", "scripts": { "start": "node main.js" } }');
    put("src/setup.ts", 'import { init as begin } from "@sentry/node";\nbegin({});\n');
    expect(decisions((await apply()).report)).toEqual(["package.json already"]);
  });

  test("where a file of that name is something else", async () => {
    put("package.json", '{ "type": "module", "scripts": { "start": "node main.js" } }');
    put("main.js", "console.log('piano');\n");
    put("instrument.mjs", "export const instrument = 'piano';\n");
    expect(decisions((await apply()).report)).toEqual([
      "package.json skip needs-a-person instrument.mjs is there, and starts no SDK",
    ]);
  });

  test("unless it is asked for by name", async () => {
    put(
      "package.json",
      '{ "type": "module", "scripts": { "start": "node main.js" }, "dependencies": { "@sentry/node": "11.11.0" } }',
    );
    put("main.js", "console.log('orders');\n");
    const { report } = await run("apply", "--allow-dirty", "--types", "off");
    expect(report.files).toEqual([]);
  });
});
