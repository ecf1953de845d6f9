import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { generateTree } from "../../bench/generate-tree.ts";
import { parse } from "../../codemods/engine/parse.ts";
import { createGate, type SpanwrightConfig } from "../../spans/index.ts";
import { createTempProject } from "../support/temp-project.ts";

function generate(seed: number, files = 120): { readonly root: string; readonly texts: Map<string, string> } {
  const { root } = createTempProject({});
  generateTree(root, { files, seed });
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => relative(root, join(entry.parentPath, entry.name))).sort();
  return { root, texts: new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")])) };
}

test("the same seed gives the same bytes, another one others", () => {
  const first = generate(7).texts;
  expect(generate(7).texts).toEqual(first);
  expect(generate(8).texts).not.toEqual(first);
});

test("one file in twenty holds a word of the gate, and each can be parsed", () => {
  const { texts } = generate(1, 2000);
  const config = JSON.parse(texts.get("spanwright.config.json") ?? "") as SpanwrightConfig;
  const gate = createGate(config);
  const sources = [...texts].filter(([path]) => /\.[jt]sx?$/.test(path));
  expect(sources).toHaveLength(2000);
  for (const [path, text] of sources) expect(parse(path, text), path).toMatchObject({ kind: "parsed" });
  const share = sources.filter(([, text]) => gate?.test(text)).length / sources.length;
  expect(share).toBeGreaterThan(0.04);
  expect(share).toBeLessThan(0.06);
});
