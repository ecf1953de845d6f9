import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { processOutput } from "../../codemods/cli/output.ts";
import { createTempProject } from "../support/temp-project.ts";

const pick = "export async function pick(apple: string) {\n  await reach(apple);\n}\n";
const orchard = {
  "package.json": JSON.stringify({ type: "module", dependencies: { "@sentry/node": "^11.0.0" } }),
  "spanwright.config.json": JSON.stringify({ functions: [{ function: "pick" }] }),
  "src/old.ts": pick,
  "src/changed.ts": pick,
};

test("--since looks only at what has changed since a ref, new files too; markers as well", async () => {
  const project = createTempProject({ ...orchard, "src/todo.ts": "// spanwright-todo(old)\n" });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: project.root });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "start");
  writeFileSync(join(project.root, "src/changed.ts"), `${pick}// more\n`);
  writeFileSync(join(project.root, "src/new.ts"), `${pick}// spanwright-todo(new)\n`);
  const { stdout } = await project.run("check", "--since", "HEAD", "--json");
  const report = JSON.parse(stdout) as {
    readonly files: readonly { readonly path: string }[];
    readonly todos: readonly { readonly reason: string }[];
  };
  expect(report.files.map(({ path }) => path)).toEqual(["src/changed.ts", "src/new.ts"]);
  expect(report.todos.map(({ reason }) => reason)).toEqual(["new"]);
  git("add", ".");
  git("commit", "-qm", "more");
  expect((await project.run("check", "--since", "HEAD")).code).toBe(0);
});

test("--quiet leaves out the table, not the data that was asked for", async () => {
  const project = createTempProject(orchard);
  expect(await project.run("plan", "--quiet")).toEqual({ code: 1, stdout: "", stderr: "" });
  expect((await project.run("plan", "--quiet", "--json")).stdout).toContain('"command": "plan"');
  expect((await project.run("plan", "--quiet", "--diff")).stdout).toContain("+++ b/src/old.ts");
  expect(await project.run("apply", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await project.run("undo", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("--json with a file leaves stdout to the table, and takes no source path for one", async () => {
  const project = createTempProject(orchard);
  const toFile = await project.run("plan", "--json", "report.json");
  expect(toFile.stdout).toContain("Would change");
  expect(JSON.parse(project.read("report.json"))).toMatchObject({ totals: { changed: 2 } });
  const toStdout = await project.run("plan", "--json", "src/old.ts");
  expect(JSON.parse(toStdout.stdout)).toMatchObject({ totals: { changed: 1 } });
});

test("--help wins over everything else, and without a command there is help", async () => {
  const project = createTempProject(orchard);
  for (const argv of [[], ["--help"], ["apply", "--help"], ["-h"]]) {
    const { code, stdout } = await project.run(...argv);
    expect([code, stdout.split("\n")[0]]).toEqual([
      0,
      "spanwright - manual Sentry spans, put in, checked and taken out",
    ]);
  }
  expect(project.files()).toEqual(orchard);
});

test("colours follow the option before anything else", () => {
  expect(processOutput(true).color).toBe(true);
  expect(processOutput(false).color).toBe(false);
});
