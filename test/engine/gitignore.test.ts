import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { matchIgnoreFiles, parseIgnoreFile } from "../../codemods/engine/gitignore.ts";

/** Whether a rules text ignores a path; `dir/` asks about a directory. Directories above are asked first, as git does. */
function ignores(text: string, path: string, ignoreCase = false): boolean {
  const files = [parseIgnoreFile(text, "", ignoreCase)];
  const isDirectory = path.endsWith("/");
  const segments = path.replace(/\/$/, "").split("/");
  return segments.some((_, index) => {
    const last = index === segments.length - 1;
    return (
      matchIgnoreFiles(files, segments.slice(0, index + 1).join("/"), !last || isDirectory) === "ignored"
    );
  });
}

describe("the lines of a .gitignore", () => {
  const cases: readonly [text: string, path: string, ignored: boolean][] = [
    ["dist/", "packages/web/dist/index.js", true],
    ["dist/", "packages/web/dist", false],
    ["/dist", "packages/dist/index.js", false],
    ["*.log\n!keep.log", "logs/keep.log", false],
    ["logs/\n!logs/keep.log", "logs/keep.log", true],
    ["src/**/generated", "src/generated/api.ts", true],
    ["src/**/generated", "src/db/v1/generated/api.ts", true],
    ["**/tmp", "a/b/tmp/c.ts", true],
    ["apps/*/out", "apps/web/out/main.js", true],
    ["apps/*/out", "apps/web/v1/out/main.js", false],
    ["# comment\n\\#real", "#real", true],
    ["\\!important.ts", "!important.ts", true],
    ["trailing.ts   ", "trailing.ts", true],
    ["protected\\ ", "protected ", true],
    ["\uFEFFwith-bom.ts\r\nwith-crlf.ts\r\n", "with-bom.ts", true],
    ["\uFEFFwith-bom.ts\r\nwith-crlf.ts\r\n", "with-crlf.ts", true],
    ["route[0-9].ts", "route7.ts", true],
    ["route[!0-9].ts", "route7.ts", false],
    ["[[:upper:]]*.ts", "Api.ts", true],
    ["[[:upper:]]*.ts", "api.ts", false],
    ["never[.ts", "never[.ts", false],
    ["caf?.ts", "café.ts", false],
    ["caf??.ts", "café.ts", true],
    ["README.ts", "readme.ts", false],
  ];
  it.each(cases)("%j, %j -> %j", (text, path, ignored) => {
    expect(ignores(text, path)).toBe(ignored);
  });

  it("compares without case when the repository says so", () => {
    expect(ignores("README.ts", "readme.TS", true)).toBe(true);
    expect(ignores("[A-C]*.ts", "beta.ts", true)).toBe(true);
  });
});

describe("against git", () => {
  let repository = "";
  beforeAll(() => {
    repository = mkdtempSync(join(tmpdir(), "spanwright-gitignore-"));
    execFileSync("git", ["init", "-q", repository]);
  });
  afterAll(() => rmSync(repository, { recursive: true, force: true }));

  const alphabet = ["a", "b", "ab", "B", "é", "x.ts", "[", "a-b", " "];
  const piece = fc.oneof(
    fc.constantFrom(...alphabet),
    fc.constantFrom(
      "*",
      "**",
      "?",
      "***",
      "/",
      "/**/",
      "\\",
      "[a-c]",
      "[!a]",
      "[^b]",
      "[]a]",
      "[a",
      "[[:alpha:]]",
      "[[:x:]]",
      "[[:b]",
      "[\\]a]",
      "[a-]",
      "[b-\\d]",
      "*.ts",
      "!",
    ),
  );
  const line = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(""));
  const rules = fc.array(
    fc.tuple(fc.constantFrom("", "", "!", "/", "#"), line, fc.constantFrom("", "", "/", " ", "\r", "\\ ")),
    { minLength: 1, maxLength: 5 },
  );
  const name = fc
    .array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 2 })
    .map((parts) => parts.join(""));
  // Files only: check-ignore compares the text of "dir/" with its slash. Directories are asked on the way to a file.
  const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join("/"));

  it.each([false, true])("gives git's answer for any rules and paths (core.ignorecase %j)", (ignoreCase) => {
    execFileSync("git", ["config", "core.ignorecase", String(ignoreCase)], { cwd: repository });
    fc.assert(
      fc.property(rules, fc.array(path, { minLength: 30, maxLength: 60 }), (lines, paths) => {
        const text = lines.map((parts) => parts.join("")).join("\n");
        writeFileSync(join(repository, ".gitignore"), text);
        const ours = paths.filter((one) => ignores(text, one, ignoreCase));
        expect(ours).toEqual(askGit(repository, paths));
      }),
      { numRuns: 100 },
    );
  });
});

function askGit(repository: string, paths: readonly string[]): readonly string[] {
  // check-ignore exits 1 when no path matches.
  const { stdout } = spawnSync("git", ["check-ignore", "--stdin", "-z", "-v", "-n", "--no-index"], {
    cwd: repository,
    input: paths.join("\0"),
    encoding: "utf8",
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
  });
  const fields = stdout.split("\0");
  return paths.filter((_, index) => {
    const pattern = fields[index * 4 + 2] ?? "";
    return pattern !== "" && !pattern.startsWith("!");
  });
}
