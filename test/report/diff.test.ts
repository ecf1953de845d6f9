import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderDiff } from "../../codemods/report/diff.ts";

describe("the text", () => {
  it("is a unified diff", () => {
    const before = "import a from 'a';\n\nexport function pay() {\n  return charge();\n}\n";
    const after = before.replace("return charge();", "return trace(() => charge());");
    expect(renderDiff("src/pay.ts", before, after)).toBe(
      [
        "--- a/src/pay.ts",
        "+++ b/src/pay.ts",
        "@@ -1,5 +1,5 @@",
        " import a from 'a';",
        " ",
        " export function pay() {",
        "-  return charge();",
        "+  return trace(() => charge());",
        " }",
        "",
      ].join("\n"),
    );
  });

  it("keeps the asked number of lines around, and one hunk for each far change", () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`).join("");
    const after = before.replace("line 2\n", "two\n").replace("line 19\n", "");
    expect(renderDiff("a.ts", before, after, { context: 1 })).toBe(
      "--- a/a.ts\n+++ b/a.ts\n@@ -1,3 +1,3 @@\n line 1\n-line 2\n+two\n line 3\n@@ -18,3 +18,2 @@\n line 18\n-line 19\n line 20\n",
    );
    expect(renderDiff("a.ts", "a\nb\n", "a\nB\n", { context: 0 })).toBe(
      "--- a/a.ts\n+++ b/a.ts\n@@ -2 +2 @@\n-b\n+B\n",
    );
  });

  it("says where the line end at the end is missing", () => {
    expect(renderDiff("a.ts", "a", "a\n")).toBe(
      "--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n",
    );
  });

  it("shows a new file and one that goes away", () => {
    expect(renderDiff("a.ts", null, "a\n")).toBe("--- /dev/null\n+++ b/a.ts\n@@ -0,0 +1 @@\n+a\n");
    expect(renderDiff("a.ts", "a\n", null)).toBe("--- a/a.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n");
  });

  it("is empty when nothing changes", () => {
    expect(renderDiff("a.ts", "same", "same")).toBe("");
    expect(renderDiff("a.ts", "same", "same", { color: true })).toBe("");
  });
});

describe("colour", () => {
  const before = "keep\r\nold\r\n";
  const after = "keep\r\nnew";

  it("changes nothing but the colours", () => {
    const colored = renderDiff("a.ts", before, after, { color: true });
    expect(stripVTControlCharacters(colored)).toBe(renderDiff("a.ts", before, after));
  });

  it("is red for what goes, green for what comes, cyan for the place", () => {
    const colored = renderDiff("a.ts", before, after, { color: true });
    expect(colored).toContain("\u001b[31m-old\u001b[39m\r\n");
    expect(colored).toContain("\u001b[32m+new\u001b[39m\n");
    expect(colored).toContain("\u001b[36m@@ -1,2 +1,2 @@\u001b[39m\n");
    expect(colored).toContain("\n keep\r\n");
  });

  it("does not let the text speak to the terminal", () => {
    const colored = renderDiff("a.ts", "", "safe();\u001b[2K\u001b[1Asecret();\u009b2J\u007f\n", {
      color: true,
    });
    expect(colored).toContain("\u001b[32m+safe();␛[2K␛[1Asecret();\uFFFD2J␡\u001b[39m");
  });
});

describe("git apply", () => {
  let tree = "";
  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), "spanwright-diff-"));
    // Outside of any repository, and without one's own attributes: bytes in, bytes out.
    writeFileSync(join(tree, "empty.config"), "");
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  function apply(path: string, before: string | null, after: string | null, context: number): string | null {
    const file = join(tree, path);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
    if (before !== null) writeFileSync(file, before);
    execFileSync("git", ["apply", "--whitespace=nowarn", ...(context === 0 ? ["--unidiff-zero"] : []), "-"], {
      cwd: tree,
      input: renderDiff(path, before, after, { context }),
      stdio: ["pipe", "pipe", "pipe"],
      env: {
        ...process.env,
        GIT_CEILING_DIRECTORIES: dirname(tree),
        GIT_CONFIG_GLOBAL: join(tree, "empty.config"),
        GIT_CONFIG_NOSYSTEM: "1",
      },
    });
    return existsSync(file) ? readFileSync(file, "utf8") : null;
  }

  const paths = [
    "src/a.ts",
    "src/with space.ts",
    "app/[id]/(group)/page.tsx",
    "naïve/日本.ts",
    'odd/quo"te.ts',
    "odd/tab\tname.ts",
    "odd/back\\slash.ts",
  ];
  it.each(paths)("takes the path %j", (path) => {
    expect(apply(path, "a\nb\n", "a\nc\n", 3)).toBe("a\nc\n");
    expect(apply(path, null, "new\n", 3)).toBe("new\n");
    expect(apply(path, "old\n", null, 3)).toBe(null);
  });

  it("gives the very text for any texts", () => {
    const line = fc.constantFrom(
      "a",
      "b",
      "c",
      "",
      "-- x",
      "++ y",
      "@@ -1 +1 @@",
      "\\ No newline at end of file",
      "é",
      "\uFEFFa",
      "\t",
      "a\u2028b",
      "a\rb",
    );
    const text = fc
      .array(fc.tuple(line, fc.constantFrom("\n", "\n", "\r\n")), { minLength: 1, maxLength: 14 })
      .chain((lines) => fc.constantFrom(lines.flat().join(""), lines.flat().slice(0, -1).join("")))
      .filter((one) => one !== "");
    fc.assert(
      fc.property(text, text, fc.constantFrom(0, 1, 3), (before, after, context) => {
        fc.pre(before !== after);
        expect(apply("any.ts", before, after, context)).toBe(after);
      }),
      { numRuns: 150 },
    );
  });
});
