import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { createDiagnosticsCheck, type DiagnosticsOptions } from "../../codemods/types/diagnostics.ts";
import { createTsconfigFinder } from "../../codemods/types/find-tsconfig.ts";
import { insert, rangeOf, wrap, writeProject, type TestEdit, type TestProject } from "./project.ts";

let project: TestProject | undefined;
afterEach(() => {
  project?.remove();
  project = undefined;
});

function tsconfig(compilerOptions: object = {}, rest: object = { include: ["src"] }): string {
  const base = { strict: true, target: "ES2022", module: "NodeNext", skipLibCheck: true, types: [] };
  return JSON.stringify({ compilerOptions: { ...base, ...compilerOptions }, ...rest });
}

function open(
  files: Record<string, string>,
  path = "src/depot.ts",
  options: DiagnosticsOptions & { linked?: boolean } = {},
) {
  project = writeProject(
    { "package.json": `{"type":"module"}`, ...files },
    { linked: options.linked ?? false },
  );
  const check = createDiagnosticsCheck(project.root, createTsconfigFinder(project.root)(path), options);
  return (
    edits: Record<string, TestEdit | { before: undefined; after: string; mapOffset: () => undefined }>,
  ) => check.newDiagnostics(new Map(Object.entries(edits)));
}

const created = (after: string) => ({ before: undefined, after, mapOffset: () => undefined });
const WRAP = "declare function span<T>(work: () => T): T;\n";

const depot = `${WRAP}interface Depot { clerk?: { sign(): Promise<string> } }
const broken: number = "text";
export async function close(depot: Depot) {
  if (!depot.clerk) return undefined;
  return await /*call<*/depot.clerk.sign()/*>*/;
}
export async function open(name: string) {
  return await /*safe<*/Promise.resolve(name)/*>*/;
}
`;

