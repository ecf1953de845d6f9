import { createRequire } from "node:module";
import { afterAll, expect, test } from "vitest";
import { createDiagnosticsCheck, createTsconfigFinder, createTypeFacts } from "../../codemods/types/index.ts";
import { STRICT_TSCONFIG, writeProject } from "./project.ts";

const project = writeProject(
  { "tsconfig.json": STRICT_TSCONFIG, "src/main.ts": "1 + 1;\n" },
  { linked: false },
);
afterAll(() => project.remove());

test("ts-morph is loaded by the first question, not before", () => {
  const { cache } = createRequire(import.meta.url);
  const isLoaded = () => Object.keys(cache).some((path) => /[\\/]ts-morph[\\/]dist[\\/]/.test(path));
  const finder = createTsconfigFinder(project.root);
  const facts = createTypeFacts(project.root, finder, { files: ["src/main.ts"] });
  createDiagnosticsCheck(project.root, `${project.root}/tsconfig.json`);
  expect(isLoaded()).toBe(false);
  expect(facts.kindOfValue("src/main.ts", [0, 5])).toBe("other");
  expect(isLoaded()).toBe(true);
});
