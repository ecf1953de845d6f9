import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** What one file is to become. */
export interface FileWrite {
  /** Relative to the root. */
  readonly path: string;
  /** The text that was read and planned on; `null` when there is no file yet. */
  readonly expected: string | null;
  /** The new text; `null` takes the file away. */
  readonly text: string | null;
  /** Permission bits for a file that is made; one that is there keeps its own. */
  readonly mode?: number;
}

export type WriteResult =
  | { readonly kind: "written" }
  /** No one may write the file, or not this user. Nothing was written. */
  | { readonly kind: "read-only"; readonly path: string }
  /** Its bytes are not those that were read. Nothing was written. */
  | { readonly kind: "changed-on-disk"; readonly path: string }
  /** The path, or a link on it, leads out of the root. Nothing was written. */
  | { readonly kind: "outside-root"; readonly path: string }
  /** The system refused. The files written before are as they were, but for those in `notRestored`. */
  | {
      readonly kind: "write-failed";
      readonly path: string;
      /** The system's error code, such as `ENOSPC`. */
      readonly detail: string;
      readonly notRestored: readonly string[];
    };

/**
 * Writes files all together: either each one has its new text, or each one is as it was. One file is replaced in one step
 * (a temporary file next to it, synced, then renamed), so a crash leaves it old or new, never cut. Mode and owner stay.
 *
 * @param root absolute path; no link is followed out of it
 * @param writes at most one for a file
 * @throws when two writes are for the same file
 */
export function writeAtomic(root: string, writes: readonly FileWrite[]): WriteResult {
  const realRoot = fs.realpathSync(root);
  const targets: Target[] = [];
  const files = new Set<string>();
  for (const write of writes) {
    const target = findTarget(realRoot, write);
    if (target.kind !== "target") return target;
    if (files.has(target.file)) throw new Error(`two writes for ${write.path}`);
    files.add(target.file);
    targets.push(target);
  }
  const journal = new Journal();
  let current: Target | undefined;
  try {
    for (current of targets) journal.stage(current);
    for (current of targets) {
      // Staging a thousand files takes a while; someone may have saved one of them meanwhile.
      if (isAsExpected(current)) journal.commit(current);
      else return fail(journal.restore(), current, "changed-on-disk");
    }
    return { kind: "written" };
  } catch (error) {
    return fail(journal.restore(), current, getErrorCode(error));
  }
}

function fail(notRestored: readonly string[], at: Target | undefined, detail: string): WriteResult {
  const path = at?.write.path ?? "";
  const isChanged = detail === "changed-on-disk" && notRestored.length === 0;
  return isChanged ? { kind: "changed-on-disk", path } : { kind: "write-failed", path, detail, notRestored };
}

interface Target {
  readonly kind: "target";
  readonly write: FileWrite;
  /** Absolute path without links. */
  readonly file: string;
  /** Mode and owner of the file as it is; undefined when it is new. */
  readonly stats: fs.Stats | undefined;
}

/** Checks everything that can be checked before the first byte is written. */
function findTarget(root: string, write: FileWrite): Target | Exclude<WriteResult, { kind: "written" }> {
  const { path, expected } = write;
  const file = resolveInside(root, path);
  if (file === undefined) return { kind: "outside-root", path };
  const stats = attempt(() => fs.statSync(file, { throwIfNoEntry: false }));
  const target: Target = { kind: "target", write, file, stats };
  if (stats === undefined) return expected === null ? target : { kind: "changed-on-disk", path };
  // Root may write anything, and a rename needs no right on the file: so the mode is asked, not only the system.
  if (!stats.isFile()) return { kind: "changed-on-disk", path };
  if ((stats.mode & 0o222) === 0 || !isAllowed(file)) return { kind: "read-only", path };
  return isAsExpected(target) ? target : { kind: "changed-on-disk", path };
}

