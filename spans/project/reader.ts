/**
 * What project facts are read with. The shells bring the file system, so that the command line and the plugin find the same package,
 * SDK and helper module, and the model itself reads nothing. Paths are absolute, with forward slashes and without one at the end.
 */
export interface ProjectReader {
  /** `undefined` where there is no such file, or none that can be read. */
  readonly readText: (path: string) => string | undefined;
  /** The unpacked bytes of a `.tgz`; `undefined` where there is no such file, or none that can be unpacked. */
  readonly readTarball: (path: string) => Uint8Array | undefined;
  /** Whether there is a directory. */
  readonly hasDirectory: (path: string) => boolean;
}