describe("newDiagnostics", () => {
  test("an old error on a line that moved is not new", () => {
    const check = open({ "tsconfig.json": tsconfig(), "src/depot.ts": depot });
    expect(check({ "src/depot.ts": insert(depot, [[0, "// one\n// two\n"]]) })).toEqual([]);
    expect(check({ "src/depot.ts": wrap(depot, rangeOf(depot, "safe"), "span(() => ", ")") })).toEqual([]);
  });

  test("a lost narrowing is new, at its place before and after", () => {
    const check = open({ "tsconfig.json": tsconfig(), "src/depot.ts": depot });
    const range = rangeOf(depot, "call");
    const [found, ...others] = check({ "src/depot.ts": wrap(depot, range, "span(() => ", ")") });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      path: "src/depot.ts",
      code: 18048,
      originalStart: range[0],
      start: range[0] + "span(() => ".length,
      length: "depot.clerk".length,
    });
    expect(found?.message).toContain("possibly 'undefined'");
  });

  test("offsets count a byte order mark and carriage returns", () => {
    const text = `\uFEFF${depot.replaceAll("\n", "\r\n")}`;
    const check = open({ "tsconfig.json": tsconfig(), "src/depot.ts": text });
    const range = rangeOf(text, "call");
    expect(
      check({ "src/depot.ts": wrap(text, range, "span(() => ", ")") }).map((one) => one.originalStart),
    ).toEqual([range[0]]);
    expect(check({ "src/depot.ts": insert(text, [[1, "// one\r\n"]]) })).toEqual([]);
  });

  test("one more of the same error is new, by its place", () => {
    const check = open({ "tsconfig.json": tsconfig(), "src/depot.ts": depot });
    const edit = insert(depot, [[depot.length, `const again: number = "text";\n`]]);
    expect(check({ "src/depot.ts": edit })).toMatchObject([{ code: 2322, originalStart: undefined }]);
  });

  test("a syntax error is new", () => {
    const check = open({ "tsconfig.json": tsconfig(), "src/depot.ts": depot });
    expect(
      check({ "src/depot.ts": insert(depot, [[depot.length, "export {"]]) }).map((one) => one.code),
    ).toEqual([1005]);
  });

  test("edits can be taken back one by one", () => {
    const check = open({ "tsconfig.json": tsconfig(), "src/depot.ts": depot });
    const call = rangeOf(depot, "call");
    const safe = rangeOf(depot, "safe");
    const both = insert(depot, [
      [call[0], "span(() => "],
      [call[1], ")"],
      [safe[0], "span(() => "],
      [safe[1], ")"],
    ]);
    expect(check({ "src/depot.ts": both })).toHaveLength(1);
    expect(check({ "src/depot.ts": wrap(depot, safe, "span(() => ", ")") })).toEqual([]);
    expect(check({ "src/depot.ts": both })).toHaveLength(1);
  });

  test("a helper file that does not exist yet is found by its importers, and checked itself", () => {
    const check = open({ "tsconfig.json": tsconfig(), "src/depot.ts": depot });
    const importing = insert(depot, [
      [0, `import { trace } from "./tracing.js";\n`],
      [depot.length, "trace(1);\n"],
    ]);
    const helper = "export function trace(step: number): number {\n  return step;\n}\n";
    expect(check({ "src/depot.ts": importing }).map((one) => one.code)).toEqual([2307]);
    expect(check({ "src/depot.ts": importing, "src/tracing.ts": created(helper) })).toEqual([]);
    expect(
      check({ "src/depot.ts": importing, "src/tracing.ts": created(helper.replace("number {", "string {")) }),
    ).toMatchObject([{ path: "src/tracing.ts", code: 2322, originalStart: undefined }]);
    expect(check({ "src/depot.ts": importing }).map((one) => one.code)).toEqual([2307]);
  });

  test("a helper in a directory that does not exist yet is found too", () => {
    const check = open({ "tsconfig.json": tsconfig(), "src/depot.ts": depot });
    const importing = insert(depot, [
      [0, `import { trace } from "./lib/deep/tracing.js";\n`],
      [depot.length, "trace();\n"],
    ]);
    expect(
      check({
        "src/depot.ts": importing,
        "src/lib/deep/tracing.ts": created("export const trace = () => 1;\n"),
      }),
    ).toEqual([]);
  });

  test("a helper outside rootDir is an error at its import", () => {
    const check = open({ "tsconfig.json": tsconfig({ rootDir: "src" }), "src/depot.ts": depot });
    const importing = insert(depot, [
      [0, `import { trace } from "../tracing.js";\n`],
      [depot.length, "trace();\n"],
    ]);
    const found = check({
      "src/depot.ts": importing,
      "tracing.ts": created("export const trace = () => 1;\n"),
    });
    expect(found.map((one) => [one.path, one.code])).toEqual([["src/depot.ts", 6059]]);
  });

  describe("files that import a changed one", () => {
    const files = {
      "tsconfig.json": tsconfig(),
      "src/depot.ts": "export async function load() {\n  return 1;\n}\n",
      "src/shift.ts": `export { load } from "./depot.js";\n`,
      "src/roster.ts": `import { load } from "./shift.js";\nexport const total: number = (await load()) + 1;\n`,
      "src/other.ts": `export const wrong: number = "x";\n`,
    };
    const edit = wrap(files["src/depot.ts"], [40, 41], `"`, `"`);

    test("are checked through re-exports when the declarations changed", () => {
      expect(edit.after).toContain(`return "1"`);
      expect(open(files)({ "src/depot.ts": edit })).toMatchObject([
        { path: "src/roster.ts", code: 2322, originalStart: files["src/roster.ts"].indexOf("total") },
      ]);
    });

    test("are left alone on request", () => {
      expect(open(files, "src/depot.ts", { dependents: "none" })({ "src/depot.ts": edit })).toEqual([]);
    });
  });

  test("without a tsconfig nothing is new", () => {
    const check = open({ "src/depot.ts": depot });
    expect(check({ "src/depot.ts": wrap(depot, rangeOf(depot, "call"), "span(() => ", ")") })).toEqual([]);
  });

  test("without node_modules an unresolved import is there before and after", () => {
    const text = `import { startSpan } from "@sentry/node";\nimport { ghost } from "ghost-driver";\nexport const row = await ghost();\n`;
    const check = open({ "tsconfig.json": tsconfig(), "src/depot.ts": text });
    const at = text.indexOf("ghost()");
    expect(check({ "src/depot.ts": wrap(text, [at, at + 7], "startSpan({}, () => ", ")") })).toEqual([]);
  });

  test("a file that the tsconfig does not list is checked when it is edited", () => {
    const check = open({
      "tsconfig.json": tsconfig({}, { files: ["src/main.ts"] }),
      "src/main.ts": "export {};\n",
      "src/depot.ts": depot,
    });
    expect(check({ "src/depot.ts": wrap(depot, rangeOf(depot, "call"), "span(() => ", ")") })).toHaveLength(
      1,
    );
  });

  test.each([
    ["checked", { allowJs: true, checkJs: true }, [2322]],
    ["allowed only", { allowJs: true }, []],
  ])("JavaScript that is %s", (_, compilerOptions, codes) => {
    const text = "/** @type {number} */\nexport const weight = 1;\n";
    const check = open({ "tsconfig.json": tsconfig(compilerOptions), "src/depot.js": text }, "src/depot.js");
    expect(check({ "src/depot.js": wrap(text, [44, 45], `"`, `"`) }).map((one) => one.code)).toEqual(codes);
    expect(check({ "src/depot.js": insert(text, [[text.length, "const ;"]]) }).length).toBeGreaterThan(0);
  });

  test("extends and paths are followed", () => {
    const files = {
      "tsconfig.base.json": tsconfig({ module: "ESNext", moduleResolution: "Bundler" }, {}),
      "tsconfig.json": JSON.stringify({
        extends: "./tsconfig.base.json",
        compilerOptions: { paths: { "#kit/*": ["./kit/*"] } },
        include: ["src"],
      }),
      "kit/scale.ts": "export const weigh = (): number | undefined => 1;\n",
      "src/depot.ts": `import { weigh } from "#kit/scale";\nexport const weight: number | undefined = weigh();\n`,
    };
    const check = open(files);
    const text = files["src/depot.ts"];
    const at = text.indexOf(" | undefined");
    const edit: TestEdit = {
      before: text,
      after: text.replace(" | undefined", ""),
      mapOffset: (o) => (o < at ? o : o + 12),
    };
    expect(check({ "src/depot.ts": edit }).map((one) => one.code)).toEqual([2322]);
  });

  test("each package of a monorepo has its own strictness", () => {
    const text = depot.replace("const broken", "export const broken");
    project = writeProject(
      {
        "packages/strict/tsconfig.json": tsconfig(),
        "packages/strict/src/depot.ts": text,
        "packages/loose/tsconfig.json": tsconfig({ strict: false }),
        "packages/loose/src/depot.ts": text,
      },
      { linked: false },
    );
    const { root } = project;
    const findTsconfig = createTsconfigFinder(root);
    const edit = wrap(text, rangeOf(text, "call"), "span(() => ", ")");
    const count = (path: string) =>
      createDiagnosticsCheck(root, findTsconfig(path)).newDiagnostics(new Map([[path, edit]])).length;
    expect(count("packages/strict/src/depot.ts")).toBe(1);
    expect(count("packages/loose/src/depot.ts")).toBe(0);
  });

  test("a referenced project that is not built is read from its source", () => {
    const files = {
      "tsconfig.json": JSON.stringify({ files: [], references: [{ path: "./kit" }, { path: "./app" }] }),
      "kit/tsconfig.json": tsconfig({ composite: true, outDir: "dist", rootDir: "src" }),
      "kit/src/scale.ts": "export const weigh = (): number => 1;\n",
      "app/tsconfig.json": tsconfig(
        { composite: true, outDir: "dist", rootDir: "src" },
        { include: ["src"], references: [{ path: "../kit" }] },
      ),
      "app/src/depot.ts": `import { weigh } from "../../kit/src/scale.js";\nexport const weight: number = weigh();\n`,
    };
    const check = open(files, "app/src/depot.ts");
    const text = files["app/src/depot.ts"];
    const at = text.indexOf("weigh()");
    expect(
      check({ "app/src/depot.ts": wrap(text, [at, at + 7], "String(", ")") }).map((one) => one.code),
    ).toEqual([2322]);
    expect(check({ "app/src/depot.ts": wrap(text, [at, at + 7], "Number(", ")") })).toEqual([]);
  });

  test("an edit in a package that is read from its build is seen in the others", () => {
    const messages =
      "export interface Base { id: string }\nexport interface Start extends Base { plan: string }\n";
    const runner = `import type { Start } from "@depot/messages";\nexport const start: Start = { id: "a", plan: "b" };\n`;
    const idle = `import type { Base } from "@depot/messages";\nexport const ids = (base: Base): string => base.id;\n`;
    project = writeProject(
      {
        "package.json": `{"workspaces":["packages/*"]}`,
        "packages/messages/package.json": `{"name":"@depot/messages","type":"module","types":"dist/index.d.ts","main":"dist/index.js"}`,
        "packages/messages/tsconfig.json": tsconfig(),
        "packages/messages/src/index.ts": messages,
        "packages/messages/dist/index.d.ts": messages,
        "packages/runner/package.json": `{"name":"@depot/runner","type":"module"}`,
        "packages/runner/tsconfig.json": tsconfig({ rootDir: "src" }),
        "packages/runner/src/main.ts": runner,
        "packages/runner/src/idle.ts": idle,
      },
      { linked: false, links: { "node_modules/@depot/messages": "packages/messages" } },
    );
    const { root } = project;
    const check = createDiagnosticsCheck(root, join(root, "packages/runner/tsconfig.json"));
    const carried = new Map([
      ["packages/runner/src/main.ts", insert(runner, [[runner.indexOf(`plan: "b"`), `_sentry: "c", `]])],
    ]);
    const widened = new Map([
      ["packages/messages/src/index.ts", insert(messages, [[messages.indexOf("id:"), "_sentry?: string; "]])],
    ]);
    const renamed = new Map([
      ["packages/messages/src/index.ts", insert(messages, [[messages.indexOf("id:"), "x"]])],
    ]);
    expect(check.newDiagnostics(carried)).toMatchObject([
      { path: "packages/runner/src/main.ts", code: 2353 },
    ]);
    expect(check.newDiagnostics(carried, widened)).toEqual([]);
    expect(check.newDiagnostics(new Map(), renamed).map((one) => [one.path, one.code])).toEqual([
      ["packages/runner/src/idle.ts", 2339],
      ["packages/runner/src/main.ts", 2353],
    ]);
    expect(check.newDiagnostics(carried)).toHaveLength(1);
  });

  test("a project on TypeScript 5 is not strict unless it says so", () => {
    const files = (version: string) => ({
      "package.json": JSON.stringify({ type: "module", devDependencies: { typescript: version } }),
      "tsconfig.json": JSON.stringify({
        compilerOptions: { target: "ES2022", module: "NodeNext" },
        include: ["src"],
      }),
      "src/depot.ts": depot,
    });
    const edit = wrap(depot, rangeOf(depot, "call"), "span(() => ", ")");
    expect(open(files("^5.8.0"))({ "src/depot.ts": edit })).toEqual([]);
    project?.remove();
    expect(open(files("^6.0.0"))({ "src/depot.ts": edit })).toHaveLength(1);
  });

  describe("the target's own compiler", () => {
    const edit = wrap(depot, rangeOf(depot, "call"), "span(() => ", ")");
    const files = { "tsconfig.json": tsconfig(), "src/depot.ts": depot };

    function openWith(version: string, main: string, targetTypescript: boolean) {
      project = writeProject({ ...files, "package.json": `{"type":"module"}` }, { linked: false });
      const directory = join(project.root, "node_modules/typescript/lib");
      mkdirSync(directory, { recursive: true });
      writeFileSync(
        join(directory, "../package.json"),
        JSON.stringify({ name: "typescript", version, main: "lib/typescript.js" }),
      );
      writeFileSync(join(directory, "typescript.js"), main);
      return createDiagnosticsCheck(project.root, join(project.root, "tsconfig.json"), { targetTypescript });
    }

    test("is run when asked for", () => {
      const check = open(files, "src/depot.ts", { targetTypescript: true, linked: true });
      expect(check({ "src/depot.ts": edit })).toHaveLength(1);
      const own = openWith("5.9.3", `throw new Error("the target's compiler runs");`, true);
      expect(() => own.newDiagnostics(new Map([["src/depot.ts", edit]]))).toThrow(
        "the target's compiler runs",
      );
    });

    test("is not run otherwise", () => {
      const check = openWith("5.9.3", `throw new Error("the target's compiler runs");`, false);
      expect(check.newDiagnostics(new Map([["src/depot.ts", edit]]))).toHaveLength(1);
    });

    test("is not run when it is TypeScript 7, which has no such API", () => {
      const check = openWith("7.0.2", `throw new Error("the target's compiler runs");`, true);
      expect(check.newDiagnostics(new Map([["src/depot.ts", edit]]))).toHaveLength(1);
    });
  });
});
