import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createTempProject, type TempProject } from "../support/temp-project.ts";

const harvest = "export async function harvest(tree: string) {\n  await pick(tree);\n}\n";
const provider = "export class Press {\n  async *run() {\n    yield 1;\n  }\n}\n";

const orchard = {
  "package.json": JSON.stringify({ type: "module", dependencies: { "@sentry/node": "^11.0.0" } }),
  "spanwright.config.json": JSON.stringify({
    functions: [{ function: "harvest" }],
    providers: [{ function: "Press.run" }],
    helpers: "lib/tracing/sentry",
  }),
  "src/harvest.ts": harvest,
  "src/press.ts": provider,
};

/** The bytes of every file, for what a text would hide. */
function bytesOf(project: TempProject): Record<string, string> {
  return Object.fromEntries(
    Object.keys(project.files()).map((path) => [
      path,
      readFileSync(join(project.root, path)).toString("hex"),
    ]),
  );
}

describe("undo", () => {
  const texts: Readonly<Record<string, string>> = {
    "plain line ends": harvest,
    CRLF: harvest.replaceAll("\n", "\r\n"),
    "a BOM": `\uFEFF${harvest}`,
    "mixed line ends": harvest.replace("\n", "\r\n"),
    "no line end at the end": harvest.trimEnd(),
    "letters outside of ASCII": `// Größe, 収穫, \u{1F34E}, \uFFFD\n${harvest}`,
  };
  test.each(Object.entries(texts))("gives every byte back of a file with %s", async (_, text) => {
    const project = createTempProject({ ...orchard, "src/harvest.ts": text });
    const before = bytesOf(project);
    expect((await project.run("apply")).code).toBe(0);
    expect(bytesOf(project)["src/harvest.ts"]).not.toBe(before["src/harvest.ts"]);
    const { code, stderr } = await project.run("undo");
    expect(code).toBe(0);
    expect(stderr).toBe("Put back 3 files of the last apply.");
    expect(bytesOf(project)).toEqual(before);
  });

  test("takes away the helper module and the folders that apply made", async () => {
    const project = createTempProject(orchard);
    await project.run("apply");
    expect(existsSync(join(project.root, "lib/tracing/sentry.ts"))).toBe(true);
    await project.run("undo");
    expect(existsSync(join(project.root, "lib"))).toBe(false);
  });

  test("leaves a folder that somebody has put something into", async () => {
    const project = createTempProject(orchard);
    await project.run("apply");
    writeFileSync(join(project.root, "lib/notes.txt"), "mine");
    expect((await project.run("undo")).code).toBe(0);
    expect(existsSync(join(project.root, "lib/tracing"))).toBe(false);
    expect(project.read("lib/notes.txt")).toBe("mine");
  });

  test("keeps the file's mode", async () => {
    const project = createTempProject(orchard);
    chmodSync(join(project.root, "src/harvest.ts"), 0o750);
    await project.run("apply");
    await project.run("undo");
    expect(statSync(join(project.root, "src/harvest.ts")).mode & 0o777).toBe(0o750);
  });

  test("refuses when a file has changed since, lists it, and changes no other; --yes is no way around", async () => {
    const project = createTempProject(orchard);
    await project.run("apply");
    writeFileSync(join(project.root, "src/harvest.ts"), `${project.read("src/harvest.ts")}// mine\n`);
    const edited = project.files();
    for (const argv of [["undo"], ["undo", "--yes"], ["undo", "--allow-dirty"]]) {
      const { code, stderr } = await project.run(...argv);
      expect(code).toBe(2);
      expect(stderr).toContain("  src/harvest.ts\n");
      expect(stderr).not.toContain("src/press.ts");
      expect(project.files()).toEqual(edited);
    }
  });

  test("refuses when a file that apply made is gone or a file that it changed is", async () => {
    const project = createTempProject(orchard);
    await project.run("apply");
    execFileSync("rm", [join(project.root, "src/press.ts")]);
    const { code, stderr } = await project.run("undo");
    expect(code).toBe(2);
    expect(stderr).toContain("  src/press.ts\n");
  });

  test("works again once the file is as apply wrote it", async () => {
    const project = createTempProject(orchard);
    await project.run("apply");
    const applied = project.read("src/harvest.ts");
    writeFileSync(join(project.root, "src/harvest.ts"), "changed");
    expect((await project.run("undo")).code).toBe(2);
    writeFileSync(join(project.root, "src/harvest.ts"), applied);
    expect((await project.run("undo")).code).toBe(0);
    expect(project.files()).toEqual(orchard);
  });

  test("passes over a file that already has its bytes of before, as after a crash between two files", async () => {
    const project = createTempProject(orchard);
    await project.run("apply");
    writeFileSync(join(project.root, "src/harvest.ts"), harvest);
    expect((await project.run("undo")).stderr).toBe("Put back 2 files of the last apply.");
    expect(project.files()).toEqual(orchard);
  });

  test("says that there is no journal", async () => {
    const project = createTempProject(orchard);
    const { code, stderr } = await project.run("undo");
    expect(code).toBe(2);
    expect(stderr).toContain("there is no journal here");
  });

  test("has nothing left the second time", async () => {
    const project = createTempProject(orchard);
    await project.run("apply");
    await project.run("undo");
    const { code, stderr } = await project.run("undo");
    expect(code).toBe(0);
    expect(stderr).toBe("There is nothing left to undo.");
    expect(project.files()).toEqual(orchard);
  });

  test("is about the last run that changed something: one that found nothing to do does not count", async () => {
    const project = createTempProject(orchard);
    await project.run("apply");
    await project.run("apply");
    expect((await project.run("undo")).code).toBe(0);
    expect(project.files()).toEqual(orchard);
  });

  test("brings back what unwrap took out", async () => {
    const project = createTempProject(orchard);
    await project.run("apply");
    const applied = project.files();
    chmodSync(join(project.root, "lib/tracing/sentry.ts"), 0o640);
    await project.run("unwrap");
    expect(project.files()).toEqual(orchard);
    expect((await project.run("undo")).stderr).toBe("Put back 3 files of the last unwrap.");
    expect(project.files()).toEqual(applied);
    expect(statSync(join(project.root, "lib/tracing/sentry.ts")).mode & 0o777).toBe(0o640);
  });

  test("shows the way back as a diff that git could apply", async () => {
    const project = createTempProject(orchard);
    await project.run("apply", "--only", "wrap-functions");
    const copy = createTempProject(project.files());
    const { stdout } = await project.run("undo", "--diff");
    execFileSync("git", ["apply", "-"], { cwd: copy.root, input: stdout });
    expect(copy.files()).toEqual(orchard);
  });

  test("reports as JSON", async () => {
    const project = createTempProject(orchard);
    await project.run("apply", "--only", "wrap-functions");
    expect(JSON.parse((await project.run("undo", "--json")).stdout)).toEqual({
      schemaVersion: 1,
      tool: "spanwright 0.1.0",
      command: "undo",
      files: [{ path: "src/harvest.ts", outcome: "changed", sites: [] }],
      notes: [],
      totals: {
        sites: 0,
        changed: 0,
        already: 0,
        skipped: 0,
        rolledBack: 0,
        filesChanged: 1,
        filesFailed: 0,
      },
    });
  });

  test("takes no paths", async () => {
    const project = createTempProject(orchard);
    await project.run("apply");
    const applied = project.files();
    expect((await project.run("undo", "src")).code).toBe(2);
    expect(project.files()).toEqual(applied);
  });
});

