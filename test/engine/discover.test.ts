import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DiscoverOptions } from "../../codemods/engine/discover.ts";
import { discover } from "../../codemods/engine/discover.ts";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-discover-")));
  // The settings of whoever runs the tests must not count, neither for git nor for us.
  vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
  vi.stubEnv("GIT_CONFIG_NOSYSTEM", "1");
  vi.stubEnv("XDG_CONFIG_HOME", join(root, "no-config"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function git(directory: string, ...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: directory, encoding: "utf8" });
}

async function find(options?: DiscoverOptions, directory = root): Promise<readonly string[]> {
  const result = await discover(directory, options);
  if (result.kind !== "found") throw new Error(`discover: ${result.kind} ${result.path}`);
  return result.paths;
}

describe("what is a source file", () => {
  it("takes TypeScript and JavaScript, without declarations", async () => {
    write({
      "a.ts": "",
      "b.tsx": "",
      "c.mts": "",
      "d.cts": "",
      "e.js": "",
      "f.jsx": "",
      "g.mjs": "",
      "h.cjs": "",
    });
    write({ "a.d.ts": "", "b.d.mts": "", "c.d.cts": "", "README.md": "", "data.json": "", ts: "" });
    expect(await find()).toEqual(["a.ts", "b.tsx", "c.mts", "d.cts", "e.js", "f.jsx", "g.mjs", "h.cjs"]);
  });

  it("leaves out tests, stories, vendored and built code unless the user gives another list", async () => {
    write({ "src/pay.ts": "", "src/pay.test.ts": "", "src/__tests__/pay.ts": "", "src/Pay.stories.tsx": "" });
    write({ "vendor/lib.js": "", "dist/index.js": "", "public/app.min.js": "" });
    expect(await find()).toEqual(["src/pay.ts"]);
    expect(await find({ exclude: ["vendor", "**/*.min.js"] })).toEqual([
      "dist/index.js",
      "src/Pay.stories.tsx",
      "src/__tests__/pay.ts",
      "src/pay.test.ts",
      "src/pay.ts",
    ]);
  });

  it("never enters node_modules or .git, but other directories that start with a dot", async () => {
    write({ "node_modules/pg/index.js": "", ".git/hooks/x.js": "", ".server/boot.ts": "" });
    expect(await find({ exclude: [] })).toEqual([".server/boot.ts"]);
  });

  it("stays within include", async () => {
    write({ "apps/web/a.ts": "", "apps/api/b.ts": "", "scripts/c.ts": "", ".gitignore": "/apps/web\n" });
    expect(await find({ include: ["apps/**"] })).toEqual(["apps/api/b.ts"]);
    expect(await find({ include: ["apps/web/**"] })).toEqual([]);
    expect(await find({ include: ["scripts"] })).toEqual(["scripts/c.ts"]);
  });

  it("does not follow symbolic links", async () => {
    const outside = mkdtempSync(join(tmpdir(), "spanwright-outside-"));
    writeFileSync(join(outside, "secret.ts"), "");
    write({ "src/a.ts": "" });
    symlinkSync(outside, join(root, "linked"));
    symlinkSync(join(root, "src/a.ts"), join(root, "b.ts"));
    expect(await find()).toEqual(["src/a.ts"]);
    rmSync(outside, { recursive: true });
  });
});

describe("paths", () => {
  it("narrows to files and directories, sorted and without duplicates", async () => {
    write({ "src/b.ts": "", "src/a.ts": "", "lib/c.ts": "", "src-other/d.ts": "" });
    expect(await find({ paths: ["src", "src/a.ts", "./lib/", join(root, "lib/c.ts")] })).toEqual([
      "lib/c.ts",
      "src/a.ts",
      "src/b.ts",
    ]);
    expect(await find({ paths: ["."] })).toHaveLength(4);
  });

  it("names those that bring no file", async () => {
    write({
      "src/a.ts": "",
      "src/a.test.ts": "",
      "ignored.ts": "",
      ".gitignore": "ignored.ts",
      "README.md": "",
    });
    expect(await discover(root, { paths: ["src", "src/a.test.ts", "ignored.ts", "README.md"] })).toEqual({
      kind: "found",
      paths: ["src/a.ts"],
      empty: ["src/a.test.ts", "ignored.ts", "README.md"],
    });
  });

  it("refuses what lies outside of the root, also by a link", async () => {
    symlinkSync(tmpdir(), join(root, "link"));
    for (const path of ["..", "../nowhere.ts", tmpdir(), "link", "link/"]) {
      expect(await discover(root, { paths: [path] })).toEqual({ kind: "outside-root", path });
    }
  });

  it("refuses what is not there", async () => {
    write({ "src/a.ts": "" });
    symlinkSync("nothing", join(root, "broken"));
    for (const path of ["srcs", "src/a.ts/b", "src/*.ts", "broken", join(root, "gone.ts")]) {
      expect(await discover(root, { paths: [path] })).toEqual({ kind: "no-such-path", path });
    }
  });

  it("does not take a name that starts with two dots for a way out", async () => {
    write({ "..config/a.ts": "" });
    expect(await find({ paths: ["..config"] })).toEqual(["..config/a.ts"]);
  });
});

