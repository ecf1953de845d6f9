import type { Dirent } from "node:fs";
import { lstatSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { GitDir, GitSettings } from "./git-dir.ts";
import { findGitDir, readGitDir, readGitSettings, readText } from "./git-dir.ts";
import { readTrackedPaths } from "./git-index.ts";
import type { IgnoreFile } from "./gitignore.ts";
import { matchIgnoreFiles, parseIgnoreFile } from "./gitignore.ts";

/** Whether git leaves an entry of a directory out: ignored and not tracked, or part of another repository. */
export type IsIgnored = (entry: Dirent) => boolean;

/** A directory on the way: its place in its repository, and the rules in force inside it. */
interface Level {
  readonly repository: Repository;
  /** Relative POSIX path from the repository's top, "" for the top itself. */
  readonly path: string;
  /** True when the directory itself, or one above it, is ignored: then only tracked files in it count. */
  readonly ignored: boolean;
  /** True in a submodule, or a clone inside a repository: git does not look into another repository. */
  readonly foreign: boolean;
  readonly files: readonly IgnoreFile[];
}

interface Repository {
  readonly gitDir: GitDir | undefined;
  readonly settings: GitSettings;
  /** Tracked files, and the directories that hold one; read only when something is ignored. */
  readonly tracked: () => ReadonlySet<string>;
}

/** Whether a directory has an entry of a name: from its listing where there is one, which saves asking the disk. */
type HasEntry = (name: string) => boolean;

/**
 * Reads the ignore rules of the directories below a root as git does, without running git: nested `.gitignore` files,
 * those above the root up to the repository's top, `.git/info/exclude`, the user's own ignore file, and the index.
 * Outside of a repository the `.gitignore` files from the root down are honoured in the same way.
 *
 * When the root itself is ignored by the repository around it, that repository's rules are left out: whoever names an
 * ignored directory as the root wants to see into it.
 *
 * @param root absolute path without symbolic links
 * @returns a function from a directory (absolute path at or below the root) and its listing to its rules
 */
export function readIgnoreTree(root: string): (directory: string, entries: readonly Dirent[]) => IsIgnored {
  const levels = new Map<string, Level>();
  const outer = findGitDir(root);
  const inner = outer === undefined ? undefined : descend(outer, root);
  levels.set(
    root,
    inner === undefined || inner.ignored ? startLevel(root, startRepository(undefined)) : inner,
  );
  return (directory, entries) => {
    const level = findLevel(directory, levels, (name) => entries.some((entry) => entry.name === name));
    return (entry) => isIgnored(level, entry);
  };
}

function isIgnored(level: Level, entry: Dirent): boolean {
  if (level.foreign) return true;
  const path = level.path === "" ? entry.name : `${level.path}/${entry.name}`;
  const ignored = level.ignored || matchIgnoreFiles(level.files, path, entry.isDirectory()) === "ignored";
  return ignored && !level.repository.tracked().has(path);
}

/** The level of a directory below the root; its parent's level is known or found in the same way. */
function findLevel(directory: string, levels: Map<string, Level>, hasEntry: HasEntry): Level {
  const known = levels.get(directory);
  if (known !== undefined) return known;
  const above = dirname(directory);
  const parent = findLevel(above, levels, (name) => isOnDisk(above, name));
  const own = hasEntry(".git") ? readGitDir(directory) : undefined;
  const startsHere = own !== undefined && parent.repository.gitDir === undefined;
  const level = startsHere
    ? startLevel(directory, startRepository(own))
    : { ...enterLevel(parent, directory, hasEntry), foreign: parent.foreign || own !== undefined };
  levels.set(directory, level);
  return level;
}

function descend(gitDir: GitDir, directory: string): Level {
  if (directory === gitDir.top) return startLevel(directory, startRepository(gitDir));
  return enterLevel(descend(gitDir, dirname(directory)), directory, (name) => isOnDisk(directory, name));
}

function enterLevel(parent: Level, directory: string, hasEntry: HasEntry): Level {
  const name = basename(directory);
  const path = parent.path === "" ? name : `${parent.path}/${name}`;
  const ignored = parent.ignored || matchIgnoreFiles(parent.files, path, true) === "ignored";
  const own =
    ignored || !hasEntry(".gitignore")
      ? undefined
      : readOwnRules(directory, path, parent.repository.settings.ignoreCase);
  return { ...parent, path, ignored, files: own === undefined ? parent.files : [...parent.files, own] };
}

function startLevel(top: string, repository: Repository): Level {
  const { gitDir, settings } = repository;
  // From weak to strong, as git's setup_standard_excludes: the user's file, info/exclude, then the tree's own.
  const shared = [
    settings.excludesFile,
    gitDir === undefined ? undefined : join(gitDir.commonDir, "info", "exclude"),
  ];
  const texts = shared.map((path) =>
    path === undefined || gitDir === undefined ? undefined : readText(path),
  );
  const common = texts.flatMap((text) =>
    text === undefined ? [] : [parseIgnoreFile(text, "", settings.ignoreCase)],
  );
  const own = readOwnRules(top, "", settings.ignoreCase);
  return {
    repository,
    path: "",
    ignored: false,
    foreign: false,
    files: own === undefined ? common : [...common, own],
  };
}

/** git does not follow a `.gitignore` that is a symbolic link (since 2.32). */
function readOwnRules(directory: string, path: string, ignoreCase: boolean): IgnoreFile | undefined {
  const file = join(directory, ".gitignore");
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const text = readText(file);
  return text === undefined ? undefined : parseIgnoreFile(text, path, ignoreCase);
}

function startRepository(gitDir: GitDir | undefined): Repository {
  const settings = readGitSettings(gitDir);
  let tracked: ReadonlySet<string> | undefined;
  return {
    gitDir,
    settings,
    tracked: () =>
      (tracked ??=
        gitDir === undefined ? new Set() : withFolders(readTrackedPaths(gitDir.gitDir, settings.hashLength))),
  };
}

function withFolders(paths: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const path of paths) {
    all.add(path);
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const folder = path.slice(0, end);
      if (all.has(folder)) break;
      all.add(folder);
    }
  }
  return all;
}

function isOnDisk(directory: string, name: string): boolean {
  return lstatSync(join(directory, name), { throwIfNoEntry: false }) !== undefined;
}
