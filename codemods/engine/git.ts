import { execFile } from "node:child_process";
import { findGitDir } from "./git-dir.ts";

export type GitState =
  | { readonly kind: "not-a-repo" }
  | { readonly kind: "clean" }
  /** Relative POSIX paths, sorted: changed, staged or untracked. An ignored file does not count. */
  | { readonly kind: "dirty"; readonly paths: readonly string[] }
  | GitFailure;

export type ChangedSince =
  | { readonly kind: "changed"; readonly paths: ReadonlySet<string> }
  | { readonly kind: "unknown-ref"; readonly ref: string }
  | { readonly kind: "not-a-repo" }
  | GitFailure;

export type GitFailure =
  /** There is a repository, but no git to ask. */
  | { readonly kind: "git-missing" }
  /** git refused, for example a directory of another owner; `message` is its own first line. */
  | { readonly kind: "git-failed"; readonly message: string };

/**
 * Asks whether files have changes that git could not bring back.
 *
 * @param root absolute path
 * @param paths candidates, relative POSIX paths; what else is dirty in the tree does not matter
 */
export async function getGitState(root: string, paths: readonly string[]): Promise<GitState> {
  const place = await getPrefix(root);
  if (typeof place !== "string") return place;
  const status = await run(root, [
    "status",
    "--porcelain",
    "-z",
    "--untracked-files=all",
    "--no-renames",
    "--",
    ".",
  ]);
  if (status.kind !== "ran") return status;
  if (status.code !== 0) return refused(status);
  const candidates = new Set(paths);
  // An entry is two letters, a space and the path from the top of the repository, whatever the directory.
  const entries = splitNul(status.output).map((entry) => entry.slice(3 + place.length));
  const dirty = entries.filter((path) => candidates.has(path));
  return dirty.length === 0 ? { kind: "clean" } : { kind: "dirty", paths: dirty.sort() };
}

/**
 * Lists the files that differ from where the current branch left a ref: committed, staged, unstaged and untracked ones.
 * Changes made on the other side since then do not count. Removed files are not listed.
 *
 * @param root absolute path
 * @param ref any name of a commit; it reaches git as data, never as an option
 * @returns relative POSIX paths below the root
 */
export async function changedSince(root: string, ref: string): Promise<ChangedSince> {
  const place = await getPrefix(root);
  if (typeof place !== "string") return place;
  const commit = await run(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  if (commit.kind !== "ran") return commit;
  if (commit.code !== 0) return { kind: "unknown-ref", ref };
  const base = await run(root, ["merge-base", commit.output.trim(), "HEAD"]);
  if (base.kind !== "ran") return base;
  // Histories without a common commit (a shallow clone, an orphan branch) are compared as they are.
  const from = base.code === 0 ? base.output.trim() : commit.output.trim();
  const diff = [
    "diff",
    "--name-only",
    "-z",
    "--no-renames",
    "--diff-filter=d",
    "--no-ext-diff",
    "--relative",
    from,
    "--",
  ];
  const others = ["ls-files", "-z", "--others", "--exclude-standard"];
  const paths = new Set<string>();
  for (const command of [diff, others]) {
    const answer = await run(root, command);
    if (answer.kind !== "ran") return answer;
    if (answer.code !== 0) return refused(answer);
    for (const path of splitNul(answer.output)) paths.add(path);
  }
  return { kind: "changed", paths };
}

/** Where the root lies in its repository: "" or "packages/web/". */
async function getPrefix(root: string): Promise<string | { readonly kind: "not-a-repo" } | GitFailure> {
  const answer = await run(root, ["rev-parse", "--show-prefix"]);
  const isInRepository = findGitDir(root) !== undefined;
  if (answer.kind !== "ran") return isInRepository ? answer : { kind: "not-a-repo" };
  if (answer.code === 0) return answer.output.replace(/\r?\n$/, "");
  return isInRepository ? refused(answer) : { kind: "not-a-repo" };
}

interface GitAnswer {
  readonly kind: "ran";
  readonly code: number;
  readonly output: string;
  readonly message: string;
}

function refused({ code, message }: GitAnswer): GitFailure {
  return { kind: "git-failed", message: message.split("\n", 1)[0] || `git ended with code ${code}` };
}

/** A repository's own config can name a program to watch files; nothing of the target is executed. */
const settings = [
  "--no-optional-locks",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "core.quotePath=false",
];

function run(root: string, args: readonly string[]): Promise<GitAnswer | GitFailure> {
  const options = {
    cwd: root,
    env: cleanEnvironment(),
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
  } as const;
  return new Promise((resolve, reject) => {
    execFile("git", [...settings, ...args], options, (error, output, message) => {
      if (error === null) resolve({ kind: "ran", code: 0, output, message });
      else if (error.code === "ENOENT") resolve({ kind: "git-missing" });
      else if (typeof error.code === "number") resolve({ kind: "ran", code: error.code, output, message });
      else reject(error);
    });
  });
}

/** Inside a git hook these point at the repository of the hook, which need not be the root's. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const local =
    /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|NAMESPACE|EXTERNAL_DIFF)$/;
  const kept = Object.entries(process.env).filter(([name]) => !local.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}

function splitNul(output: string): readonly string[] {
  return output.split("\0").filter((entry) => entry !== "");
}
