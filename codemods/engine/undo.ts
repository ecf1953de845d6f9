import { join } from "node:path";
import {
  hashOf,
  readBytes,
  readJournal,
  removeEmptyFolders,
  writeJournal,
  type Journal,
  type JournalEntry,
} from "./journal.ts";
import { writeAtomic, type FileWrite, type WriteResult } from "./write.ts";

/** What an undo would do. */
export type UndoPlan =
  | { readonly kind: "no-journal" }
  | { readonly kind: "unreadable-journal" }
  /** It was undone before, or every file is as it was before the run. */
  | { readonly kind: "nothing-left"; readonly journal: Journal }
  /** Somebody has changed these files since: putting the old text back would lose that. Sorted relative POSIX paths. */
  | { readonly kind: "changed-since"; readonly journal: Journal; readonly paths: readonly string[] }
  | { readonly kind: "ready"; readonly journal: Journal; readonly writes: readonly FileWrite[] };

/**
 * Compares the files of the last run with its journal; writes nothing.
 *
 * @param root - absolute path.
 */
export function planUndo(root: string): UndoPlan {
  const read = readJournal(root);
  if (read.kind === "absent") return { kind: "no-journal" };
  if (read.kind === "unreadable") return { kind: "unreadable-journal" };
  const { journal } = read;
  if (journal.undone) return { kind: "nothing-left", journal };
  const writes: FileWrite[] = [];
  const changed: string[] = [];
  for (const entry of journal.files) {
    const bytes = readBytes(join(root, entry.path));
    // After a crash some files have the old text already; so has one that git put back.
    if (isBefore(entry, bytes)) continue;
    if (isAfter(entry, bytes)) writes.push(writeOf(entry, bytes));
    else changed.push(entry.path);
  }
  if (changed.length > 0) return { kind: "changed-since", journal, paths: changed };
  return writes.length === 0 ? { kind: "nothing-left", journal } : { kind: "ready", journal, writes };
}

/** Puts the files back, all of them or none, takes away the folders that the run made, and marks the journal as used. */
export function undo(root: string, { journal, writes }: Extract<UndoPlan, { kind: "ready" }>): WriteResult {
  const result = writeAtomic(root, writes);
  if (result.kind !== "written") return result;
  removeEmptyFolders(root, journal.folders);
  // Should this fail, the next undo finds every file as it was before, and has nothing left either.
  writeJournal(root, { ...journal, undone: true, files: [], folders: [] });
  return result;
}

function isBefore({ before }: JournalEntry, bytes: Buffer | undefined): boolean {
  if (before === null || bytes === undefined) return before === null && bytes === undefined;
  return bytes.equals(Buffer.from(before, "utf8"));
}

function isAfter({ after }: JournalEntry, bytes: Buffer | undefined): boolean {
  return after === null || bytes === undefined
    ? after === null && bytes === undefined
    : hashOf(bytes) === after;
}

function writeOf({ path, before, mode }: JournalEntry, bytes: Buffer | undefined): FileWrite {
  // The bytes are those that the run wrote from a text, so they decode to it.
  const expected = bytes?.toString("utf8") ?? null;
  return { path, expected, text: before, ...(mode === undefined ? {} : { mode }) };
}
