import { describe, expect, it } from "vitest";
import { functionsOf, printing, select } from "./select.ts";

const press = `
  export class Press {
    async run(page: string) {${printing}
    }
  }
  export async function runOnce(page: string) {${printing}
  }
`;

const RUN = "src/press.ts Press.run";

describe("which function a call means", () => {
  it.each([
    ["a constructed instance", `import { Press } from "./press.js"; const press = new Press();`],
    [
      "a field with a type",
      `import type { Press } from "./press.js"; class Shop { private press: Press; start() { void this.press.run("a"); } }`,
    ],
    [
      "a field with a value",
      `import { Press } from "./press.js"; class Shop { private press = new Press(); start() { void this.press.run("a"); } }`,
    ],
    [
      "a field that the constructor assigns",
      `import { Press } from "./press.js"; class Shop { private press; constructor(press: Press) { this.press = press; } start() { void this.press.run("a"); } }`,
    ],
    [
      "a parameter property",
      `import type { Press } from "./press.js"; class Shop { constructor(private readonly press: Press) {} start() { void this.press.run("a"); } }`,
    ],
    [
      "a destructured parameter",
      `import type { Press } from "./press.js"; export function open({ press }: { press: Press }) { void press.run("a"); }`,
    ],
    [
      "a factory's annotated result",
      `import { Press } from "./press.js"; function make(): Press { return cached; } export function open() { void make().run("a"); }`,
    ],
    [
      "a factory's returned value",
      `import { Press } from "./press.js"; const make = () => { return new Press(); }; export function open() { void make().run("a"); }`,
    ],
    [
      "a promise of a factory",
      `import { Press } from "./press.js"; async function make() { return new Press(); } export async function open() { const press = await make(); void press.run("a"); }`,
    ],
    [
      "a singleton that is assigned later",
      `import { Press } from "./press.js"; let press; export function open() { press ??= new Press(); void press.run("a"); }`,
    ],
    [
      "a cached instance",
      `import { Press } from "./press.js"; const press = globalThis.press ?? new Press();`,
    ],
    [
      "an assertion",
      `import type { Press } from "./press.js"; export function open(things: unknown) { void (things as Press).run("a"); }`,
    ],
    [
      "a namespace import",
      `import * as presses from "./press.js"; export function open() { void new presses.Press().run("a"); }`,
    ],
    [
      "a dynamic import",
      `export async function open() { const { Press } = await import("./press.js"); void new Press().run("a"); }`,
    ],
    [
      "require",
      `const { Press } = require("./press"); exports.open = function open() { void new Press().run("a"); };`,
    ],
    [
      "an object of functions",
      `import { Press } from "./press.js"; const shop = { press: new Press() }; export function open() { void shop.press.run("a"); }`,
    ],
  ])("follows %s", (_, text) => {
    const start = text.includes("void") ? text : `${text} export function open() { void press.run("a"); }`;
    expect(functionsOf({ "src/press.ts": press, "src/shop.ts": start })).toEqual([RUN]);
  });

  it("follows a superclass, an override, and an interface's implementations", () => {
    const files = {
      "src/printers.ts": `
        export interface Printer { print(page: string): Promise<void>; }
        export abstract class Base implements Printer {
          async print(page: string) { await this.put(page); }
          protected abstract put(page: string): Promise<void>;
        }
      `,
      "src/laser.ts": `
        import { Base } from "./printers.js";
        export class Laser extends Base {
          protected async put(page: string) {${printing}
          }
        }
      `,
      "src/shop.ts": `
        import type { Printer } from "./printers.js";
        export function open(printer: Printer) { printer.print("a").catch(console.error); }
      `,
    };
    expect(functionsOf(files)).toEqual(["src/laser.ts Laser.put"]);
  });

  it("takes a concrete method and its overrides, but with super only the one above", () => {
    const files = {
      "src/desks.ts": `
        export class Desk {
          async serve(page: string) {${printing}
          }
        }
        export class NightDesk extends Desk {
          override async serve(page: string) {${printing}
          }
          again() { void super.serve("a"); }
        }
      `,
    };
    const start = `import { Desk } from "./desks.js"; export function open(desk: Desk) { void desk.serve("a"); }`;
    expect(functionsOf(files)).toEqual(["src/desks.ts Desk.serve"]);
    expect(functionsOf({ ...files, "src/open.ts": start })).toEqual([
      "src/desks.ts Desk.serve",
      "src/desks.ts NightDesk.serve",
    ]);
  });

  it("takes a method name that the project has once where the receiver is unknown, but no everyday name", () => {
    const shop = (method: string): Readonly<Record<string, string>> => ({
      "src/press.ts": press.replace("run(", `${method}(`),
      "src/shop.ts": `export function open(things) { void things.press.${method}("a"); }`,
    });
    expect(functionsOf(shop("runPress"))).toEqual(["src/press.ts Press.runPress"]);
    expect(functionsOf(shop("run"))).toEqual([]);
    expect(
      functionsOf({
        ...shop("runPress"),
        "src/toy.ts": "export class Toy { async runPress() { await 0; } }",
      }),
    ).toEqual([]);
  });

  it("does not take a method of the project for one of a library", () => {
    const files = {
      "src/press.ts": press.replace("run(", "runPress("),
      "src/shop.ts": `import { Press } from "printing"; export function open(press: Press) { void press.runPress("a"); }`,
    };
    expect(functionsOf(files)).toEqual([]);
  });

  it("follows promisified functions and wrappers to the boundary", () => {
    const files = {
      "src/shell.ts": `
        import { exec } from "node:child_process";
        import { promisify } from "node:util";
        export const execAsync = promisify(exec);
      `,
      "src/shop.ts": `
        import { execAsync } from "./shell.js";
        async function count(page: string) {
          const sum = page.length;
          const copies = sum * 2;
          const text = String(copies);
          await execAsync("lp " + text);
        }
        export function open() { void count("a"); }
      `,
    };
    expect(select(files).functions?.map(({ evidence }) => evidence)).toEqual([
      "floating promise in open; reaches exec",
    ]);
  });
});

