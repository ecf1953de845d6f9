/**
 * Finds the `package.json` inside a packed package, unpacked from gzip.
 *
 * @returns its text, or undefined when it is not a packed package
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html "ustar Interchange Format"
 */
export function findTarballManifest(archive: Uint8Array): string | undefined {
  for (let offset = 0; offset + 512 <= archive.length;) {
    const name = readField(archive, offset, 100);
    const size = Number.parseInt(readField(archive, offset + 124, 12).trim(), 8);
    if (name === "" || !Number.isSafeInteger(size)) return undefined;
    // npm packs below "package/"; other packers use another single folder.
    if (/^[^/]+\/package\.json$/.test(name))
      return new TextDecoder().decode(archive.subarray(offset + 512, offset + 512 + size));
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
}

function readField(archive: Uint8Array, start: number, length: number): string {
  const bytes = archive.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return String.fromCharCode(...(end === -1 ? bytes : bytes.subarray(0, end)));
}
