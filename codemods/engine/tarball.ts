import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/**
 * Reads the `package.json` inside a packed package. Nothing is unpacked to disk, nothing is executed.
 *
 * @param file absolute path of a `.tgz`
 * @returns its text, or undefined when the file is missing or not a packed package
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html "ustar Interchange Format"
 */
export function readTarballManifest(file: string): string | undefined {
  const archive = unpack(file);
  if (archive === undefined) return undefined;
  for (let offset = 0; offset + 512 <= archive.length;) {
    const name = readField(archive, offset, 100);
    const size = Number.parseInt(readField(archive, offset + 124, 12).trim(), 8);
    if (name === "" || !Number.isSafeInteger(size)) return undefined;
    // npm packs below "package/"; other packers use another single folder.
    if (/^[^/]+\/package\.json$/.test(name))
      return archive.toString("utf8", offset + 512, offset + 512 + size);
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
}

function unpack(file: string): Buffer | undefined {
  try {
    return gunzipSync(readFileSync(file));
  } catch {
    return undefined;
  }
}

function readField(archive: Buffer, start: number, length: number): string {
  return archive.toString("latin1", start, start + length).replace(/\0[^]*$/, "");
}
