import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadConfig } from "../codemods/config/load.ts";
import { defaultExclude, discover } from "../codemods/engine/discover.ts";
import { createContestants, findCodemods, type Arena, type Contestant } from "./contestants.ts";
import { generateTree } from "./generate-tree.ts";
import type { Cost } from "./measure.ts";
import { goalsOf, renderTable, type Row } from "./summary.ts";

// npm run bench -- [--tree <dir>] [--config FILE] [--files N] [--seed N] [--rounds N] [--skip-jscodeshift] [--assert]
const { values } = parseArgs({
  options: {
    tree: { type: "string" },
    config: { type: "string" },
    files: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    rounds: { type: "string", default: "5" },
    "skip-jscodeshift": { type: "boolean", default: false },
    assert: { type: "boolean", default: false },
  },
});
const rounds = readCount("rounds", values.rounds);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

if (!existsSync(new URL("../codemods/dist/cli.mjs", import.meta.url)))
  throw new Error("there is no build; npm run bench makes one");

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "spanwright-bench-")));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

const arena = await openArena();
const rows = await compare(createContestants(arena, !values["skip-jscodeshift"]));
const [, floor, plan, , , usual] = rows;
if (floor === undefined || plan === undefined) throw new Error("nothing was compared");
say(`\n${renderTable(rows)}\n`);
const goals = goalsOf({ floor, plan, usual });
for (const { text, isMet } of goals) say(`${isMet ? "met    " : "not met"} ${text}`);
if (values.assert && goals.some(({ isMet }) => !isMet)) process.exitCode = 1;

async function openArena(): Promise<Arena> {
  const tree = values.tree === undefined ? makeTree() : realpathSync(values.tree);
  const configFile = resolve(values.config ?? join(tree, "spanwright.config.json"));
  const loaded = loadConfig(tree, configFile);
  if (loaded.kind !== "loaded")
    throw new Error(`${configFile} is ${loaded.kind}; name another with --config`);
  const { config } = loaded;
  const found = await discover(tree, {
    ...(config.include === undefined ? {} : { include: config.include }),
    exclude: [...defaultExclude, ...(config.exclude ?? [])],
  });
  if (found.kind !== "found") throw new Error(`${tree}: ${found.kind}`);
  const copy = join(scratch, "copy");
  cpSync(tree, copy, { recursive: true, filter: (path) => !/[\\/](?:node_modules|\.git)$/.test(path) });
  const bare = { tree, copy, scratch, configFile, config, paths: found.paths };
  return { ...bare, codemods: await findCodemods(bare) };
}

function makeTree(): string {
  const tree = join(scratch, "tree");
  mkdirSync(tree);
  const seed = Number(values.seed);
  const { files, site, mention } = generateTree(tree, { files: readCount("files", values.files), seed });
  say(`Tree of seed ${seed}: ${files} files; ${site} hold sites, ${mention} more only words of the gate.`);
  return tree;
}

/** Round by round, so that what else the machine does falls on all alike. */
async function compare(contestants: readonly Contestant[]): Promise<Row[]> {
  const costs = contestants.map(() => new Map<number, Cost>());
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      // A slow one takes minutes, and its ratio to the others is far from any limit.
      if (contestant.isSlow && round % 2 === 1) continue;
      costs[index]?.set(round, await contestant.run());
    }
    if (round === 0) sayCandidates(costs[1]?.get(0));
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  }
  return contestants.map(({ name, wraps }, index) => {
    const own = costs[index] ?? new Map<number, Cost>();
    return { name, costs: own, wraps: wraps(own.get(0)?.stdout ?? "") };
  });
}

function sayCandidates(floor: Cost | undefined): void {
  const { candidates, characters } = JSON.parse(floor?.stdout ?? "{}") as {
    readonly candidates: number;
    readonly characters: number;
  };
  const share = ((100 * candidates) / arena.paths.length).toFixed(1);
  say(
    `${arena.paths.length} source files, ${(characters / 1e6).toFixed(1)} million characters; ${candidates} candidates pass the gate (${share} %).`,
  );
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--${name} must be a whole number above 0, not "${text}"`);
  return count;
}
