import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const execute = promisify(execFile);
const repository = fileURLToPath(new URL("../..", import.meta.url));

const harvest = "export async function harvest(tree: string) {\n  await pick(tree);\n}\n";
const traced = [
  'import * as Sentry from "@sentry/node";',
  "",
  "export async function harvest(tree: string) {",
  '  return Sentry.startSpan({ name: "harvest.harvest", op: "function" }, async () => {',
  "    await pick(tree);",
  "  });",
  "}",
  "",
].join("\n");

/** Both packages as users get them: packed, and installed by npm in an empty folder with what they depend on. */
let root = "";
beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-install-")));
  await Promise.all([
    pack("codemods").then((tarball) => install("tool", tarball)),
    pack("eslint-plugin").then((tarball) =>
      Promise.all([
        install("lint-10", tarball, `eslint@${repositoryVersion("eslint")}`),
        // The oldest one that the package says it works with.
        install("lint-9", tarball, "eslint@9.22.0"),
      ]),
    ),
  ]);
}, 300_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function pack(name: string): Promise<string> {
  const args = ["pack", "--json", "--pack-destination", root];
  const { stdout } = await execute("npm", args, { cwd: join(repository, name) });
  const [packed] = JSON.parse(stdout) as { readonly filename: string }[];
  if (packed === undefined) throw new Error(`npm packed nothing for ${name}`);
  return join(root, packed.filename);
}

async function install(folder: string, ...packages: readonly string[]): Promise<void> {
  put(`${folder}/package.json`, JSON.stringify({ name: folder, private: true }));
  const args = ["install", "--no-audit", "--no-fund", "--prefer-offline", "--no-package-lock", ...packages];
  await execute("npm", args, { cwd: join(root, folder) });
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A small project in an installed folder; the SDK is only named, for its range is all that is read. */
function putProject(folder: string): void {
  put(
    `${folder}/package.json`,
    JSON.stringify({ type: "module", dependencies: { "@sentry/node": "^11.0.0" } }),
  );
  put(`${folder}/spanwright.config.json`, JSON.stringify({ functions: [{ function: "harvest" }] }));
  put(`${folder}/src/harvest.ts`, harvest);
}

function repositoryVersion(name: string): string {
  return (createRequire(import.meta.url)(`${name}/package.json`) as { readonly version: string }).version;
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whichever way it ends. */
async function run(folder: string, file: string, ...args: readonly string[]): Promise<Ended> {
  try {
    return { code: 0, ...(await execute(file, args, { cwd: join(root, folder) })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    if (typeof code !== "number") throw error;
    return { code, stdout, stderr };
  }
}

describe("spanwright, installed", () => {
  const bin = "./node_modules/.bin/spanwright";

  test("shows its commands", async () => {
    const { code, stdout } = await run("tool", bin, "--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(/spanwright apply +\[paths\.\.\.\]/);
  });

  test("plans and applies", async () => {
    putProject("tool");
    const planned = await run("tool", bin, "plan", "src", "--json");
    expect(planned.stderr).toBe("");
    expect(planned.code).toBe(1);
    expect(JSON.parse(planned.stdout)).toMatchObject({
      sdk: "@sentry/node@11",
      files: [{ path: "src/harvest.ts", outcome: "changed" }],
      totals: { changed: 1 },
    });
    expect((await run("tool", bin, "apply", "src", "--yes")).code).toBe(0);
    expect(readFileSync(join(root, "tool/src/harvest.ts"), "utf8")).toBe(traced);
    expect((await run("tool", bin, "check", "src")).code).toBe(0);
  });

  test("takes back what the compiler refuses, here for an SDK that is not installed", async () => {
    putProject("tool");
    put("tool/tsconfig.json", JSON.stringify({ compilerOptions: { strict: true }, include: ["src"] }));
    const { code, stdout } = await run("tool", bin, "plan", "src", "--json");
    rmSync(join(root, "tool/tsconfig.json"));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ sites: [{ decision: "rolled-back", reason: "new-type-error" }] }],
      totals: { changed: 0, rolledBack: 1 },
    });
  });

  test("is called from a program", async () => {
    putProject("tool");
    put(
      "tool/use.mjs",
      'import { plan, apply, UsageError } from "spanwright";\nconst { changes } = await plan(".", { types: "off" });\nconst { written } = await apply(".", { types: "off" });\nconst failed = await plan(".", { paths: ["gone.ts"] }).catch((error) => error instanceof UsageError);\nconsole.log(JSON.stringify([changes.map(({ path }) => path), written, failed]));\n',
    );
    const { stdout, stderr } = await run("tool", process.execPath, "use.mjs");
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual([["src/harvest.ts"], { kind: "written" }, true]);
    expect(readFileSync(join(root, "tool/src/harvest.ts"), "utf8")).toBe(traced);
  });

  test("brings its transforms for the stock jscodeshift", async () => {
    putProject("tool");
    const jscodeshift = createRequire(import.meta.url).resolve("jscodeshift/bin/jscodeshift.js");
    const transform = "node_modules/spanwright/jscodeshift/wrap-functions.cjs";
    await run("tool", process.execPath, jscodeshift, "--no-babel", "--extensions=ts", "-t", transform, "src");
    expect(readFileSync(join(root, "tool/src/harvest.ts"), "utf8")).toBe(traced);
  });

  test("brings the schemas of its config and of its reports", () => {
    const schemaOf = (name: string): unknown =>
      JSON.parse(readFileSync(join(root, `tool/node_modules/spanwright/schema/${name}.schema.json`), "utf8"));
    expect(schemaOf("config")).toMatchObject({
      title: "spanwright.config.json",
      additionalProperties: false,
    });
    expect(schemaOf("report")).toMatchObject({
      title: "spanwright report",
      properties: { schemaVersion: { const: 1 } },
    });
  });
});

describe.each(["lint-9", "lint-10"])("eslint-plugin-spanwright, installed in %s", (folder) => {
  test("lints without anything else", async () => {
    putProject(folder);
    put(`${folder}/src/harvest.js`, harvest.replace(": string", ""));
    put(
      `${folder}/eslint.config.js`,
      'import spanwright from "eslint-plugin-spanwright";\nexport default [spanwright.configs.recommended, { rules: { "spanwright/require-span": "error" } }];\n',
    );
    const { code, stdout } = await run(
      folder,
      "./node_modules/.bin/eslint",
      "src/harvest.js",
      "--format",
      "json",
    );
    expect(code).toBe(1);
    const [result] = JSON.parse(stdout) as {
      readonly messages: readonly { readonly message: string }[];
    }[];
    expect(result?.messages.map(({ message }) => message)).toEqual([
      "This function has no span 'harvest.harvest' (function).",
    ]);
  });

  test("fixes without anything else", async () => {
    put(
      `${folder}/fix.config.js`,
      'import spanwright from "eslint-plugin-spanwright";\nexport default [{ plugins: { spanwright }, rules: { "spanwright/require-span": ["error", { autofix: true }] } }];\n',
    );
    put(`${folder}/src/harvest.js`, harvest.replace(": string", ""));
    await run(folder, "./node_modules/.bin/eslint", "--config", "fix.config.js", "--fix", "src/harvest.js");
    const fixed = readFileSync(join(root, folder, "src/harvest.js"), "utf8");
    expect(fixed).toBe(traced.replace(": string", ""));
  });

  test("brings neither a compiler nor a parser", () => {
    for (const name of ["typescript", "ts-morph", "oxc-parser", "jscodeshift", "@typescript-eslint"])
      expect(existsSync(join(root, folder, "node_modules", name)), name).toBe(false);
  });
});
