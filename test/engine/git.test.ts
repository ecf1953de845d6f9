import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { changedSince, getGitState } from "../../codemods/engine/git.ts";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-git-")));
  vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
  vi.stubEnv("GIT_CONFIG_NOSYSTEM", "1");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function git(...args: readonly string[]): string {
  const who = ["-c", "user.name=t", "-c", "user.email=t@localhost"];
  return execFileSync("git", [...who, ...args], { cwd: root, encoding: "utf8", stdio: "pipe" });
}

function commitAll(): void {
  git("add", "-A");
  git("commit", "-qm", "work");
}

describe("getGitState", () => {
  it("knows a directory that is in no repository, with and without git", async () => {
    write("a.ts", "");
    expect(await getGitState(root, ["a.ts"])).toEqual({ kind: "not-a-repo" });
    vi.stubEnv("PATH", "");
    expect(await getGitState(root, ["a.ts"])).toEqual({ kind: "not-a-repo" });
    makeGitDir();
    expect(await getGitState(root, ["a.ts"])).toEqual({ kind: "git-missing" });
  });

  it("is clean when only other files are dirty", async () => {
    git("init", "-q");
    write("a.ts", "1");
    write("b.ts", "1");
    commitAll();
    write("b.ts", "2");
    write("c.ts", "new");
    expect(await getGitState(root, ["a.ts"])).toEqual({ kind: "clean" });
    expect(await getGitState(root, [])).toEqual({ kind: "clean" });
  });

  it("names changed, staged, renamed and untracked candidates", async () => {
    git("init", "-q");
    for (const name of ["clean.ts", "changed.ts", "staged.ts", "old.ts"])
      write(name, `export const ${name.length} = 1;`);
    commitAll();
    write("changed.ts", "2");
    write("staged.ts", "2");
    git("add", "staged.ts");
    git("mv", "old.ts", "renamed.ts");
    write("new/deep/untracked.ts", "");
    write("späte datei\n.ts", "");
    const dirty = ["changed.ts", "new/deep/untracked.ts", "renamed.ts", "späte datei\n.ts", "staged.ts"];
    expect(await getGitState(root, ["clean.ts", ...dirty])).toEqual({ kind: "dirty", paths: dirty });
  });

  it("counts from a root below the top, also through a link", async () => {
    git("init", "-q");
    write("packages/web/a.ts", "1");
    write("a.ts", "1");
    commitAll();
    write("packages/web/a.ts", "2");
    const dirty = { kind: "dirty", paths: ["a.ts"] };
    expect(await getGitState(join(root, "packages/web"), ["a.ts"])).toEqual(dirty);
    symlinkSync(join(root, "packages/web"), join(root, "alias"));
    expect(await getGitState(join(root, "alias"), ["a.ts"])).toEqual(dirty);
    expect(await getGitState(root, ["a.ts"])).toEqual({ kind: "clean" });
  });

  it("works before the first commit, and ignores what git ignores", async () => {
    git("init", "-q");
    write(".gitignore", "local.ts");
    write("a.ts", "");
    write("local.ts", "");
    expect(await getGitState(root, ["a.ts", "local.ts"])).toEqual({ kind: "dirty", paths: ["a.ts"] });
  });

  it("asks the root's repository also inside a hook of another one", async () => {
    git("init", "-q");
    write("a.ts", "");
    commitAll();
    git("init", "-q", "other");
    vi.stubEnv("GIT_DIR", join(root, "other/.git"));
    vi.stubEnv("GIT_INDEX_FILE", join(root, "other/.git/index"));
    expect(await getGitState(root, ["a.ts"])).toEqual({ kind: "clean" });
  });

  it("runs no program that the repository names", async () => {
    git("init", "-q");
    write("a.ts", "1");
    commitAll();
    write("a.ts", "2");
    const trace = join(root, "executed");
    write("watch.sh", `#!/bin/sh\ntouch '${trace}'\n`);
    execFileSync("chmod", ["+x", join(root, "watch.sh")]);
    git("config", "core.fsmonitor", join(root, "watch.sh"));
    git("config", "diff.external", join(root, "watch.sh"));
    expect(await getGitState(root, ["a.ts"])).toEqual({ kind: "dirty", paths: ["a.ts"] });
    expect((await changedSince(root, "HEAD")).kind).toBe("changed");
    expect(existsSync(trace)).toBe(false);
  });

  it("passes on what git says when it refuses", async () => {
    git("init", "-q");
    write(".git/config", "[core\n");
    const state = await getGitState(root, ["a.ts"]);
    expect(state).toMatchObject({
      kind: "git-failed",
      message: expect.stringContaining("bad config") as string,
    });
  });
});

describe("changedSince", () => {
  it("lists what this side changed since the branches parted, also what is not committed", async () => {
    git("init", "-q", "-b", "main");
    for (const name of ["same.ts", "edited.ts", "removed.ts", "theirs.ts", "packages/web/deep.ts"])
      write(name, "1");
    write(".gitignore", "ignored.ts");
    commitAll();
    git("checkout", "-qb", "feature");
    write("edited.ts", "2");
    rmSync(join(root, "removed.ts"));
    commitAll();
    git("checkout", "-q", "main");
    write("theirs.ts", "2");
    commitAll();
    git("checkout", "-q", "feature");
    write("packages/web/deep.ts", "2");
    write("packages/web/new é.ts", "");
    write("ignored.ts", "");
    expect(await changedSince(root, "main")).toEqual({
      kind: "changed",
      paths: new Set(["edited.ts", "packages/web/deep.ts", "packages/web/new é.ts"]),
    });
    expect(await changedSince(join(root, "packages/web"), "main")).toEqual({
      kind: "changed",
      paths: new Set(["deep.ts", "new é.ts"]),
    });
  });

  it("compares histories that share nothing as they are", async () => {
    git("init", "-q", "-b", "main");
    write("a.ts", "1");
    write("b.ts", "1");
    commitAll();
    git("checkout", "-q", "--orphan", "other");
    write("b.ts", "2");
    commitAll();
    expect(await changedSince(root, "main")).toEqual({ kind: "changed", paths: new Set(["b.ts"]) });
  });

  it.each(["nope", "--output=pwned", "-h", "", "main..HEAD", "HEAD:a.ts"])(
    "does not know the ref %j",
    async (ref) => {
      git("init", "-q", "-b", "main");
      write("a.ts", "1");
      commitAll();
      expect(await changedSince(root, ref)).toEqual({ kind: "unknown-ref", ref });
      expect(existsSync(join(root, "pwned"))).toBe(false);
    },
  );

  it("needs a repository", async () => {
    expect(await changedSince(root, "HEAD")).toEqual({ kind: "not-a-repo" });
  });
});

/** A repository as git leaves it, made by hand because git cannot be found at this point of the test. */
function makeGitDir(): void {
  write(".git/HEAD", "ref: refs/heads/main\n");
}
