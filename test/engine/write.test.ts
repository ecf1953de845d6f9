import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeAtomic } from "../../codemods/engine/write.ts";

let base = "";
let root = "";
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-write-")));
  root = join(base, "project");
  mkdirSync(root);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function put(path: string, text: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return text;
}

/** Every file below the root with its text, so that a left-over temporary file shows too. */
function tree(directory = root, prefix = ""): Record<string, string> {
  const entries = readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory())
      return Object.entries({ [`${prefix}${entry.name}/`]: "", ...tree(path, `${prefix}${entry.name}/`) });
    return [[prefix + entry.name, entry.isSymbolicLink() ? "link" : readFileSync(path, "utf8")] as const];
  });
  return Object.fromEntries(entries);
}

describe("writing", () => {
  it("replaces, creates and takes away, all in one call", () => {
    put("src/a.ts", "a");
    put("src/old.ts", "old");
    const writes = [
      { path: "src/a.ts", expected: "a", text: "\uFEFFa\r\né\u{1F600}" },
      { path: "src/new/deep/helper.ts", expected: null, text: "helper" },
      { path: "src/old.ts", expected: "old", text: null },
    ];
    expect(writeAtomic(root, writes)).toEqual({ kind: "written" });
    expect(tree()).toEqual({
      "src/": "",
      "src/a.ts": "\uFEFFa\r\né\u{1F600}",
      "src/new/": "",
      "src/new/deep/": "",
      "src/new/deep/helper.ts": "helper",
    });
  });

  it.each([0o755, 0o600, 0o664, 0o4755])("keeps the mode %o", (mode) => {
    put("run.ts", "#!/usr/bin/env node");
    chmodSync(join(root, "run.ts"), mode);
    writeAtomic(root, [{ path: "run.ts", expected: "#!/usr/bin/env node", text: "changed" }]);
    expect(statSync(join(root, "run.ts")).mode & 0o7777).toBe(mode);
  });

  it("writes through a link that stays inside, and keeps the link", () => {
    put("real.ts", "one");
    symlinkSync("real.ts", join(root, "link.ts"));
    expect(writeAtomic(root, [{ path: "link.ts", expected: "one", text: "two" }])).toEqual({
      kind: "written",
    });
    expect(lstatSync(join(root, "link.ts")).isSymbolicLink()).toBe(true);
    expect(tree()).toEqual({ "real.ts": "two", "link.ts": "link" });
  });

  it("accepts a root that is itself reached by a link", () => {
    put("a.ts", "one");
    symlinkSync(root, join(base, "alias"));
    expect(writeAtomic(join(base, "alias"), [{ path: "a.ts", expected: "one", text: "two" }])).toEqual({
      kind: "written",
    });
    expect(tree()).toEqual({ "a.ts": "two" });
  });

  it("refuses two writes for one file", () => {
    put("a.ts", "one");
    const write = { path: "a.ts", expected: "one", text: "two" };
    expect(() => writeAtomic(root, [write, { ...write, path: "./a.ts" }])).toThrow("two writes for ./a.ts");
    expect(tree()).toEqual({ "a.ts": "one" });
  });
});

