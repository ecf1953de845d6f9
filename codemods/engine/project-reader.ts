import { readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { ProjectReader } from "../../spans/project/reader.ts";

/** Reads project facts from the disk. */
export const projectReader: ProjectReader = {
  readText: (path) => attempt(() => readFileSync(path, "utf8")),
  readTarball: (path) => attempt(() => gunzipSync(readFileSync(path))),
  hasDirectory: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
};

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
