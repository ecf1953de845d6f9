import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FixtureCase } from "../../support/cases.ts";
import { runScenarios } from "../../support/scenarios.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the code gets for packages that cannot be installed everywhere. */
const standIns = {
  "better-sqlite3": join(root, "stand-ins/sqlite.mjs"),
  "node:sqlite": join(root, "stand-ins/sqlite.mjs"),
  "@prisma/client": join(root, "stand-ins/prisma.mjs"),
};

/** The package that the code gets for the SDK, and the SDK that the tool plans for. */
export interface SdkChoice {
  readonly module: string;
  readonly sdk: string;
}

/** The majors that the tool writes for. */
export const sdks = [
  ["@sentry/node", "@sentry/node@11"],
  ["sentry-node-10", "@sentry/node@10"],
  ["sentry-node-9", "@sentry/node@9"],
] as const;

/**
 * Runs a case of `test/db/cases`: `index.ts` is the code that gets spans, `run.mjs` runs it against a database and says what must come
 * of it. Everything is wrapped, also for drivers that the SDK traces.
 */
export async function runDbCase(
  name: string,
  { module, sdk }: SdkChoice = { module: "@sentry/node", sdk: "@sentry/node@11" },
): Promise<void> {
  await runScenarios(readDbCase(name, sdk), module, standIns);
}

/** @param sdk - the SDK that the tool plans for. */
export function readDbCase(name: string, sdk: string): FixtureCase {
  const folder = join(root, "cases", name);
  return {
    codemod: "wrap-db-calls",
    name,
    config: { sdk, db: { covered: "wrap" } },
    files: [{ path: "index.ts", input: readFileSync(join(folder, "index.ts"), "utf8"), output: "" }],
    skipped: undefined,
    scenarios: folder,
    folder,
  };
}
