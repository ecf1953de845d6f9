import type { Dirent } from "node:fs";
import { readdirSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { globSync } from "tinyglobby";
import { defaultExclude } from "../../spans/project/selection.ts";
import { readIgnoreTree } from "./ignore-tree.ts";

export { defaultExclude };

/** What to look at. Every pattern and path is relative to the root. */
export interface DiscoverOptions {
  /** Files and directories to stay within; all of the root when absent or empty. */
  readonly paths?: readonly string[];
  /** Glob patterns, of which a file must match one; a directory's name means all below it. */
  readonly include?: readonly string[];
  /** Glob patterns that leave files out; `defaultExclude` when absent. */
  readonly exclude?: readonly string[];
}

export type DiscoverResult =
  | {
      readonly kind: "found";
      /** Sorted relative POSIX paths. */
      readonly paths: readonly string[];
      /** Those of `options.paths`, as given, that brought no file: all ignored, excluded or no source files. */
      readonly empty: readonly string[];
    }
  | { readonly kind: "outside-root"; readonly path: string }
  | { readonly kind: "no-such-path"; readonly path: string };

const sourceFile = /(?<!\.d)\.[cm]?[jt]s$|\.[jt]sx$/;
const neverEntered: ReadonlySet<string> = new Set(["node_modules", ".git", ".spanwright"]);

/**
 * Finds the source files below a root: TypeScript and JavaScript, no declaration files. `.gitignore` is honoured exactly
 * as git does, also where git is not installed and outside of a repository. Symbolic links are never followed.
 *
 * @param root absolute path of a directory
 * @returns the files, or the first of `options.paths` that leads outside of the root or to nothing
 * @throws when the root is not a readable directory
 */
export async function discover(root: string, options: DiscoverOptions = {}): Promise<DiscoverResult> {
  const realRoot = realpathSync(root);
  const given = options.paths ?? [];
  const inside: string[] = [];
  for (const path of given) {
    const real = findRealPath(resolve(realRoot, path));
    const isInside = isBelow(realRoot, real ?? resolve(realRoot, path));
    if (!isInside && (real !== undefined || !isBelow(resolve(root), path)))
      return { kind: "outside-root", path };
    if (real === undefined) return { kind: "no-such-path", path };
    inside.push(toPosix(relative(realRoot, real)));
  }
  const found = globSync(options.include ?? ["**"], {
    cwd: realRoot,
    ignore: options.exclude ?? defaultExclude,
    dot: true,
    followSymbolicLinks: false,
    // tinyglobby calls it in this one way only; the overloads of readdirSync cannot be met one by one.
    fs: { readdirSync: readSourceEntries(realRoot, inside) as unknown as typeof readdirSync },
  });
  const paths = found.sort();
  const empty = given.filter((_, index) => {
    const path = inside[index] ?? "";
    return !paths.some((file) => isWithin(file, path));
  });
  return { kind: "found", paths, empty };
}

/** Gives tinyglobby a directory listing in which ignored entries do not exist, so that it cannot descend into them. */
function readSourceEntries(root: string, inside: readonly string[]): (directory: string) => Dirent[] {
  const ignoreTree = readIgnoreTree(root);
  return (directory) => {
    const absolute = resolve(directory);
    const base = toPosix(relative(root, absolute));
    const entries = readdirSync(absolute, { withFileTypes: true });
    const isIgnored = ignoreTree(absolute, entries);
    const isWanted = (name: string, isDirectory: boolean): boolean => {
      const path = base === "" ? name : `${base}/${name}`;
      return inside.some((one) => isWithin(path, one) || (isDirectory && isWithin(one, path)));
    };
    return entries.filter((entry) => {
      const isDirectory = entry.isDirectory();
      if (isDirectory ? neverEntered.has(entry.name) : !entry.isFile() || !sourceFile.test(entry.name))
        return false;
      return (inside.length === 0 || isWanted(entry.name, isDirectory)) && !isIgnored(entry);
    });
  };
}

/** Undefined when there is nothing, or a link that leads to nothing. */
function findRealPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Whether a relative path is the folder or lies in it; "" is the root. */
function isWithin(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

function toPosix(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}