describe(".gitignore", () => {
  it("is honoured outside of a repository, where git is not installed", async () => {
    vi.stubEnv("PATH", "");
    write({
      ".gitignore": "*.gen.ts\n/out/\n",
      "a.ts": "",
      "api.gen.ts": "",
      "out/a.js": "",
      "packages/out/b.js": "",
    });
    write({ "packages/.gitignore": "!api.gen.ts\n", "packages/api.gen.ts": "" });
    expect(await find()).toEqual(["a.ts", "packages/api.gen.ts", "packages/out/b.js"]);
  });

  it("of the directories above a root counts up to the top of the repository", async () => {
    git(root, "init", "-q");
    write({ ".gitignore": "*.gen.ts\n/apps/web/tmp\n", "apps/.gitignore": "!keep.gen.ts\n" });
    write({
      "apps/web/a.ts": "",
      "apps/web/b.gen.ts": "",
      "apps/web/keep.gen.ts": "",
      "apps/web/tmp/c.ts": "",
    });
    expect(await find({}, join(root, "apps/web"))).toEqual(["a.ts", "keep.gen.ts"]);
  });

  it("of a repository around it does not count for a root that it ignores", async () => {
    git(root, "init", "-q");
    write({
      ".gitignore": "/demo-output/\n*.ts\n",
      "demo-output/web/a.ts": "",
      "demo-output/.gitignore": "b.ts",
    });
    write({ "demo-output/b.ts": "" });
    expect(await find({}, join(root, "demo-output"))).toEqual(["web/a.ts"]);
  });

  it("does not hide tracked files", async () => {
    git(root, "init", "-q");
    write({ ".gitignore": "generated/\n", "src/generated/kept.ts": "", "src/generated/deep/kept.ts": "" });
    git(root, "add", "-f", ".");
    write({ "src/generated/new.ts": "", "src/generated/deep/new.ts": "" });
    expect(await find()).toEqual(["src/generated/deep/kept.ts", "src/generated/kept.ts"]);
  });

  it.each([2, 3, 4])("reads the index in version %j", async (version) => {
    git(root, "init", "-q");
    write({ ".gitignore": "*.ts\n", "a/long/way/to/one.ts": "", "a/long/way/to/two.ts": "", "b.ts": "" });
    git(root, "add", "-f", ".");
    git(root, "update-index", "--index-version", String(version));
    // An entry that is only intended to be added carries the extended flags of version 3 and 4.
    write({ "a/new.ts": "" });
    if (version > 2) git(root, "add", "-f", "-N", "a/new.ts");
    const intended = version > 2 ? ["a/new.ts"] : [];
    expect(await find()).toEqual(["a/long/way/to/one.ts", "a/long/way/to/two.ts", ...intended, "b.ts"]);
  });

  it("works in a linked work tree and with SHA-256", async () => {
    git(root, "init", "-q", "--object-format=sha256", "main");
    write({ "main/.gitignore": "*.gen.ts\n", "main/a.gen.ts": "" });
    git(join(root, "main"), "add", "-f", ".");
    git(join(root, "main"), "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qm", "one");
    git(join(root, "main"), "worktree", "add", "-q", "../linked");
    write({
      "main/.git/info/exclude": "private.ts\n",
      "linked/private.ts": "",
      "linked/b.gen.ts": "",
      "linked/c.ts": "",
    });
    expect(await find({}, join(root, "linked"))).toEqual(["a.gen.ts", "c.ts"]);
  });

  it("reads .git/info/exclude and the user's own file, weaker than the tree's", async () => {
    git(root, "init", "-q", "app");
    write({ "app/.git/info/exclude": "scratch.ts\n!mine.ts\n", userIgnore: "mine.ts\nglobal.ts\nkept.ts\n" });
    write({
      "app/.gitignore": "!kept.ts\n",
      "app/scratch.ts": "",
      "app/mine.ts": "",
      "app/global.ts": "",
      "app/kept.ts": "",
    });
    git(join(root, "app"), "config", "core.excludesFile", join(root, "userIgnore"));
    expect(await find({}, join(root, "app"))).toEqual(["kept.ts", "mine.ts"]);
  });

  it("reads the user's default ignore file", async () => {
    git(root, "init", "-q", "app");
    write({ "no-config/git/ignore": "mine.ts\n", "app/mine.ts": "", "app/a.ts": "" });
    expect(await find({}, join(root, "app"))).toEqual(["a.ts"]);
  });

  it("leaves another repository inside alone, and looks into each one from a root that is none", async () => {
    git(root, "init", "-q", "one");
    git(root, "init", "-q", "one/nested");
    write({ "one/a.ts": "", "one/nested/b.ts": "", "one/plain/.git/readme": "", "one/plain/c.ts": "" });
    expect(await find({}, join(root, "one"))).toEqual(["a.ts", "plain/c.ts"]);
    write({ ".gitignore": "a.ts\n", "a.ts": "", "two/b.ts": "" });
    expect(await find()).toEqual(["one/a.ts", "one/plain/c.ts", "two/b.ts"]);
  });
});

