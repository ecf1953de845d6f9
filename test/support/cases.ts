import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { codemodNames, type CodemodName, type SpanwrightConfig } from "../../spans/index.ts";

const fixturesRoot = fileURLToPath(new URL("../../fixtures", import.meta.url));

export interface CaseFile {
  /** POSIX path from the case's root. */
  readonly path: string;
  readonly input: string;
  readonly output: string;
}

/** One behaviour: a pair, a file that must stay as it is, or a folder with several files. */
export interface FixtureCase {
  readonly codemod: CodemodName;
  readonly name: string;
  readonly config: SpanwrightConfig;
  readonly files: readonly CaseFile[];
  /** Reasons that the sites must be skipped with, in source order; absent where sites are changed. */
  readonly skipped: readonly string[] | undefined;
  /** Folder that holds `run.mjs`. */
  readonly scenarios: string | undefined;
  readonly folder: string | undefined;
}

/** All cases of all codemods, read from the disk. */
export function readCases(): FixtureCase[] {
  return codemodNames.flatMap((codemod) => {
    const folder = join(fixturesRoot, codemod);
    return existsSync(folder) ? casesIn(codemod, folder) : [];
  });
}

function casesIn(codemod: CodemodName, folder: string): FixtureCase[] {
  const shared = readJson(join(folder, "config.json")) ?? {};
  const cases: FixtureCase[] = [];
  for (const entry of readdirSync(folder).sort()) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) {
      cases.push(folderCase(codemod, entry, path, shared));
      continue;
    }
    const [, name, role, extension] = /^(.+)\.(input|skipped)\.([cm]?[jt]sx?)$/.exec(entry) ?? [];
    if (name === undefined || extension === undefined) continue;
    const config = readJson(join(folder, `${name}.config.json`)) ?? shared;
    const input = readFileSync(path, "utf8");
    const output =
      role === "skipped" ? input : readFileSync(join(folder, `${name}.output.${extension}`), "utf8");
    const skipped = role === "skipped" ? expectedReasons(entry, input) : undefined;
    cases.push({
      codemod,
      name,
      config,
      files: [{ path: `${name}.${extension}`, input, output }],
      skipped,
      scenarios: undefined,
      folder: undefined,
    });
  }
  return cases;
}

function folderCase(
  codemod: CodemodName,
  name: string,
  folder: string,
  shared: SpanwrightConfig,
): FixtureCase {
  const files = listFiles(join(folder, "input")).map((path) => ({
    path,
    input: readFileSync(join(folder, "input", path), "utf8"),
    output: readFileSync(join(folder, "output", path), "utf8"),
  }));
  return {
    codemod,
    name,
    config: readJson(join(folder, "config.json")) ?? shared,
    files,
    skipped: undefined,
    scenarios: existsSync(join(folder, "run.mjs")) ? folder : undefined,
    folder,
  };
}

function expectedReasons(entry: string, text: string): string[] {
  const list = /^(?:\uFEFF)?(?:#![^\n]*\n)?\/\/ spanwright-expect: ([^\r\n]+)/.exec(text)?.[1];
  if (list === undefined)
    throw new Error(`${entry}: the first line must be "// spanwright-expect: <reason>"`);
  // `nothing`: there is no site at all.
  return list.trim() === "nothing" ? [] : list.split(",").map((reason) => reason.trim());
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

function readJson(path: string): SpanwrightConfig | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as SpanwrightConfig) : undefined;
}
