import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { selectProject } from "../../codemods/cli/select-project.ts";
import type { SpanwrightConfig } from "../../spans/index.ts";

interface OracleSite {
  readonly path: string;
  readonly symbol: string;
  readonly kind?: string;
}

interface Oracle {
  readonly sites: readonly OracleSite[];
  readonly neutral: readonly OracleSite[];
  readonly never: readonly OracleSite[];
}

const trees = process.env["SPANWRIGHT_TREES"];

function treeOf(name: string): string | undefined {
  const tree = trees === undefined ? undefined : join(trees, name);
  if (tree !== undefined && existsSync(tree)) return tree;
  console.log(`selection on ${name}: skipped, SPANWRIGHT_TREES names no folder with a checkout in ${name}/`);
  return undefined;
}

function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/real/${name}`, import.meta.url), "utf8"));
}

const keyOf = ({ path, symbol }: OracleSite): string => `${path} ${symbol}`;

describe.each(["devflow", "automaker"])("the default selection on %s", (name) => {
  const tree = treeOf(name);
  const oracle = readFixture(`${name}.oracle.json`) as Oracle;
  let config: SpanwrightConfig = {};
  let chosen: readonly string[] = [];
  beforeAll(async () => {
    if (tree === undefined) return;
    config = await selectProject(tree, ["apps/server"]);
    chosen = [
      ...(config.providers ?? []),
      ...(config.functions ?? []),
      ...(config.ticks ?? []),
      ...(config.tools ?? []),
    ].map((entry) => `${entry.file ?? ""} ${entry.function}`);
  });

  it.skipIf(tree === undefined)("is right and complete to 90 % against the sites that a person read", () => {
    const wanted = new Set(oracle.sites.map(keyOf));
    const neutral = new Set(oracle.neutral.map(keyOf));
    const counted = chosen.filter((one) => !neutral.has(one));
    const right = counted.filter((one) => wanted.has(one));
    const missing = [...wanted].filter((one) => !chosen.includes(one));
    const precision = right.length / counted.length;
    const recall = right.length / wanted.size;
    console.log(
      [
        `${name}: precision ${(precision * 100).toFixed(1)} % (${right.length} of ${counted.length}), recall ${(recall * 100).toFixed(1)} % (${right.length} of ${wanted.size})`,
        ...counted.filter((one) => !wanted.has(one)).map((one) => `  extra ${one}`),
        ...missing.map((one) => `  missing ${one}`),
      ].join("\n"),
    );
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it.skipIf(tree === undefined)(
    "has nothing that must never get a span, and providers where the oracle has them",
    () => {
      const never = new Set(oracle.never.map(keyOf));
      expect(chosen.filter((one) => never.has(one))).toEqual([]);
      const providers = oracle.sites.filter(({ kind }) => kind === "provider").map(keyOf);
      expect((config.providers ?? []).map((entry) => `${entry.file ?? ""} ${entry.function}`).sort()).toEqual(
        providers.sort(),
      );
    },
  );

  it.skipIf(tree === undefined)("is what the config in fixtures/real says, but for the SDK", () => {
    const { sdk, ...written } = readFixture(`${name}.config.json`) as SpanwrightConfig;
    expect(written).toEqual(config);
    expect(sdk).toBe(name === "automaker" ? "@sentry/node@11" : undefined);
  });
});

describe("the default selection on sentryvibe", () => {
  const tree = treeOf("sentryvibe");
  it.skipIf(tree === undefined)(
    "finds the database handle, the module that hands on the SDK, and both ends of the messages",
    async () => {
      const config = await selectProject(tree ?? "");
      expect(config.db?.clients).toEqual([
        {
          name: "db",
          from: ["@sentryvibe/agent-core/lib/db/client", "packages/agent-core/src/lib/db/client"],
          library: "drizzle",
          driver: "pg",
        },
      ]);
      expect(config.sentryModules).toEqual(["apps/broker/src/instrument"]);
      expect(config.send?.map((entry) => entry.function)).toEqual(["sendEvent"]);
      expect(config.receive?.map((entry) => entry.function)).toEqual(["forwardEvent", "handleCommand"]);
      expect(config.messages?.map(({ type }) => type)).toEqual(["BaseCommand", "BaseEvent"]);
    },
  );
});
