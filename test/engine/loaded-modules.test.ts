import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createTempProject, type TempProject } from "../support/temp-project.ts";

const cli = fileURLToPath(new URL("../../codemods/cli/main.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

/** Both are CommonJS, so Node lists them in this cache however they were asked for. */
const listOnExit = `data:text/javascript,${encodeURIComponent(`
  import { Module } from "node:module";
  process.on("exit", () => process.stderr.write("\\nloaded " + JSON.stringify(Object.keys(Module._cache))));
`)}`;

/** What a run of the command line loads, of the packages that cost a third of a second. */
function compilersLoadedBy(project: TempProject, ...argv: readonly string[]): string[] {
  const { stderr, status } = spawnSync(
    process.execPath,
    ["--import", tsx, "--import", listOnExit, cli, ...argv],
    { cwd: project.root, encoding: "utf8" },
  );
  expect(status, stderr).toBeLessThan(2);
  const loaded = JSON.parse(/^loaded (.+)$/m.exec(stderr)?.[1] ?? "") as string[];
  return ["ts-morph", "typescript"].filter((name) =>
    loaded.some((path) => path.replaceAll("\\", "/").includes(`/node_modules/${name}/`)),
  );
}

const files = {
  "package.json": JSON.stringify({ name: "depot", dependencies: { "@sentry/node": "^11.0.0" } }),
  "spanwright.config.json": JSON.stringify({ functions: [{ function: "settle" }] }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: { strict: true, module: "nodenext", types: [] },
    include: ["*.ts"],
  }),
  "caller.ts": `import { settle } from "./depot.js";\nawait settle("a");\n`,
};
const site = `export async function settle(id: string): Promise<void> {\n  await Promise.resolve(id);\n}\n`;

test("plan --types off loads neither ts-morph nor TypeScript, also where there are sites", () => {
  const project = createTempProject({ ...files, "depot.ts": site });
  expect(compilersLoadedBy(project, "plan", "--types", "off")).toEqual([]);
});

test("plan --types auto loads neither of them where no file holds a site", () => {
  expect(compilersLoadedBy(createTempProject(files), "plan")).toEqual([]);
});

test("plan --types auto loads them where a site needs them", () => {
  const project = createTempProject({ ...files, "depot.ts": site });
  expect(compilersLoadedBy(project, "plan")).toContain("ts-morph");
});
