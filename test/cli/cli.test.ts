import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { createTempProject } from "../support/temp-project.ts";

const manifest = JSON.stringify({
  name: "shop",
  type: "module",
  dependencies: { "@sentry/node": "^11.0.0" },
});

const orders = `import { drizzle } from "drizzle-orm/pglite";
import { orders } from "./schema.js";

const db = drizzle();

export async function listOrders() {
  const rows = await db.select().from(orders);
  return rows;
}
`;

const tracedOrders = `import { drizzle } from "drizzle-orm/pglite";
import { orders } from "./schema.js";
import * as Sentry from "@sentry/node";

const db = drizzle();

export async function listOrders() {
  const rows = await Sentry.startSpan(
    { name: "select orders", op: "db.query", attributes: { "db.system.name": "postgresql" } },
    () => db.select().from(orders),
  );
  return rows;
}
`;

const shop = { "package.json": manifest, "spanwright.config.json": "{}\n", "src/orders.ts": orders };

describe("plan", () => {
  test("says what would change, writes nothing, and exits 1", async () => {
    const project = createTempProject(shop);
    const { code, stdout } = await project.run("plan");
    expect(code).toBe(1);
    expect(stdout).toContain("src/orders.ts:7");
    expect(stdout).toContain("select orders");
    expect(stdout).toContain("1 sites: 1 changed in 1 files, 0 already there, 0 left alone, 0 rolled back");
    expect(project.files()).toEqual(shop);
  });

  test("gives the report as JSON on stdout", async () => {
    const project = createTempProject(shop);
    const { stdout } = await project.run("plan", "--json");
    const start = orders.indexOf("db.select()");
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      tool: "spanwright 0.1.0",
      command: "plan",
      sdk: "@sentry/node@11",
      files: [
        {
          path: "src/orders.ts",
          outcome: "changed",
          sites: [
            {
              codemod: "wrap-db-calls",
              kind: "db-call",
              line: 7,
              column: 22,
              range: [start, start + "db.select().from(orders)".length],
              symbol: "listOrders",
              decision: "wrap",
              name: "select orders",
              op: "db.query",
            },
          ],
        },
      ],
      notes: [],
      totals: {
        sites: 1,
        changed: 1,
        already: 0,
        skipped: 0,
        rolledBack: 0,
        filesChanged: 1,
        filesFailed: 0,
      },
    });
  });

  test("shows a diff that git can apply", async () => {
    const project = createTempProject(shop);
    const { stdout } = await project.run("plan", "--diff");
    execFileSync("git", ["apply", "-"], { cwd: project.root, input: stdout });
    expect(project.read("src/orders.ts")).toBe(tracedOrders);
  });

  test("exits 0 where nothing is left to do", async () => {
    const project = createTempProject({ ...shop, "src/orders.ts": tracedOrders });
    expect((await project.run("plan")).code).toBe(0);
  });
});

describe("apply", () => {
  test("writes what plan showed, and a second run changes nothing", async () => {
    const project = createTempProject(shop);
    expect((await project.run("apply")).code).toBe(0);
    expect(project.read("src/orders.ts")).toBe(tracedOrders);
    const before = project.files();
    const again = await project.run("apply");
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("Nothing to change.");
    expect(project.files()).toEqual(before);
  });

  test("is undone by unwrap, byte for byte", async () => {
    const project = createTempProject({
      ...shop,
      "src/windows.ts": `\uFEFF${orders.replaceAll("\n", "\r\n")}`,
    });
    const before = project.files();
    await project.run("apply");
    expect(project.files()).not.toEqual(before);
    expect((await project.run("unwrap")).code).toBe(0);
    expect(project.files()).toEqual(before);
  });

  test("refuses files with uncommitted changes, unless told otherwise", async () => {
    const project = createTempProject(shop);
    execFileSync("git", ["init", "-q"], { cwd: project.root });
    const refused = await project.run("apply");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("src/orders.ts");
    expect(project.read("src/orders.ts")).toBe(orders);
    expect((await project.run("apply", "--allow-dirty")).code).toBe(0);
    expect(project.read("src/orders.ts")).toBe(tracedOrders);
  });

  test("does only the codemods that --only names", async () => {
    const project = createTempProject(shop);
    await project.run("apply", "--only", "carry-trace");
    expect(project.files()).toEqual(shop);
  });
});

describe("check", () => {
  test("fails where apply would change something", async () => {
    const project = createTempProject(shop);
    expect((await project.run("check")).code).toBe(1);
    await project.run("apply");
    expect((await project.run("check")).code).toBe(0);
  });
});

