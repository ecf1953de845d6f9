import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "../codemods/report/report.ts";
import { createGate, type CodemodName, type SpanwrightConfig } from "../spans/index.ts";
import { measure, type Command, type Cost } from "./measure.ts";

/** Where a comparison takes place. */
export interface Arena {
  /** Read only. */
  readonly tree: string;
  /** The same files; `apply` writes here, and what it wrote is put back. */
  readonly copy: string;
  /** For job and report files. */
  readonly scratch: string;
  readonly configFile: string;
  readonly config: SpanwrightConfig;
  /** Source files, relative to the tree. */
  readonly paths: readonly string[];
  /** Those that have something to do in the tree. */
  readonly codemods: readonly CodemodName[];
}

/** Runs `plan` once, unmeasured, to see which codemods change something; the disk is warm after it. */
export async function findCodemods(arena: Omit<Arena, "codemods">): Promise<CodemodName[]> {
  const reportFile = join(arena.scratch, "plan.json");
  await measure({ argv: [cli, "plan", ...common(arena), "--json", reportFile], cwd: arena.tree });
  const { files } = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
  const changed = files.flatMap(({ sites }) => sites.filter(({ name }) => name !== undefined));
  return [...new Set(changed.map(({ codemod }) => codemod))].sort();
}

/** One row of the table. */
export interface Contestant {
  readonly name: string;
  /** Runs of it take so long that not every round has one. */
  readonly isSlow: boolean;
  run(): Promise<Cost>;
  /** Sites changed, read from what a run printed. */
  wraps(stdout: string): number | undefined;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const cli = here("../codemods/dist/cli.mjs");

/** All that is compared, the cheapest first. */
export function createContestants(arena: Arena, withJscodeshift: boolean): Contestant[] {
  const quick = [
    floor(arena, "read every file", null),
    floor(arena, "read + gate + parse the candidates", sourcesOf(arena)),
    plan(arena),
    apply(arena),
  ];
  if (!withJscodeshift) return quick;
  return [...quick, jscodeshiftWithOurs(arena), jscodeshiftAsUsual(arena)];
}

/** The gate as text, for a process of its own. */
function sourcesOf({ config }: Arena): GateSources {
  return (createGate(config)?.parts ?? []).map(({ words, companion }) => [
    words.source,
    companion?.source ?? "",
  ]);
}

type GateSources = readonly (readonly [words: string, companion: string])[];

function floor(arena: Arena, name: string, gate: GateSources | null): Contestant {
  const { tree: root, paths, scratch } = arena;
  const job = join(scratch, gate === null ? "read.json" : "floor.json");
  writeFileSync(job, JSON.stringify({ root, paths, gate }));
  return {
    name,
    isSlow: false,
    run: () => measure({ argv: [here("floor.mjs"), job], cwd: root }),
    wraps: () => undefined,
  };
}

const common = (arena: Pick<Arena, "configFile">): string[] => [
  "--types",
  "off",
  "--config",
  arena.configFile,
];
const changedSites = (stdout: string): number | undefined => countOf(/ sites: (\d+) changed/, stdout);

function plan(arena: Arena): Contestant {
  const command: Command = { argv: [cli, "plan", ...common(arena)], cwd: arena.tree };
  return { name: "spanwright plan", isSlow: false, run: () => measure(command), wraps: changedSites };
}

function apply(arena: Arena): Contestant {
  const { copy, scratch } = arena;
  const reportFile = join(scratch, "report.json");
  const argv = [cli, "apply", "--allow-dirty", ...common(arena), "--json", reportFile];
  return {
    name: "spanwright apply",
    isSlow: false,
    async run() {
      const cost = await measure({ argv, cwd: copy });
      putBack(arena, JSON.parse(readFileSync(reportFile, "utf8")) as Report);
      return cost;
    },
    wraps: changedSites,
  };
}

function putBack({ tree, copy }: Arena, { files }: Report): void {
  for (const { path, outcome } of files) {
    if (outcome !== "changed") continue;
    if (existsSync(join(tree, path))) cpSync(join(tree, path), join(copy, path));
    else rmSync(join(copy, path));
  }
  rmSync(join(copy, ".spanwright"), { recursive: true, force: true });
}

const require = createRequire(import.meta.url);
const jscodeshiftBin = join(dirname(require.resolve("jscodeshift/package.json")), "bin/jscodeshift.js");

/** Both without writing, as `plan`; jscodeshift does all the rest. */
function jscodeshift(arena: Arena, transform: string): Command {
  const flags = ["--no-babel", "--dry", "--stdin", `--config=${arena.configFile}`];
  return {
    argv: [jscodeshiftBin, ...flags, "-t", transform],
    cwd: arena.tree,
    input: arena.paths.join("\n"),
  };
}

/** jscodeshift takes one transform at a time, so those that have something to do in this tree run one after the other. */
function jscodeshiftWithOurs(arena: Arena): Contestant {
  const { codemods: names } = arena;
  return {
    name: `jscodeshift, spanwright's transforms (${names.join(", ")})`,
    isSlow: true,
    async run() {
      const costs: Cost[] = [];
      for (const name of names)
        costs.push(await measure(jscodeshift(arena, here(`../codemods/jscodeshift/${name}.cjs`))));
      return {
        seconds: total(costs.map(({ seconds }) => seconds)),
        cpuSeconds: total(costs.map(({ cpuSeconds }) => cpuSeconds)),
        megabytes: Math.max(...costs.map(({ megabytes }) => megabytes)),
        stdout: costs.map(({ stdout }) => stdout).join("\n"),
      };
    },
    wraps: (stdout) => total([...stdout.matchAll(/sites changed: (\d+)/g)].map(([, count]) => Number(count))),
  };
}

function jscodeshiftAsUsual(arena: Arena): Contestant {
  const command = jscodeshift(arena, here("conventional-transform.cjs"));
  return {
    name: "jscodeshift, a conventional transform",
    isSlow: true,
    run: () => measure(command),
    wraps: (stdout) => countOf(/wraps: (\d+)/, stdout),
  };
}

function countOf(pattern: RegExp, text: string): number | undefined {
  const count = pattern.exec(text)?.[1];
  return count === undefined ? undefined : Number(count);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
