import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { chooseKind, fileName, writeFileText } from "./tree/file-kinds.ts";
import { createRandom } from "./tree/random.ts";
import { namedFunctions } from "./tree/site-blocks.ts";
import { areas } from "./tree/words.ts";

export interface TreeOptions {
  /** Number of source files. */
  readonly files: number;
  readonly seed: number;
  /** Share of the files that hold a site. */
  readonly sites?: number;
}

/** Files that the gate lets through: one in twenty. */
const CANDIDATE_SHARE = 0.05;

/**
 * Files that hold a site: one in ten of those. The corpus behind the goals had 34 of 474, SentryVibe 30 of 71, DevFlow 2 of 8
 * (facts/speed.md, and the gate run over both).
 */
const SITE_SHARE = 0.005;

/** Log-normal sizes with the mean of the measured corpus, 3.7 kB a file; pieces overshoot by half of one. */
const MEDIAN_SIZE = 1800;
const SIZE_SPREAD = 1;

/** Files that the gate lets through are longer than others: twice in SentryVibe, four times in DevFlow. */
const CANDIDATE_SIZE = 2 * MEDIAN_SIZE;

/**
 * Writes a repository of workspaces as a company grows them: services, React components, hooks, types, utilities, old scripts, and a
 * few repositories with queries. The same options give the same bytes.
 *
 * @param root - an empty or missing directory.
 * @returns the number of source files written, by role.
 */
export function generateTree(
  root: string,
  { files, seed, sites = SITE_SHARE }: TreeOptions,
): { readonly files: number; readonly site: number; readonly mention: number } {
  const random = createRandom(seed);
  const made = new Set<string>();
  const write = (path: string, text: string): void => {
    const folder = dirname(join(root, path));
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(join(root, path), text);
  };
  writeProjectFiles(write);
  const counts = { files, site: 0, mention: 0 };
  for (let index = 0; index < files; index += 1) {
    const chance = random.next();
    const role = chance < sites ? "site" : chance < CANDIDATE_SHARE ? "mention" : "plain";
    if (role !== "plain") counts[role] += 1;
    const kind = chooseKind(random, role);
    const median = role === "plain" ? MEDIAN_SIZE : CANDIDATE_SIZE;
    const size = Math.min(60_000, median * Math.exp(SIZE_SPREAD * random.normal()));
    const feature = `feature-${random.between(1, 6)}`;
    const folder = `packages/${random.pick(areas)}/src/${kind.folder}/${feature}`;
    write(`${folder}/${fileName(random, kind, index)}`, writeFileText(random, kind, "../../", size));
  }
  return counts;
}

function writeProjectFiles(write: (path: string, text: string) => void): void {
  const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
  write("package.json", json({ name: "freight", private: true, workspaces: ["packages/*"] }));
  write(".gitignore", "node_modules/\n/build\n*.log\n!keep.log\n.cache-*/\npackages/*/generated/\n");
  write(
    "spanwright.config.json",
    json({
      db: {
        clients: areas.map((area) => ({
          name: "db",
          from: [`packages/${area}/src/data/client`],
          library: "drizzle",
          driver: "pglite",
        })),
      },
      functions: namedFunctions.map((name) => ({ function: name })),
    }),
  );
  for (const area of areas) {
    write(
      `packages/${area}/package.json`,
      json({
        name: `@freight/${area}`,
        type: "module",
        dependencies: { "@sentry/node": "^11.11.0", "drizzle-orm": "^0.45.4" },
      }),
    );
  }
}
