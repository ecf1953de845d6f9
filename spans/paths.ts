/** Folder of a POSIX path; the empty string for a file at the root. */
export function dirname(path: string): string {
  const at = path.lastIndexOf("/");
  return at === -1 ? "" : path.slice(0, at);
}

/** Resolves `.` and `..` of a POSIX path; leading `..` that leave the root stay. */
export function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** An absolute path for a path that is absolute already, or relative to an absolute one. Windows drives count as absolute. */
export function resolvePath(from: string, path: string): string {
  const isAbsolute = path.startsWith("/") || /^[A-Za-z]:(?:\/|$)/.test(path);
  const joined = normalize(isAbsolute ? path : `${from}/${path}`);
  return /^[A-Za-z]:/.test(joined) ? joined : `/${joined}`;
}

/** The way from one absolute directory to another: "" for itself, `../lib` where it leaves the first. */
export function pathBetween(from: string, to: string): string {
  const a = from.split("/").filter(Boolean);
  const b = to.split("/").filter(Boolean);
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return [...a.slice(shared).map(() => ".."), ...b.slice(shared)].join("/");
}

/** `path` as a relative specifier from a file: always starts with `./` or `../`. */
export function relativeSpecifier(fromFile: string, path: string): string {
  const from = dirname(fromFile).split("/").filter(Boolean);
  const to = path.split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  const up = "../".repeat(from.length - shared);
  return (up === "" ? "./" : up) + to.slice(shared).join("/");
}

/** A path or specifier without a source extension and without a trailing `/index`. */
export function withoutExtension(path: string): string {
  return path.replace(/\.(?:d\.)?[cm]?[jt]sx?$/, "").replace(/\/index$/, "");
}

/** What a specifier means, comparable with config entries: a path from the root for relative ones, itself otherwise. */
export function resolveSpecifier(fromFile: string, specifier: string): string {
  if (!specifier.startsWith(".")) return withoutExtension(specifier);
  return withoutExtension(normalize(`${dirname(fromFile)}/${specifier}`));
}

/** Whether a path is meant by a config's `file`: an exact path, a folder, or a glob with `*` and `**`. */
export function matchesPath(path: string, pattern: string | undefined): boolean {
  if (pattern === undefined || pattern === path || pattern === "**") return true;
  if (!/[*{]/.test(pattern)) return path.startsWith(pattern.endsWith("/") ? pattern : `${pattern}/`);
  return globExpression(pattern).test(path);
}

const expressions = new Map<string, RegExp>();

function globExpression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const source = pattern
    .replace(/[.+^$()|[\]\\]/g, "\\$&")
    .replace(/\{[^}]*\}|\*\*\/|\*\*|\*|\?/g, (token) => {
      if (token.startsWith("{")) return `(?:${token.slice(1, -1).replaceAll(",", "|")})`;
      return token === "**/" ? "(?:.*/)?" : token === "**" ? ".*" : token === "*" ? "[^/]*" : "[^/]";
    });
  const expression = new RegExp(`^${source}$`);
  expressions.set(pattern, expression);
  return expression;
}
