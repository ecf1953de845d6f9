import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runCli } from "../codemods/cli/run-cli.ts";
import type { Report } from "../codemods/report/report.ts";
import { insertionNames, isInsertion } from "../spans/index.ts";
import { copyTree } from "./real/copy-tree.ts";
import { compareOracle, readOracle, type OracleComparison } from "./real/oracle.ts";

// npm run real -- --tree <checkout> --config fixtures/real/<name>.json [--keep] [paths...]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tree: { type: "string" },
    config: { type: "string" },
    oracle: { type: "string" },
    types: { type: "string" },
    keep: { type: "boolean" },
  },
});
if (values.tree === undefined || values.config === undefined) {
  process.stderr.write(
    "usage: npm run real -- --tree <checkout> --config fixtures/real/<name>.config.json [--oracle FILE] [--types on|off] [--keep] [paths...]\n",
  );
  process.exit(2);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const copy = copyTree(realpathSync(values.tree));
copyFileSync(resolve(values.config), join(copy, "spanwright.config.json"));
execFileSync("git", ["init", "-q"], { cwd: copy });

let failures = 0;
const expectTrue = (name: string, holds: boolean, detail = ""): void => {
  say(`${holds ? "ok  " : "FAIL"} ${name}${detail === "" ? "" : `: ${detail}`}`);
  if (!holds) failures += 1;
};

const before = readTree();
const common = [...positionals, "--types", values.types ?? "auto", "--json"];
const insertions = ["--only", insertionNames.join(",")];
const applied = await runTool("apply", ...insertions, ...common, "--allow-dirty");
const { totals } = applied;
say(
  `${totals.sites} sites: ${totals.changed} changed in ${totals.filesChanged} files, ${totals.already} already, ${totals.skipped} left alone, ${totals.rolledBack} rolled back`,
);
for (const [reason, sites] of groupByReason(applied))
  say(`  ${reason}: ${sites.length}\n${sites.map((site) => `    ${site}`).join("\n")}`);
for (const file of applied.files)
  if (file.outcome === "skipped" || file.outcome === "failed")
    say(`  ${file.path}: ${file.outcome} ${file.reason ?? ""} ${file.detail ?? ""}`);
expectTrue(
  "rolled back at most 5 %",
  totals.rolledBack <= totals.changed * 0.05,
  `${totals.rolledBack} of ${totals.changed + totals.rolledBack}`,
);

const oracle = values.oracle ?? values.config.replace(/\.config\.json$/, ".oracle.json");
if (existsSync(oracle)) printOracle(compareOracle(applied, readOracle(readFileSync(oracle, "utf8"))));

const after = readTree();
const second = await runTool("apply", ...insertions, ...common, "--allow-dirty");
expectTrue("second run changes nothing", sameTree(after, readTree()), `${second.totals.changed} changed`);
const { code } = await runRaw("unwrap", ...positionals, "--types", values.types ?? "auto", "--allow-dirty");
const differing = differences(before, readTree());
expectTrue(
  "unwrap gives back every byte",
  code === 0 && differing.length === 0,
  differing.slice(0, 10).join(", "),
);

// Everything switched on: repairs lose what was there, so the way back is the journal.
const everything = await runTool("apply", ...common, "--allow-dirty");
for (const line of repairsOf(everything)) say(line);
const repaired = readTree();
const third = await runTool("plan", ...common);
expectTrue(
  "with repairs, a second run would change nothing",
  third.totals.changed === 0,
  `${third.totals.changed} changed`,
);
const undone = await runRaw("undo");
const left = differences(before, readTree());
expectTrue(
  "undo gives back every byte",
  (undone.code === 0 || sameTree(before, repaired)) && left.length === 0,
  left.slice(0, 10).join(", "),
);

if (values.keep === true) say(`kept: ${copy}`);
else rmSync(copy, { recursive: true, force: true });
say(failures === 0 ? "real: all held" : `real: ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;

/** What the repairing codemods changed, and what they leave to a person. */
function repairsOf({ files }: Report): string[] {
  return files.flatMap(({ path, sites }) =>
    sites
      .filter(({ codemod }) => !isInsertion(codemod))
      .map(
        ({ codemod, kind, line, decision, detail }) =>
          `  ${decision} ${codemod} ${kind} ${path}:${line}${detail === undefined ? "" : ` (${detail})`}`,
      ),
  );
}

async function runRaw(...argv: string[]): Promise<{ code: number; stdout: string }> {
  let stdout = "";
  const output = {
    data: (text: string) => void (stdout += text),
    talk: (text: string) => void process.stderr.write(text),
    color: false,
    isTty: false,
  };
  const exit = await runCli(argv, { cwd: copy, output });
  return { code: exit, stdout };
}

async function runTool(...argv: string[]): Promise<Report> {
  const { stdout, code: exit } = await runRaw(...argv);
  if (exit > 1) throw new Error(`spanwright ${argv.join(" ")} ended with ${exit}`);
  return JSON.parse(stdout) as Report;
}

function printOracle(comparison: OracleComparison): void {
  const { found, refused, missing, unexpected, forbidden } = comparison;
  const expected = found.length + refused.length + missing.length;
  const percent = (part: number, whole: number): string =>
    `${part}/${whole} = ${whole === 0 ? 100 : Math.round((1000 * part) / whole) / 10} %`;
  say(
    `oracle: recall ${percent(found.length, expected)}, precision ${percent(found.length, found.length + unexpected.length)}`,
  );
  for (const [place, site] of refused)
    say(
      `  refused ${place.path}:${site.line} ${place.symbol} ${site.kind}: ${site.reason ?? ""} ${site.detail ?? ""}`,
    );
  for (const place of missing)
    say(`  missing ${place.path}:${place.line ?? "?"} ${place.symbol} ${place.kind ?? ""}`);
  for (const site of unexpected) say(`  unexpected ${site.path}:${site.line} ${site.symbol} ${site.kind}`);
  expectTrue("nothing that must never be chosen", forbidden.length === 0);
  expectTrue(
    "recall and precision at least 90 %",
    found.length >= 0.9 * expected && found.length >= 0.9 * (found.length + unexpected.length),
  );
}

function groupByReason(report: Report): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const { path, sites } of report.files) {
    for (const { decision, reason, line, symbol, detail } of sites) {
      if (decision !== "skip" && decision !== "rolled-back") continue;
      const key = decision === "skip" ? (reason ?? "") : `rolled back: ${reason ?? ""}`;
      groups.set(key, [
        ...(groups.get(key) ?? []),
        `${path}:${line} ${symbol}${detail === undefined ? "" : ` (${detail})`}`,
      ]);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function readTree(): Map<string, string> {
  const paths = execFileSync("git", ["ls-files", "-z", "--others", "--cached", "--exclude-standard"], {
    cwd: copy,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return new Map(
    paths
      .split("\0")
      .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
      .map((path) => [path, readFileSync(join(copy, path), "latin1")]),
  );
}

function differences(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path)).sort();
}

function sameTree(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return differences(a, b).length === 0;
}