describe("which file a specifier means", () => {
  const shop = (specifier: string): string =>
    `import { runOnce } from "${specifier}"; export function open() { void runOnce("a"); }`;
  const ONCE = "packages/press/src/press.ts runOnce";
  const barrel = {
    "packages/press/src/index.ts": `export * from "./press.js";`,
    "packages/press/src/press.ts": press,
  };
  const manifest = { folder: "packages/press", name: "@shop/press" };

  it.each([
    ["a relative path with .js", "../packages/press/src/press.js"],
    ["a folder's index that re-exports", "../packages/press/src"],
  ])("%s", (_, specifier) => {
    expect(functionsOf({ ...barrel, "app/open.ts": shop(specifier) })).toEqual([ONCE]);
  });

  it("a renamed and a namespace re-export", () => {
    const files = {
      "packages/press/src/press.ts": press,
      "packages/press/src/all.ts": `export { runOnce as once } from "./press.js"; export * as press from "./press.js";`,
      "app/open.ts": `import { once, press } from "../packages/press/src/all.js"; export function open() { void once("a"); void press.runOnce("b"); }`,
    };
    expect(functionsOf(files)).toEqual([ONCE]);
  });

  it("a path of a tsconfig, for the files that it governs only", () => {
    const tsconfigPaths = [{ folder: "app", paths: { "~/*": ["packages/press/src/*"] } }];
    expect(functionsOf({ ...barrel, "app/open.ts": shop("~/press") }, { tsconfigPaths })).toEqual([ONCE]);
    expect(functionsOf({ ...barrel, "web/open.ts": shop("~/press") }, { tsconfigPaths })).toEqual([]);
  });

  it.each([
    ["its name and main", "@shop/press", { ...manifest, main: "dist/index.js" }],
    ["its name alone", "@shop/press", manifest],
    [
      "a pattern of its exports",
      "@shop/press/print/press",
      { ...manifest, exports: { "./print/*": { types: "./dist/*.d.ts", default: "./dist/*.js" } } },
    ],
    ["a path without exports", "@shop/press/src/press.js", manifest],
    ["a path without its build folder", "@shop/press/press", manifest],
  ])("a package of the project by %s", (_, specifier, one) => {
    expect(functionsOf({ ...barrel, "app/open.ts": shop(specifier) }, { packages: [one] })).toEqual([ONCE]);
  });

  it("survives modules that import each other and files with broken syntax", () => {
    const files = {
      "src/a.ts": `export * from "./b.js"; export { lost } from "./b.js";`,
      "src/b.ts": `export * from "./a.js"; export { lost } from "./a.js";`,
      "src/c.ts": `import { lost } from "./a.js"; export function open() { void lost(); }`,
      "src/d.ts": `<<<<<<< ours`,
    };
    expect(select(files)).toEqual({});
  });

  it("gives the same config whatever the order of the files", () => {
    const files = {
      ...barrel,
      "app/a.ts": shop("../packages/press/src"),
      "app/b.ts": shop("../packages/press/src/press.js"),
    };
    const backwards = Object.fromEntries(Object.entries(files).reverse());
    expect(select(backwards)).toEqual(select(files));
    expect(select(files).functions?.map(({ evidence }) => evidence)).toEqual([
      "floating promise in open; reaches execFile",
    ]);
  });
});
