import { describe, expect, test } from "vitest";
import { createSpanFile, isSpanFile } from "../../codemods/engine/span-file.ts";
import { outputOf, planFile, type FilePlan, type ServiceEntry } from "../../spans/index.ts";

function plan(text: string, entry: ServiceEntry, path = "src/services/desk.ts"): FilePlan {
  const file = createSpanFile(
    {
      path,
      config: { services: [entry] },
      sdk: { module: "@sentry/node", major: 11 },
      helpers: { path: "src/sentry-tracing", extension: ".js" },
      moduleFormat: "esm",
      isIsomorphic: false,
      types: undefined,
    },
    text,
  );
  if (!isSpanFile(file)) throw new Error(file.message);
  return planFile(file, { only: ["wrap-services"] });
}

const chosen = (planned: FilePlan): string[] => planned.sites.map(({ symbol }) => symbol);

const desk = `
import OpenAI from "openai";
import { run } from "./run.js";
const model = new OpenAI();
export class DeskService {
  async ask(text: string) { return await model.responses.create({ input: text }); }
  async getAll() { return await run(); }
  static async open() { return await run(); }
  stop(): Promise<void> { return run(); }
  name() { return run(); }
  async none() { return 1; }
  private async hidden() { return await run(); }
}
export class Gate { async pass() { await fetch("https://gate.example"); } }
`;

describe("a rule chooses", () => {
  test.each<[string, ServiceEntry, string[]]>([
    ["what is public and waits", {}, ["ask", "getAll", "open", "stop"]],
    ["in a folder", { files: ["src/services/**"] }, ["ask", "getAll", "open", "stop"]],
    ["nothing in another folder", { files: ["src/routes"] }, []],
    ["without exceptions", { except: ["get*", "DeskService.st*", "open"] }, ["ask"]],
    ["by what is reached", { boundary: true }, ["ask"]],
    ["by name, whatever it is", { methods: ["name", "hidden", "none"] }, ["name", "none", "hidden"]],
  ])("%s", (_, entry, methods) => {
    expect(chosen(plan(desk, entry))).toEqual(methods.map((name) => `DeskService.${name}`));
  });

  test("another class by its name, its suffix, or any", () => {
    expect(chosen(plan(desk, { classes: ["Gate"] }))).toEqual(["Gate.pass"]);
    expect(chosen(plan(desk, { suffix: "ate" }))).toEqual(["Gate.pass"]);
    expect(chosen(plan(desk, { suffix: "", boundary: true }))).toEqual(["DeskService.ask", "Gate.pass"]);
    expect(chosen(plan(desk, { classes: ["Gate"], suffix: "Service", boundary: true }))).toEqual([
      "DeskService.ask",
      "Gate.pass",
    ]);
  });
});

test("no method is chosen without a rule", () => {
  const file = plan(desk, { classes: [] });
  expect(file.sites).toEqual([]);
});

test("a second run finds every method again, and its span, in both styles", () => {
  for (const style of ["inline", "decorator"] as const) {
    const entry: ServiceEntry = { methods: ["*"], except: ["name"], style };
    const text = desk.replace("async none()", "async *all() { yield await run(); } async none()");
    const first = plan(text, entry);
    const second = plan(outputOf(first), entry);
    expect(second.sites.map(({ symbol, outcome }) => [symbol, outcome.kind])).toEqual(
      first.sites.map(({ symbol }) => [symbol, "already"]),
    );
    expect(second.sites.length).toBe(7);
  }
});

test("a team that changes the style keeps the spans that it has", () => {
  const inline = outputOf(plan(desk, {}));
  const other = plan(inline, { style: "decorator" });
  expect(other.sites.map(({ outcome }) => outcome.kind)).toEqual([
    "already",
    "already",
    "already",
    "already",
  ]);
});

describe("a boundary is known by", () => {
  const method = (body: string, head = ""): string => `${head}\nexport class DeskService { ${body} }\n`;
  test.each([
    ["fetch", method(`async a() { await fetch("https://a.example"); }`)],
    [
      "a required function",
      method(`async a() { await exec("ls"); }`, `const { exec } = require("node:child_process");`),
    ],
    [
      "a promisified function",
      method(
        `async a() { await run("ls"); }`,
        `import { promisify } from "node:util";\nimport * as cp from "child_process";\nconst run = promisify(cp.exec);`,
      ),
    ],
    [
      "a client in a field",
      method(
        `git = simpleGit(); async a() { await this.git.pull(); }`,
        `import { simpleGit } from "simple-git";`,
      ),
    ],
    [
      "a client that the constructor gets",
      method(
        `constructor(private readonly http: AxiosInstance | undefined) {} async a() { await this.http?.get("/"); }`,
        `import type { AxiosInstance } from "axios";`,
      ),
    ],
    [
      "a function of the file that reaches one",
      method(
        `async a() { await load(); }`,
        `import OpenAI from "openai";\nconst load = async () => await new OpenAI().models.list();`,
      ),
    ],
    [
      "a method of the class that reaches one",
      method(
        `async a() { await this.b(); } private async b() { await this.c(); } private c = () => fetch("/");`,
      ),
    ],
  ])("%s", (_, text) => {
    expect(chosen(plan(text, { boundary: true }))).toEqual(["DeskService.a"]);
  });

  test.each([
    [
      "a function of the project",
      method(`async a() { await fetch("/"); }`, `import { fetch } from "./fetch.js";`),
    ],
    ["a client of a database", method(`async a() { await pg.query("x"); }`, `import pg from "pg";`)],
    ["a loop of calls", method(`async a() { await this.b(); } private async b() { await this.a(); }`)],
  ])("not by %s", (_, text) => {
    expect(plan(text, { boundary: true }).sites).toEqual([]);
  });
});
