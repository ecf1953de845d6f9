import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { createTwoFilesPatch } from "diff";
import { isGenerated } from "./copy-relay.ts";

/** One file that differs between two trees. */
export interface FileDiff {
  /** Relative, with `/`. */
  readonly path: string;
  /** Unified, without the file header; a file that one tree lacks is compared with an empty one. */
  readonly patch: string;
}

/** Compares the sources of two trees, in order of path. */
export async function diffTrees(before: string, after: string): Promise<FileDiff[]> {
  const [old, changed] = await Promise.all([readTree(before), readTree(after)]);
  const paths = [...new Set([...old.keys(), ...changed.keys()])].sort();
  return paths
    .filter((path) => old.get(path) !== changed.get(path))
    .map((path) => {
      const patch = createTwoFilesPatch(path, path, old.get(path) ?? "", changed.get(path) ?? "");
      return { path, patch: patch.slice(patch.indexOf("@@")) };
    });
}

async function readTree(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (isGenerated(path)) continue;
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) files.set(path.split(sep).join("/"), await readFile(join(root, path), "utf8"));
    }
  };
  await visit("");
  return files;
}
