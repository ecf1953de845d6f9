import { existsSync, lstatSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";

/** A repository on disk, read without running git. */
export interface GitDir {
  /** Absolute path of the work tree's top. */
  readonly top: string;
  /** Absolute path of the directory with `index`. */
  readonly gitDir: string;
  /** Absolute path of the directory with `info/exclude`; other than `gitDir` only in a linked work tree. */
  readonly commonDir: string;
}

/** The few settings that decide which files git ignores. */
export interface GitSettings {
  readonly ignoreCase: boolean;
  /** Absolute path of the user's own ignore file; it need not exist. */
  readonly excludesFile: string | undefined;
  /** Bytes of an object name in the index: 20 for SHA-1, 32 for SHA-256. */
  readonly hashLength: number;
}

/**
 * Finds the repository whose work tree holds `directory`, going up.
 *
 * @param directory absolute path
 */
export function findGitDir(directory: string): GitDir | undefined {
  const own = readGitDir(directory);
  if (own !== undefined) return own;
  const parent = dirname(directory);
  return parent === directory ? undefined : findGitDir(parent);
}

/**
 * The repository whose work tree starts exactly here, if one does.
 *
 * @param top absolute path
 */
export function readGitDir(top: string): GitDir | undefined {
  const dotGit = join(top, ".git");
  const stats = lstatSync(dotGit, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const gitDir = stats.isFile() ? readLink(dotGit, top) : dotGit;
  // git takes a directory for a repository only with a HEAD in it; an empty `.git` is just a directory.
  if (gitDir === undefined || !existsSync(join(gitDir, "HEAD"))) return undefined;
  const common = readText(join(gitDir, "commondir"))?.trim();
  return { top, gitDir, commonDir: common === undefined ? gitDir : resolve(gitDir, common) };
}

/**
 * Reads the settings from the system's, the user's and the repository's config files.
 * Conditional includes are not followed.
 *
 * @see https://git-scm.com/docs/git-config#FILES
 */
export function readGitSettings(repository: GitDir | undefined): GitSettings {
  const xdg = process.env["XDG_CONFIG_HOME"] || join(homedir(), ".config");
  const globalFiles = process.env["GIT_CONFIG_GLOBAL"];
  const files = [
    ...(process.env["GIT_CONFIG_NOSYSTEM"] ? [] : [process.env["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig"]),
    ...(globalFiles === undefined
      ? [join(xdg, "git", "config"), join(homedir(), ".gitconfig")]
      : [globalFiles]),
    ...(repository === undefined ? [] : [join(repository.commonDir, "config")]),
  ];
  const values = new Map(files.flatMap((file) => readConfig(readText(file) ?? "")));
  const excludes = values.get("core.excludesfile");
  return {
    ignoreCase: isTrue(values.get("core.ignorecase")),
    excludesFile: excludes === undefined ? join(xdg, "git", "ignore") : expandHome(excludes),
    hashLength: values.get("extensions.objectformat") === "sha256" ? 32 : 20,
  };
}

/** Reads a file that may be missing or closed to us: git treats both as no file. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** A linked work tree and a submodule have a `.git` file: `gitdir: <path>`. */
function readLink(dotGit: string, top: string): string | undefined {
  const target = /^gitdir: (.+?)\s*$/.exec(readText(dotGit) ?? "")?.[1];
  return target === undefined ? undefined : isAbsolute(target) ? target : resolve(top, target);
}

/** Sections, keys and values of a git config file; a subsection (`[a "b"]`) is passed over, none is needed here. */
function readConfig(text: string): readonly (readonly [string, string])[] {
  const entries: (readonly [string, string])[] = [];
  let section = "";
  for (const line of text.replace(/\\\r?\n/g, "").split(/\r?\n/)) {
    const header = /^\s*\[([^\]"]*)("(?:[^"\\]|\\.)*")?\s*\]/.exec(line);
    if (header !== null) section = header[2] === undefined ? (header[1] ?? "").trim().toLowerCase() : "";
    const body = header === null ? line : line.slice(header[0].length);
    const entry = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=\s*(.*))?$/.exec(body);
    if (entry === null || section === "") continue;
    entries.push([`${section}.${(entry[1] ?? "").toLowerCase()}`, readValue(entry[2])]);
  }
  return entries;
}

function readValue(text: string | undefined): string {
  if (text === undefined) return "true";
  const parts = text.matchAll(/"((?:[^"\\]|\\.)*)"|[#;].*$|((?:[^"#;\\]|\\.)+)/g);
  const value = Array.from(parts, (part) => (part[1] ?? part[2] ?? "").replace(/\\(.)/g, "$1")).join("");
  return value.trim();
}

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:true|yes|on|1)$/i.test(value);
}

function expandHome(path: string): string | undefined {
  if (path === "") return undefined;
  if (path.startsWith("~/")) return join(homedir(), path.slice(2));
  return isAbsolute(path) ? path : undefined;
}
