import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export { classifyText } from "../../spans/project/classify-text.ts";

/** Why a file is left alone before anything in it is looked at. */
export type FileSkipReason =
  "unreadable" | "binary" | "not-utf8" | "merge-markers" | "generated" | "minified";

export type ReadResult =
  | {
      readonly kind: "text";
      /** The whole file, BOM included: its UTF-8 bytes are the file's bytes. */
      readonly text: string;
    }
  | {
      readonly kind: "skipped";
      readonly reason: FileSkipReason;
      /** The system's error code, such as `EACCES`, when the file is unreadable. */
      readonly detail?: string;
    };

/**
 * Reads a source file strictly: what is not UTF-8, or holds a NUL byte, is skipped rather than repaired.
 * `classifyText` finds the other reasons; it is apart because it is only worth its time for a file that passes the gate.
 *
 * @param path relative to the root
 */
export async function readSource(root: string, path: string): Promise<ReadResult> {
  try {
    return decodeSource(await readFile(join(root, path)));
  } catch (error) {
    return unreadable(error);
  }
}

/** The same without promises: for thousands of small files about ten times as fast (measured on 11,000). */
export function readSourceSync(root: string, path: string): ReadResult {
  try {
    // Node reads and decodes in one native call when it is given the encoding, in a third of the time that the bytes would take.
    const text = readFileSync(`${root}/${path}`, "utf8");
    // What was no UTF-8 has the replacement character in it; whether it was there before, only the bytes tell.
    if (!text.includes("\uFFFD") && !text.includes("\0")) return { kind: "text", text };
    return decodeSource(readFileSync(join(root, path)));
  } catch (error) {
    return unreadable(error);
  }
}

/** Turns the bytes of a file into its text, or says why they are not one. */
export function decodeSource(bytes: Buffer): ReadResult {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) return { kind: "skipped", reason: "not-utf8" };
  if (bytes.includes(0)) return { kind: "skipped", reason: "binary" };
  if (!isUtf8(bytes)) return { kind: "skipped", reason: "not-utf8" };
  return { kind: "text", text: bytes.toString("utf8") };
}

function unreadable(error: unknown): ReadResult {
  // Anything else than a system error is a fault of ours.
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") throw error;
  return { kind: "skipped", reason: "unreadable", detail: error.code };
}
