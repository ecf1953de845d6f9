import { isAbsolute, posix } from "node:path";

/** POSIX absolute path of a path that is absolute or relative to the root. */
export function toAbsolute(root: string, path: string): string {
  const slashed = path.replaceAll("\\", "/");
  return isAbsolute(path) ? slashed : posix.join(root, slashed);
}

/** POSIX path relative to the root. */
export function toRelative(root: string, path: string): string {
  return posix.relative(root, path.replaceAll("\\", "/"));
}

/** npm package that holds the file, undefined outside `node_modules`. */
export function packageOfPath(path: string): string | undefined {
  const marker = "/node_modules/";
  const at = path.lastIndexOf(marker);
  if (at < 0) return undefined;
  const [first = "", second = ""] = path.slice(at + marker.length).split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

/** A `lib.*.d.ts` of the compiler itself. */
export function isLibPath(path: string): boolean {
  return (
    /\/typescript\/lib\/lib\.[\w.-]+\.d\.ts$/.test(path) || path.includes("/node_modules/@typescript/lib-")
  );
}
