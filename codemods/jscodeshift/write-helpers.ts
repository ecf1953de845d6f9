import { createHash } from "node:crypto";
import { mkdirSync, rmdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { helperDemandOf, planHelperModules } from "../engine/helper-modules.ts";
import type { VerifiedFile } from "../engine/verify-file.ts";
import { writeAtomic } from "../engine/write.ts";

/**
 * Writes the helper functions that a file calls into its package's helper module. jscodeshift runs workers in processes of their own,
 * which all add to the same module, so each one reads and writes it under a lock.
 *
 * @throws Error when the module cannot be written; the file that needs it is left alone then.
 */
export function writeHelpers(root: string, file: VerifiedFile): void {
  const demand = helperDemandOf(file);
  if (demand === undefined) return;
  withLock(join(root, demand.path), () => {
    const writes = planHelperModules(root, [demand]).map(({ path, before, text }) => ({
      path,
      expected: before,
      text,
    }));
    const result = writeAtomic(root, writes);
    if (result.kind !== "written") throw new Error(`the helper module ${result.path}: ${result.kind}`);
  });
}

const PATIENCE = 20_000;
const PAUSE = 5;

/** A directory is the lock: making one either works or fails, also between processes. */
function withLock(path: string, work: () => void): void {
  const lock = join(
    tmpdir(),
    `spanwright-${createHash("sha256").update(path).digest("hex").slice(0, 16)}.lock`,
  );
  const start = Date.now();
  while (!take(lock)) {
    if (Date.now() - start > PATIENCE)
      throw new Error(`${lock} stays locked; remove it if no codemod is running`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
  try {
    work();
  } finally {
    rmdirSync(lock);
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    // Left behind by a worker that was killed.
    const stats = statSync(lock, { throwIfNoEntry: false });
    if (stats !== undefined && Date.now() - stats.mtimeMs > PATIENCE / 2) rmdirSync(lock);
    return false;
  }
}