describe("nothing is written", () => {
  const first = { path: "a.ts", expected: "one", text: "two" };
  beforeEach(() => {
    put("a.ts", "one");
  });

  it("when a file is read-only, even for root", () => {
    put("locked.ts", "locked");
    chmodSync(join(root, "locked.ts"), 0o444);
    const result = writeAtomic(root, [first, { path: "locked.ts", expected: "locked", text: "open" }]);
    expect(result).toEqual({ kind: "read-only", path: "locked.ts" });
    expect(tree()).toEqual({ "a.ts": "one", "locked.ts": "locked" });
  });

  it("when a file is not what was read", () => {
    put("b.ts", "saved by an editor");
    const before = tree();
    const changed = (path: string) => ({ kind: "changed-on-disk", path });
    expect(writeAtomic(root, [first, { path: "b.ts", expected: "old", text: "new" }])).toEqual(
      changed("b.ts"),
    );
    expect(writeAtomic(root, [first, { path: "gone.ts", expected: "old", text: "new" }])).toEqual(
      changed("gone.ts"),
    );
    expect(writeAtomic(root, [first, { path: "b.ts", expected: null, text: "new" }])).toEqual(
      changed("b.ts"),
    );
    expect(writeAtomic(root, [first, { path: "b.ts", expected: "old", text: null }])).toEqual(
      changed("b.ts"),
    );
    expect(tree()).toEqual(before);
  });

  it("when only a byte differs that a lenient decoder hides", () => {
    writeFileSync(join(root, "b.ts"), Buffer.from([0x61, 0xff]));
    const result = writeAtomic(root, [first, { path: "b.ts", expected: "a\uFFFD", text: "new" }]);
    expect(result).toEqual({ kind: "changed-on-disk", path: "b.ts" });
    expect(readFileSync(join(root, "a.ts"), "utf8")).toBe("one");
  });

  it("when a path leads out of the root", () => {
    writeFileSync(join(base, "secret.ts"), "secret");
    symlinkSync(join(base, "secret.ts"), join(root, "link.ts"));
    symlinkSync(base, join(root, "up"));
    symlinkSync(join(base, "not-yet.ts"), join(root, "dangling.ts"));
    for (const path of ["../secret.ts", join(base, "secret.ts"), "link.ts", "up/secret.ts"]) {
      expect(writeAtomic(root, [first, { path, expected: "secret", text: "leak" }])).toEqual({
        kind: "outside-root",
        path,
      });
    }
    for (const path of ["../new.ts", "up/new.ts", "dangling.ts", "up/new/deep.ts"]) {
      expect(writeAtomic(root, [first, { path, expected: null, text: "leak" }])).toEqual({
        kind: "outside-root",
        path,
      });
    }
    expect(readdirSync(base)).toEqual(["project", "secret.ts"]);
    expect(readFileSync(join(base, "secret.ts"), "utf8")).toBe("secret");
    expect(readFileSync(join(root, "a.ts"), "utf8")).toBe("one");
  });
});

describe("a failure midway puts everything back", () => {
  it("when a folder cannot be made", () => {
    put("a.ts", "one");
    put("gone.ts", "gone");
    const writes = [
      { path: "made/x.ts", expected: null, text: "x" },
      { path: "a.ts", expected: "one", text: "two" },
      { path: "gone.ts", expected: "gone", text: null },
      { path: "a.ts/helper.ts", expected: null, text: "helper" },
    ];
    expect(writeAtomic(root, writes)).toEqual({
      kind: "write-failed",
      path: "a.ts/helper.ts",
      detail: "EEXIST",
      notRestored: [],
    });
    expect(tree()).toEqual({ "a.ts": "one", "gone.ts": "gone" });
  });

  it("when the last rename fails after files were replaced, removed and created", () => {
    put("a.ts", "one");
    chmodSync(join(root, "a.ts"), 0o751);
    put("gone.ts", "gone");
    // The folder `lib` comes into being for the last write, so the file of that name finds its place taken.
    const writes = [
      { path: "a.ts", expected: "one", text: "two" },
      { path: "gone.ts", expected: "gone", text: null },
      { path: "created.ts", expected: null, text: "created" },
      { path: "lib", expected: null, text: "a file" },
      { path: "lib/helper.ts", expected: null, text: "helper" },
    ];
    const result = writeAtomic(root, writes);
    expect(result).toEqual({ kind: "changed-on-disk", path: "lib" });
    expect(tree()).toEqual({ "a.ts": "one", "gone.ts": "gone" });
    expect(statSync(join(root, "a.ts")).mode & 0o777).toBe(0o751);
    expect(existsSync(join(root, "lib"))).toBe(false);
  });
});
