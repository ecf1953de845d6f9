import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, rmdirSync, rmSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { writeAtomic, type FileWrite, type WriteResult } from "./write.ts";

/** The folder in the root that is the tool's own: git ignores it, discovery never enters it. */
export const ownFolder = ".spanwright";
const journalPath = `${ownFolder}/journal.json`;
const ignorePath = `${ownFolder}/.gitignore`;

/** One file as it was before a run, and by what to tell that nobody changed it since. */
export interface JournalEntry {
  /** Relative POSIX path. */
  readonly path: string;
  /** The text whose UTF-8 bytes the file had (BOM and line ends included); `null` where there was no file. */
  readonly before: string | null;
  /** SHA-256 of the bytes that were written, in hex; `null` where the file was taken away. */
  readonly after: string | null;
  /** Permission bits of the file, for one that must be made anew. */
  readonly mode?: number;
}

/** The last run that wrote something. */
export interface Journal {
  readonly version: 1;
  readonly tool: string;
  readonly command: string;
  /** Set by `undo`: the next one has nothing left to do. */
  readonly undone: boolean;
  /** Sorted by path. */
  readonly files: readonly JournalEntry[];
  /** Folders that the run made, from the outermost in. */
  readonly folders: readonly string[];
}

export type JournalResult =
  | { readonly kind: "journal"; readonly journal: Journal }
  | { readonly kind: "absent" }
  /** It is there, but no journal that this version can read. */
  | { readonly kind: "unreadable" };

/**
 * Writes files all together, as `writeAtomic` does, with a journal from which `undo` puts them back. The journal is on disk before the
 * first file changes, so a crash between two files leaves what `undo` needs; when nothing was changed the old journal is put back.
 *
 * @param root - absolute path.
 * @param run - what the journal says about its run.
 */
export function writeWithJournal(
  root: string,
  writes: readonly FileWrite[],
  run: { readonly tool: string; readonly command: string },
): WriteResult {
  if (writes.length === 0) return { kind: "written" };
  const previous = readBytes(join(root, journalPath));
  const isNew = !existsSync(join(root, ownFolder));
  const files = writes
    .map((write) => entryOf(root, write))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const folders = missingFolders(
    root,
    files.flatMap(({ path, before }) => (before === null ? [path] : [])),
  );
  const stored = writeJournal(root, { version: 1, ...run, undone: false, files, folders });
  if (stored.kind !== "written") return stored;
  const result = writeAtomic(root, writes);
  const isAsBefore =
    result.kind !== "written" && !(result.kind === "write-failed" && result.notRestored.length > 0);
  if (isAsBefore) {
    if (previous !== undefined) putText(root, journalPath, previous.toString("utf8"));
    else if (isNew) rmSync(join(root, ownFolder), { recursive: true, force: true });
    else rmSync(join(root, journalPath), { force: true });
  }
  return result;
}

/** Reads the journal of a root. */
export function readJournal(root: string): JournalResult {
  const bytes = readBytes(join(root, journalPath));
  if (bytes === undefined) return { kind: "absent" };
  const journal = parseJournal(bytes.toString("utf8"));
  return journal === undefined ? { kind: "unreadable" } : { kind: "journal", journal };
}

/** Writes a journal in place of the one that is there, in one step. */
export function writeJournal(root: string, journal: Journal): WriteResult {
  const ignored = putText(root, ignorePath, "*\n");
  return ignored.kind === "written"
    ? putText(root, journalPath, `${JSON.stringify(journal, undefined, 1)}\n`)
    : ignored;
}

/** @returns the SHA-256 of some bytes in hex */
export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Takes away the folders that are empty, from the innermost out; one that somebody has put something into stays. */
export function removeEmptyFolders(root: string, folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) {
    try {
      rmdirSync(join(root, folder));
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
    }
  }
}

/** `undefined` where there is no file that can be read. */
export function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

function entryOf(root: string, { path, expected, text }: FileWrite): JournalEntry {
  const stats = expected === null ? undefined : statSync(join(root, path), { throwIfNoEntry: false });
  return {
    path,
    before: expected,
    after: text === null ? null : hashOf(Buffer.from(text, "utf8")),
    ...(stats === undefined ? {} : { mode: stats.mode & 0o7777 }),
  };
}

/** The folders that must be made for some new files, outer ones first. */
function missingFolders(root: string, paths: readonly string[]): string[] {
  const missing = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder))
      if (!existsSync(join(root, folder))) missing.add(folder);
  }
  return [...missing].sort();
}

/** The text that is there is no concern, the file is the tool's own; but a link would lead what is written to somebody else's. */
function putText(root: string, path: string, text: string): WriteResult {
  const stats = (one: string) => lstatSync(join(root, one), { throwIfNoEntry: false });
  if (stats(ownFolder)?.isDirectory() === false || stats(path)?.isFile() === false)
    return { kind: "outside-root", path };
  const bytes = readBytes(join(root, path));
  if (bytes !== undefined && !isUtf8(bytes)) rmSync(join(root, path));
  const expected = bytes !== undefined && isUtf8(bytes) ? bytes.toString("utf8") : null;
  return writeAtomic(root, [{ path, expected, text }]);
}

function parseJournal(text: string): Journal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isJournal(value) ? value : undefined;
}

/** The file lies where anybody can edit it, and the paths in it are written to. */
function isJournal(value: unknown): value is Journal {
  if (!isRecord(value) || value["version"] !== 1 || !Array.isArray(value["files"])) return false;
  const { tool, command, undone, folders } = value;
  const isHead = typeof tool === "string" && typeof command === "string" && typeof undone === "boolean";
  const isEntry = (entry: unknown): boolean =>
    isRecord(entry) &&
    isInside(entry["path"]) &&
    [entry["before"], entry["after"]].every((one) => one === null || typeof one === "string") &&
    (entry["mode"] === undefined || typeof entry["mode"] === "number");
  return isHead && value["files"].every(isEntry) && Array.isArray(folders) && folders.every(isInside);
}

function isInside(path: unknown): boolean {
  return typeof path === "string" && !isAbsolute(path) && !path.split(/[\\/]/).includes("..");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
