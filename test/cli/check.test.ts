import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../../codemods/cli/run-cli.ts";
import { createTempProject } from "../support/temp-project.ts";

const mill = {
  "package.json": JSON.stringify({ type: "module", dependencies: { "@sentry/node": "^11.0.0" } }),
  "spanwright.config.json": JSON.stringify({ functions: [{ function: "grind" }] }),
};
const grind = "export async function grind(grain: string) {\n  await turn(grain);\n}\n";
const marked = `import { turn } from "./wheel.js";

// spanwright-todo(span-status-enum): which status is meant here?
export const setting = turn("/* spanwright-todo(in a string) */");
/*
 * spanwright-todo(sampler by status)
 */
`;

describe("markers", () => {
  test("fail the check, with place and reason; a word in a string is none", async () => {
    const project = createTempProject({ ...mill, "src/setting.ts": marked });
    const { code, stdout } = await project.run("check", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      command: "check",
      files: [],
      todos: [
        { path: "src/setting.ts", line: 3, column: 4, reason: "span-status-enum" },
        { path: "src/setting.ts", line: 6, column: 4, reason: "sampler by status" },
      ],
      totals: { changed: 0 },
    });
    expect((await project.run("check")).stdout).toMatch(
      /^Waits for a person\nsrc\/setting\.ts:3 {2}span-status-enum\nsrc\/setting\.ts:6 {2}sampler by status$/m,
    );
  });

  test("count in CRLF files, after a BOM, and where the syntax is broken", async () => {
    const project = createTempProject({
      ...mill,
      "src/crlf.js": "\uFEFF// one\r\n// spanwright-todo(a)\r\n",
      "src/broken.ts": "const = ; // spanwright-todo(b)\n",
    });
    const { stdout } = await project.run("check", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      todos: [
        { path: "src/broken.ts", line: 1, column: 14, reason: "b" },
        { path: "src/crlf.js", line: 2, column: 4, reason: "a" },
      ],
    });
  });

  test("are an empty list where there is none; plan does not look for them", async () => {
    const project = createTempProject({ ...mill, "src/a.ts": "export const a = 1;\n" });
    const { code, stdout } = await project.run("check", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ todos: [] });
    const marker = createTempProject({ ...mill, "src/setting.ts": marked });
    const plan = await marker.run("plan", "--json");
    expect(plan.code).toBe(0);
    expect(plan.stdout).not.toContain("todos");
  });
});

describe("--github", () => {
  const work = { ...mill, "src/grind.ts": grind, "src/setting.ts": marked };

  test("annotates each finding, and leaves the table to stderr", async () => {
    const project = createTempProject(work);
    const { code, stdout, stderr } = await project.run("check", "--github");
    expect(code).toBe(1);
    expect(stdout.split("\n")).toEqual([
      '::warning file=src/grind.ts,line=1,col=8,title=spanwright wrap-functions::grind lacks the span "grind.grind" (function); spanwright apply writes it.',
      "::warning file=src/setting.ts,line=3,col=4,title=spanwright todo::This waits for a person: span-status-enum.",
      "::warning file=src/setting.ts,line=6,col=4,title=spanwright todo::This waits for a person: sampler by status.",
      "",
    ]);
    expect(stderr).toContain("Would change");
  });

  test("names files from the top of the repository, where the run is in a folder of it", async () => {
    const project = createTempProject(
      Object.fromEntries(Object.entries(work).map(([path, text]) => [`packages/mill/${path}`, text])),
    );
    execFileSync("git", ["init", "-q"], { cwd: project.root });
    let stdout = "";
    const output = {
      data: (text: string) => void (stdout += text),
      talk: () => {},
      color: false,
      isTty: false,
    };
    await runCli(["plan", "--github"], { cwd: join(project.root, "packages/mill"), output });
    expect(stdout).toContain("::warning file=packages/mill/src/grind.ts,line=1,");
  });

  test("is refused where it has no meaning", async () => {
    const project = createTempProject(work);
    for (const argv of [
      ["apply", "--github"],
      ["unwrap", "--sarif", "out.sarif"],
      ["check", "--github", "--json"],
    ]) {
      expect((await project.run(...argv)).code).toBe(2);
      expect(project.files()).toEqual(work);
    }
  });
});

describe("--sarif", () => {
  test("writes the findings to a file", async () => {
    const project = createTempProject({ ...mill, "src/grind.ts": grind });
    expect((await project.run("check", "--sarif", "spans.sarif")).code).toBe(1);
    const log = JSON.parse(project.read("spans.sarif")) as { runs: { results: object[] }[] };
    expect(log.runs[0]?.results).toMatchObject([
      {
        ruleId: "spanwright/wrap-functions",
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "src/grind.ts" },
              region: { startLine: 1, startColumn: 8 },
            },
          },
        ],
      },
    ]);
  });
});

test("a report that cannot be written is refused before anything changes", async () => {
  const project = createTempProject({ ...mill, "src/grind.ts": grind });
  for (const argv of [
    ["apply", "--json", "nowhere/report.json"],
    ["check", "--sarif", "src"],
  ]) {
    const { code, stderr } = await project.run(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain("cannot be written");
  }
  expect(project.read("src/grind.ts")).toBe(grind);
  expect(existsSync(join(project.root, "nowhere"))).toBe(false);
});

test("a diff with a new file in it is one that git can apply", async () => {
  const project = createTempProject({
    ...mill,
    "spanwright.config.json": JSON.stringify({ providers: [{ function: "Press.run" }] }),
    "src/press.ts": "export class Press {\n  async *run() {\n    yield 1;\n  }\n}\n",
  });
  const { stdout } = await project.run("plan", "--diff");
  execFileSync("git", ["apply", "-"], { cwd: project.root, input: stdout });
  const applied = project.files();
  expect(Object.keys(applied)).toContain("src/sentry-tracing.ts");
  expect((await project.run("plan")).code).toBe(0);
});
