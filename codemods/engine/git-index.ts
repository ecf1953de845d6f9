import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Lists the tracked files of a repository from its index, without running git.
 * Submodules and the folded directories of a sparse index are left out.
 *
 * @param gitDir absolute path of the directory that holds `index`
 * @param hashLength bytes of an object name: 20 for SHA-1, 32 for SHA-256
 * @returns POSIX paths relative to the top of the work tree; none without an index, or with one in a format that is
 *   not known here (a split index, a version after 4)
 * @see https://git-scm.com/docs/index-format
 */
export function readTrackedPaths(gitDir: string, hashLength: number): readonly string[] {
  const index = readIndex(gitDir);
  if (index === undefined || index.length < 12 || index.toString("latin1", 0, 4) !== "DIRC") return [];
  const version = index.readUInt32BE(4);
  return version >= 2 && version <= 4 ? readEntries(index, version, hashLength) : [];
}

function readIndex(gitDir: string): Buffer | undefined {
  try {
    return readFileSync(join(gitDir, "index"));
  } catch {
    return undefined;
  }
}

const gitLinkType = 0o160000;
const directoryType = 0o040000;
const fileTypeMask = 0o170000;
const extendedFlag = 0x4000;

function readEntries(index: Buffer, version: number, hashLength: number): readonly string[] {
  const count = index.readUInt32BE(8);
  const paths: string[] = [];
  let offset = 12;
  let previous: Buffer = Buffer.alloc(0);
  for (let entry = 0; entry < count; entry++) {
    // Ten 32-bit fields of stat data (the seventh is the mode), the object name, 16 bits of flags.
    const flagsAt = offset + 40 + hashLength;
    if (flagsAt + 2 > index.length) return [];
    const type = index.readUInt32BE(offset + 24) & fileTypeMask;
    const extended = version >= 3 && (index.readUInt16BE(flagsAt) & extendedFlag) !== 0;
    let start = flagsAt + (extended ? 4 : 2);
    let kept = 0;
    if (version === 4) {
      const removed = readVarint(index, start);
      start = removed.end;
      kept = Math.max(0, previous.length - removed.value);
    }
    const end = index.indexOf(0, start);
    if (end < 0) return [];
    const own = index.subarray(start, end);
    const path = kept === 0 ? own : Buffer.concat([previous.subarray(0, kept), own]);
    if (type !== gitLinkType && type !== directoryType) paths.push(path.toString("utf8"));
    // Up to version 3 an entry is padded with 1 to 8 zeros to a multiple of eight bytes.
    offset = version === 4 ? end + 1 : offset + ((end - offset + 8) & ~7);
    previous = path;
  }
  return paths;
}

/** The offset encoding of pack files, which version 4 uses for the length that it drops from the previous path. */
function readVarint(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let byte = bytes[start] ?? 0;
  let value = byte & 0x7f;
  let end = start + 1;
  while ((byte & 0x80) !== 0 && end < bytes.length) {
    byte = bytes[end] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
    end++;
  }
  return { value, end };
}