/** The file behind a path, links resolved as far as the path exists; undefined when that is not below the root. */
function resolveInside(root: string, path: string): string | undefined {
  let existing = resolve(root, path);
  const rest: string[] = [];
  while (attempt(() => fs.lstatSync(existing)) === undefined) {
    rest.unshift(existing.slice(dirname(existing).length));
    existing = dirname(existing);
  }
  // A link that leads to nothing resolves to nothing: creating a file through it would be a guess.
  const real = attempt(() => fs.realpathSync(existing));
  if (real === undefined) return undefined;
  const file = join(real, ...rest);
  const way = relative(root, file);
  const isInside = way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  return isInside ? file : undefined;
}

function isAllowed(file: string): boolean {
  return attempt(() => [fs.accessSync(file, fs.constants.R_OK | fs.constants.W_OK)]) !== undefined;
}

function isAsExpected({ write, file }: Target): boolean {
  if (write.expected === null) return attempt(() => fs.lstatSync(file)) === undefined;
  const bytes = attempt(() => fs.readFileSync(file));
  return bytes?.equals(Buffer.from(write.expected, "utf8")) === true;
}

/** What has been done so far, so that it can be undone. */
class Journal {
  readonly #temporaries = new Map<Target, string>();
  readonly #folders: string[] = [];
  readonly #committed: Target[] = [];

  /** Writes the new text next to its file: a full disk or a closed directory shows here, before any file is touched. */
  stage(target: Target): void {
    const { text } = target.write;
    if (text === null) return;
    if (target.stats === undefined) this.#makeFolder(dirname(target.file));
    const temporary = nameTemporary(target.file);
    this.#temporaries.set(target, temporary);
    writeTemporary(temporary, text, target.stats, target.write.mode);
  }

  commit(target: Target): void {
    const temporary = this.#temporaries.get(target);
    if (temporary === undefined) fs.unlinkSync(target.file);
    else fs.renameSync(temporary, target.file);
    this.#temporaries.delete(target);
    this.#committed.push(target);
  }

  /** @returns the paths that could not be put back */
  restore(): readonly string[] {
    for (const temporary of this.#temporaries.values()) attempt(() => fs.unlinkSync(temporary));
    const failed = this.#committed.reverse().filter((target) => attempt(() => putBack(target)) === undefined);
    // A folder that someone else has put a file into stays.
    for (const folder of this.#folders.reverse()) attempt(() => fs.rmdirSync(folder));
    return failed.map(({ write }) => write.path);
  }

  #makeFolder(folder: string): void {
    const first = fs.mkdirSync(folder, { recursive: true });
    if (first === undefined) return;
    const made = [first];
    for (let one = folder; one !== first; one = dirname(one)) made.splice(1, 0, one);
    this.#folders.push(...made);
  }
}

function putBack({ write, file, stats }: Target): true {
  if (write.expected === null) {
    fs.unlinkSync(file);
  } else {
    const temporary = nameTemporary(file);
    writeTemporary(temporary, write.expected, stats);
    fs.renameSync(temporary, file);
  }
  return true;
}

function nameTemporary(file: string): string {
  return `${file}.${randomBytes(6).toString("hex")}.tmp`;
}

function writeTemporary(name: string, text: string, like: fs.Stats | undefined, mode?: number): void {
  const handle = fs.openSync(name, "wx", 0o666);
  try {
    fs.writeFileSync(handle, text, "utf8");
    if (like !== undefined) {
      // Only root may give a file away; for everyone else the owner is already the right one or cannot be kept.
      attempt(() => fs.fchownSync(handle, like.uid, like.gid));
      fs.fchmodSync(handle, like.mode & 0o7777);
    } else if (mode !== undefined) fs.fchmodSync(handle, mode);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Undefined where the system says no; an error of ours goes on. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    getErrorCode(error);
    return undefined;
  }
}

/** Such as `ENOSPC`; what is not a system error is thrown on. */
function getErrorCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  throw error;
}
