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