describe("bad input is said and nothing is lost", () => {
  const bad: Readonly<Record<string, readonly [string | Buffer, string]>> = {
    "a syntax error": [`${orders}\nexport const = 1;\n`, "syntax-error"],
    "merge markers": [
      `${orders}\n<<<<<<< ours\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> theirs\n`,
      "merge-markers",
    ],
    "a binary file": [Buffer.concat([Buffer.from(orders), Buffer.from([0, 1, 2])]), "binary"],
    "text that is not UTF-8": [
      Buffer.concat([Buffer.from(orders), Buffer.from([0x2f, 0x2f, 0xe4, 0x0a])]),
      "not-utf8",
    ],
    "generated code": [`// @generated by a schema compiler\n${orders}`, "generated"],
    "minified code": [`${orders}\nconst table = [${"1,".repeat(6000)}];\n`, "minified"],
  };
  test.each(Object.entries(bad))("%s", async (_, [content, reason]) => {
    const project = createTempProject({ ...shop, "src/bad.ts": content });
    const before = project.files();
    const { code, stdout } = await project.run("plan", "--json");
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as { files: { path: string; outcome: string; reason?: string }[] };
    expect(report.files.find(({ path }) => path === "src/bad.ts")).toMatchObject({
      outcome: "skipped",
      reason,
    });
    await project.run("apply");
    expect(project.files()).toEqual({ ...before, "src/orders.ts": tracedOrders });
  });

  test("an unknown key in the config, with the one that was meant", async () => {
    const project = createTempProject({ ...shop, "spanwright.config.json": '{ "provider": [] }' });
    const { code, stderr } = await project.run("plan");
    expect(code).toBe(2);
    expect(stderr).toContain('provider: unknown key; did you mean "providers"?');
  });

  test("a config that is no JSON, with the line", async () => {
    const project = createTempProject({
      ...shop,
      "spanwright.config.json": '{\n  // a comment is fine\n  "db": tru\n}',
    });
    const { code, stderr } = await project.run("plan");
    expect(code).toBe(2);
    expect(stderr).toContain("line 3");
  });

  test("an option or a command that does not exist", async () => {
    const project = createTempProject(shop);
    expect((await project.run("plan", "--fix")).code).toBe(2);
    expect((await project.run("instrument")).code).toBe(2);
    expect((await project.run("plan", "--only", "wrap-everything")).stderr).toContain(
      'unknown codemod "wrap-everything"',
    );
  });

  test("a path outside the root, and one that does not exist", async () => {
    const project = createTempProject(shop);
    expect((await project.run("plan", "../elsewhere")).code).toBe(2);
    expect((await project.run("plan", "src/nowhere.ts")).code).toBe(2);
  });

  test("no Sentry SDK, and none named in the config", async () => {
    const project = createTempProject({ ...shop, "package.json": '{ "type": "module" }' });
    const { stdout } = await project.run("plan", "--json");
    const report = JSON.parse(stdout) as { files: { path: string; outcome: string; reason?: string }[] };
    expect(report.files).toMatchObject([{ path: "src/orders.ts", outcome: "skipped", reason: "no-sdk" }]);
    const named = createTempProject({
      ...shop,
      "package.json": '{ "type": "module" }',
      "spanwright.config.json": '{ "sdk": "@sentry/node@11" }',
    });
    await named.run("apply");
    expect(named.read("src/orders.ts")).toBe(tracedOrders);
  });

  test("a generated helper folder is not read at all: what git ignores stays out", async () => {
    const project = createTempProject({ ...shop, ".gitignore": "out/\n", "out/orders.ts": orders });
    execFileSync("git", ["init", "-q"], { cwd: project.root });
    await project.run("apply", "--allow-dirty");
    expect(project.read("out/orders.ts")).toBe(orders);
  });
});

describe("init", () => {
  test("writes down what a run without a config computes, and plan gives the same with it", async () => {
    const { "spanwright.config.json": _, ...bare } = shop;
    const files = {
      ...bare,
      "src/db.ts": 'import { drizzle } from "drizzle-orm/pglite";\n\nexport const db = drizzle();\n',
      "src/orders.ts": orders
        .replace('import { drizzle } from "drizzle-orm/pglite";', 'import { db } from "./db.js";')
        .replace("const db = drizzle();\n\n", ""),
    };
    const project = createTempProject(files);
    const without = await project.run("plan", "--diff");
    expect(without.stderr).toContain("No spanwright.config.json here");
    expect((await project.run("init")).code).toBe(0);
    const config = JSON.parse(project.read("spanwright.config.json")) as { db: unknown };
    expect(config.db).toMatchObject({
      clients: [{ name: "db", from: ["src/db"], library: "drizzle", driver: "pglite" }],
    });
    const withConfig = await project.run("plan", "--diff");
    expect(withConfig.stdout).toBe(without.stdout);
    expect(withConfig.stdout).toContain("+    () => db.select().from(orders)");
  });

  test("does not overwrite a config unless told to", async () => {
    const project = createTempProject({ ...shop, "spanwright.config.json": '{ "indent": "keep" }' });
    expect((await project.run("init")).code).toBe(2);
    expect(project.read("spanwright.config.json")).toBe('{ "indent": "keep" }');
    expect((await project.run("init", "--yes")).code).toBe(0);
    expect(project.read("spanwright.config.json")).not.toContain("keep");
  });
});

describe("notes", () => {
  test("a destination with one end only is said once for the whole run", async () => {
    const config = { send: [{ function: "announce", destination: "ward-news" }] };
    const project = createTempProject({
      "package.json": manifest,
      "spanwright.config.json": JSON.stringify(config),
      "src/announce.ts": `import type WebSocket from "ws";

export function announce(socket: WebSocket, news: { ward: string }) {
  socket.send(JSON.stringify(news));
}
`,
    });
    const { stdout } = await project.run("plan");
    expect(stdout).toContain(
      'Note: nothing here receives from "ward-news" (sent by announce): the trace ends there',
    );
  });
});
