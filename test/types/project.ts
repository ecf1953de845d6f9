import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FactRange } from "../../spans/type-facts.ts";

const nodeModules = fileURLToPath(new URL("../../node_modules", import.meta.url));

export interface TestProject {
  readonly root: string;
  remove(): void;
}

/**
 * Writes files into a temporary directory.
 *
 * @param options.linked false leaves our `node_modules` out, as in a checkout before its install
 * @param options.links links to make inside the directory, as a package manager does for a workspace
 */
export function writeProject(
  files: Readonly<Record<string, string>>,
  options: { readonly linked?: boolean; readonly links?: Readonly<Record<string, string>> } = {},
): TestProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-types-")));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const [link, target] of Object.entries(options.links ?? {})) {
    mkdirSync(dirname(join(root, link)), { recursive: true });
    symlinkSync(join(root, target), join(root, link));
  }
  if (options.linked !== false) symlinkSync(nodeModules, join(root, "node_modules"));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

// The range between the comments `name<` and `>` in a text.
export function rangeOf(text: string, name: string): FactRange {
  const open = `/*${name}<*/`;
  const start = text.indexOf(open);
  const end = text.indexOf("/*>*/", start);
  if (start < 0 || end < 0) throw new Error(`no ${open} in the text`);
  return [start + open.length, end];
}

export const STRICT_TSCONFIG = JSON.stringify({
  compilerOptions: {
    strict: true,
    target: "ES2022",
    module: "NodeNext",
    moduleResolution: "NodeNext",
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
  },
  include: ["src"],
});

export interface TestEdit {
  readonly before: string;
  readonly after: string;
  readonly mapOffset: (afterOffset: number) => number | undefined;
}

/** Inserts texts at offsets, in the order given for equal offsets. */
export function insert(
  before: string,
  insertions: readonly (readonly [at: number, text: string])[],
): TestEdit {
  const sorted = insertions
    .map(([at, text], order) => ({ at, text, order }))
    .sort((a, b) => a.at - b.at || a.order - b.order);
  let after = "";
  let from = 0;
  const kept: { readonly after: number; readonly before: number; readonly length: number }[] = [];
  for (const { at, text } of [...sorted, { at: before.length, text: "" }]) {
    kept.push({ after: after.length, before: from, length: at - from });
    after += before.slice(from, at) + text;
    from = at;
  }
  const mapOffset = (offset: number) => {
    const part = kept.find((one) => one.after <= offset && offset < one.after + one.length);
    return part === undefined ? undefined : part.before + offset - part.after;
  };
  return { before, after, mapOffset };
}

/** Puts the text before and after a range. */
export function wrap(before: string, [start, end]: FactRange, opening: string, closing: string): TestEdit {
  return insert(before, [
    [start, opening],
    [end, closing],
  ]);
}
