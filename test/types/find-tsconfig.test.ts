import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createTsconfigFinder } from "../../codemods/types/find-tsconfig.ts";
import { writeProject, type TestProject } from "./project.ts";

const projects: TestProject[] = [];
afterAll(() => projects.forEach((project) => project.remove()));

function find(files: Record<string, string>) {
  const project = writeProject(files, { linked: false });
  projects.push(project);
  const finder = createTsconfigFinder(project.root);
  return (path: string) => finder(path)?.slice(project.root.length + 1);
}

const empty = "export {};\n";

test("the nearest tsconfig whose files hold the file", () => {
  const config = find({
    "tsconfig.json": `{ "include": ["**/*"] }`,
    "apps/web/tsconfig.json": `{ "include": ["src"], "exclude": ["src/**/*.test.ts"] }`,
    "apps/web/src/main.ts": empty,
    "apps/web/src/main.test.ts": empty,
    "scripts/build.ts": empty,
  });
  expect(config("apps/web/src/main.ts")).toBe("apps/web/tsconfig.json");
  expect(config("apps/web/src/main.test.ts")).toBe("tsconfig.json");
  expect(config("scripts/build.ts")).toBe("tsconfig.json");
});

test("absolute paths work too", () => {
  const project = writeProject({ "tsconfig.json": "{}", "src/main.ts": empty }, { linked: false });
  projects.push(project);
  expect(createTsconfigFinder(project.root)(join(project.root, "src/main.ts"))).toBe(
    join(project.root, "tsconfig.json"),
  );
});

test("a solution leads to the projects that it references, which may lead on", () => {
  const config = find({
    "tsconfig.json": `{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./server" }] }`,
    "tsconfig.app.json": `{ "include": ["src"] }`,
    "server/tsconfig.json": `{ "files": [], "references": [{ "path": "./tsconfig.lib.json" }, { "path": ".." }] }`,
    "server/tsconfig.lib.json": `{ "include": ["lib"] }`,
    "src/main.ts": empty,
    "server/lib/main.ts": empty,
    "other/main.ts": empty,
  });
  expect(config("src/main.ts")).toBe("tsconfig.app.json");
  expect(config("server/lib/main.ts")).toBe("server/tsconfig.lib.json");
  expect(config("other/main.ts")).toBeUndefined();
});

test("a neighbour of tsconfig.json that names the file", () => {
  const config = find({
    "tsconfig.json": `{ "include": ["src"], "extends": "./tsconfig.base.json" }`,
    "tsconfig.base.json": `{ "compilerOptions": { "strict": true } }`,
    "tsconfig.test.json": `{ "extends": "./tsconfig.json", "include": ["test"] }`,
    "src/main.ts": empty,
    "test/main.test.ts": empty,
    "bench/main.ts": empty,
  });
  expect(config("src/main.ts")).toBe("tsconfig.json");
  expect(config("test/main.test.ts")).toBe("tsconfig.test.json");
  expect(config("bench/main.ts")).toBeUndefined();
});

test("a tsconfig that lists entry files owns what lies below it", () => {
  const config = find({
    "tsconfig.json": `{ "files": ["src/main.ts"] }`,
    "src/main.ts": `import "./part.js";\n`,
    "src/part.ts": empty,
  });
  expect(config("src/part.ts")).toBe("tsconfig.json");
});

test("JavaScript by allowJs or jsconfig.json", () => {
  const config = find({
    "typed/tsconfig.json": "{}",
    "typed/main.js": empty,
    "typed/main.ts": empty,
    "checked/tsconfig.json": `{ "compilerOptions": { "allowJs": true } }`,
    "checked/main.js": empty,
    "plain/jsconfig.json": "{}",
    "plain/main.js": empty,
  });
  expect(config("typed/main.js")).toBeUndefined();
  expect(config("checked/main.js")).toBe("checked/tsconfig.json");
  expect(config("plain/main.js")).toBe("plain/jsconfig.json");
});

test("no tsconfig, or one that is not JSON", () => {
  expect(find({ "src/main.ts": empty })("src/main.ts")).toBeUndefined();
  expect(find({ "tsconfig.json": "", "src/main.ts": empty })("src/main.ts")).toBe("tsconfig.json");
  expect(find({ "src/main.ts": empty })("nowhere/main.ts")).toBeUndefined();
});
