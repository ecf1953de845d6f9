import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCli } from "../../codemods/cli/run-cli.ts";
import type { Report, ReportEstimate } from "../../codemods/report/report.ts";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-estimate-")));
  put("package.json", '{ "type": "module", "dependencies": { "@sentry/node": "11.11.0" } }');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function run(...argv: string[]): Promise<{ code: number; data: string; talk: string }> {
  let data = "";
  let talk = "";
  const output = {
    data: (text: string) => void (data += text),
    talk: (text: string) => void (talk += text),
    color: false,
    isTty: false,
  };
  const code = await runCli([...argv, "--types", "off", "--allow-dirty"], { cwd: root, output });
  return { code, data, talk };
}

async function estimate(): Promise<string[]> {
  const { data } = await run("plan", "--estimate", "--json");
  return ((JSON.parse(data) as Report).estimate ?? []).map(describeEntry);
}

function describeEntry({ entry, kind, spans, perItem, loops, perMinute }: ReportEstimate): string {
  const items = perItem === 0 ? "" : ` + ${perItem} per item of ${loops.join(", ")}`;
  return `${kind} ${entry}: ${spans}${items}${perMinute === undefined ? "" : `, ${perMinute} per minute`}`;
}

function select(...functions: string[]): void {
  put("spanwright.config.json", JSON.stringify({ functions: functions.map((name) => ({ function: name })) }));
}

describe("the spans of one run", () => {
  test("follow calls from a route's callback across files, and count what stands in a loop for each item", async () => {
    select("charge");
    put("src/charge.ts", "export async function charge(id: string) {\n  await fetch(id);\n}\n");
    put(
      "src/orders.ts",
      `import { charge } from "./charge.js";
async function settle(ids: string[]) {
  for (const id of ids) await charge(id);
  await charge("fee");
}
app.post("/orders", async (req, res) => {
  await settle(req.body);
  await Promise.all(req.body.map((id) => charge(id)));
  res.end();
});
`,
    );
    expect(await estimate()).toEqual([
      "route POST /orders: 1 + 2 per item of src/orders.ts:3, src/orders.ts:8",
    ]);
  });

  test("come by the minute where a timer says how often", async () => {
    select("sweep", "audit");
    put(
      "src/sweep.ts",
      `async function audit() {
  await fetch("audit");
}
async function sweep() {
  await audit();
  await audit();
}
setInterval(() => sweep(), 5 * 1000);
`,
    );
    expect(await estimate()).toEqual(["timer sweep: 3, 36 per minute"]);
  });

  test("are the same when the spans are in", async () => {
    select("sweep", "audit");
    put(
      "src/sweep.ts",
      "async function audit() {\n  await fetch('a');\n}\nexport async function sweep(all: string[]) {\n  for (const one of all) await audit();\n}\n",
    );
    const before = await estimate();
    expect((await run("apply")).code).toBe(0);
    expect(readFileSync(join(root, "src/sweep.ts"), "utf8")).toContain("startSpan");
    expect((await estimate()).map((line) => line.replace(/:\d+$/, ""))).toEqual(
      before.map((line) => line.replace(/:\d+$/, "")),
    );
    expect(before).toEqual(["function sweep: 1 + 1 per item of src/sweep.ts:5"]);
  });

  test("stop at a recursion, and work that nobody waits for is an entry of its own", async () => {
    select("visit", "mail");
    put(
      "src/visit.ts",
      `async function mail() {
  await fetch("mail");
}
export async function visit(depth: number) {
  if (depth > 0) await visit(depth - 1);
  void mail();
  await fetch("visit");
}
`,
    );
    expect(await estimate()).toEqual(["event mail: 1", "function visit: 1"]);
  });

  test("are not worked out unless someone asks", async () => {
    select("audit");
    put("src/audit.ts", "export async function audit() {\n  await fetch('a');\n}\n");
    expect((JSON.parse((await run("plan", "--json")).data) as Report).estimate).toBeUndefined();
  });
});

describe("--max-spans", () => {
  beforeEach(() => {
    select("charge");
    put(
      "src/orders.ts",
      "async function charge(id: string) {\n  await fetch(id);\n}\nexport async function settle(ids: string[]) {\n  for (const id of ids) await charge(id);\n}\n",
    );
  });

  test("refuses a run in which an entry point makes more, and writes nothing", async () => {
    const before = readFileSync(join(root, "src/orders.ts"), "utf8");
    const { code, talk } = await run("apply", "--max-spans", "99");
    expect({ code, talk }).toEqual({
      code: 1,
      talk: "spanwright: nothing was changed: more than 99 spans in one run of settle (src/orders.ts), with a loop taken for 100 rounds.",
    });
    expect(readFileSync(join(root, "src/orders.ts"), "utf8")).toBe(before);
  });

  test("lets a run pass that stays within it", async () => {
    expect((await run("apply", "--max-spans", "100")).code).toBe(0);
    expect(readFileSync(join(root, "src/orders.ts"), "utf8")).toContain("startSpan");
  });

  test("must be a number", async () => {
    expect((await run("plan", "--max-spans", "many")).code).toBe(2);
  });
});