describe("against git ls-files", () => {
  const folder = fc.constantFrom("", "app/", "lib/", "app/lib/", "app/lib/gen/", "lib/app/");
  const name = fc.constantFrom("a.ts", "b.ts", "a.gen.ts", "b.gen.ts", "lib.ts", "é.ts");
  const pattern = fc.constantFrom(
    "*.gen.ts",
    "a.*",
    "lib",
    "lib/",
    "/lib",
    "app/lib",
    "gen/",
    "**/gen",
    "app/**",
    "*",
    "/*/",
    "?.ts",
    "[ab].ts",
    "lib*",
    "app/*/a.ts",
    "b.gen.ts",
    "/app/lib/gen/a.ts",
  );
  const lines = fc.array(fc.tuple(fc.constantFrom("", "", "!"), pattern), { minLength: 1, maxLength: 4 });
  const tree = fc.record({
    files: fc.uniqueArray(
      fc.tuple(folder, name).map((parts) => parts.join("")),
      { minLength: 8, maxLength: 24 },
    ),
    tracked: fc.array(fc.nat({ max: 23 }), { maxLength: 4 }),
    ignores: fc.dictionary(folder, lines, { minKeys: 1, maxKeys: 3 }),
    exclude: fc.option(lines),
    root: fc.constantFrom("", "", "app", "app/lib"),
  });

  it("finds the same files in any tree", async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (shape) => {
        rmSync(root, { recursive: true, force: true });
        mkdirSync(root);
        git(root, "init", "-q", "--template=");
        write(Object.fromEntries(shape.files.map((path) => [path, ""])));
        const tracked = shape.files.filter((_, index) => shape.tracked.includes(index));
        if (tracked.length > 0) git(root, "add", "-f", "--", ...tracked);
        const text = (rules: readonly (readonly string[])[]): string =>
          rules.map((rule) => rule.join("")).join("\n");
        for (const [place, rules] of Object.entries(shape.ignores))
          write({ [`${place}.gitignore`]: text(rules) });
        if (shape.exclude !== null) write({ ".git/info/exclude": text(shape.exclude) });
        const start = join(root, shape.root);
        mkdirSync(start, { recursive: true });
        // A root that is ignored itself is the one place where we differ on purpose; it has its own test.
        fc.pre(shape.root === "" || !isIgnoredByGit(shape.root));
        expect(await find({ exclude: [] }, start)).toEqual(listByGit(start));
      }),
      { numRuns: 60 },
    );
  });
});

function isIgnoredByGit(path: string): boolean {
  try {
    git(root, "check-ignore", "-q", "--no-index", path);
    return true;
  } catch {
    return false;
  }
}

function listByGit(directory: string): readonly string[] {
  const output = git(directory, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
  const paths = output.split("\0").filter((path) => path.endsWith(".ts"));
  return paths.filter((path) => lstatSync(join(directory, path), { throwIfNoEntry: false })?.isFile()).sort();
}