describe("the journal", () => {
  test("is nothing that git or the tool sees", async () => {
    const project = createTempProject(orchard);
    execFileSync("git", ["init", "-q"], { cwd: project.root });
    await project.run("apply", "--allow-dirty");
    mkdirSync(join(project.root, ".spanwright/copies"));
    writeFileSync(join(project.root, ".spanwright/copies/harvest.ts"), harvest);
    const status = execFileSync("git", ["status", "--porcelain", "--untracked-files=all"], {
      cwd: project.root,
      encoding: "utf8",
    });
    expect(status).not.toContain(".spanwright");
    execFileSync("rm", [join(project.root, ".spanwright/.gitignore")]);
    const { stdout, stderr } = await project.run("plan", ".spanwright", "--json");
    expect(stderr).toContain("nothing to look at in .spanwright");
    expect(JSON.parse(stdout)).toMatchObject({ files: [] });
    expect((await project.run("plan", "--json")).stdout).not.toContain(".spanwright");
  });

  test("of before stays when a run changes nothing because a file is read-only", async () => {
    const project = createTempProject(orchard);
    await project.run("apply", "--only", "wrap-functions");
    chmodSync(join(project.root, "src/press.ts"), 0o444);
    expect((await project.run("apply")).code).toBe(3);
    expect((await project.run("undo")).stderr).toBe("Put back 1 file of the last apply.");
    expect(project.files()).toEqual(orchard);
  });

  test("is not made when nothing is written", async () => {
    const project = createTempProject(orchard);
    chmodSync(join(project.root, "src/press.ts"), 0o444);
    expect((await project.run("apply")).code).toBe(3);
    await project.run("plan");
    expect(existsSync(join(project.root, ".spanwright"))).toBe(false);
  });

  test("does not follow a link out of the root", async () => {
    const elsewhere = createTempProject({});
    const project = createTempProject(orchard);
    symlinkSync(elsewhere.root, join(project.root, ".spanwright"));
    const { code, stderr } = await project.run("apply");
    expect(code).toBe(3);
    expect(stderr).toContain(".spanwright");
    expect(elsewhere.files()).toEqual({});
    expect(project.files()).toEqual(orchard);
  });

  const damaged: Readonly<Record<string, string>> = {
    "no JSON": "{",
    "a later version": JSON.stringify({ version: 2, files: [] }),
    "a path out of the root": JSON.stringify({
      version: 1,
      tool: "spanwright",
      command: "apply",
      undone: false,
      files: [{ path: "../outside.ts", before: "x", after: null }],
      folders: [],
    }),
  };
  test.each(Object.entries(damaged))("that is %s changes nothing", async (_, text) => {
    const project = createTempProject({ ...orchard, ".spanwright/journal.json": text });
    const { code, stderr } = await project.run("undo");
    expect(code).toBe(2);
    expect(stderr).toContain("no journal that this version can read");
    expect(project.files()).toEqual(orchard);
  });
});
