import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { expect } from "vitest";
import { renderHelperModule } from "../../codemods/helpers/index.ts";
import { clientHelperPath, helperNames, outputOf } from "../../spans/index.ts";
import type { FixtureCase } from "./cases.ts";
import { planCaseFile } from "./plan-case.ts";

interface Observed {
  readonly name: string;
  readonly observation: unknown;
  readonly expect: unknown;
  readonly spans: readonly string[];
  readonly expectedSpans: readonly string[] | undefined;
  /** `op | name`, `op | name | failed` of the spans that no instrumentation of the SDK made, sorted: what runs at once ends in any order. */
  readonly manual: readonly string[];
  readonly expectedManual: readonly string[] | undefined;
  /** What the scenario says left the process, such as statements: the same in all four. */
  readonly sent: readonly unknown[];
}

const repository = fileURLToPath(new URL("../..", import.meta.url));
const runner = fileURLToPath(new URL("./scenario-child.mjs", import.meta.url));

/**
 * Law 8: runs a case's scenarios in four child processes (input and output, with and without `Sentry.init`) and compares what they
 * saw with what the case's author wrote down.
 *
 * @param sdk - package that the code gets for `@sentry/node`; the newest by default.
 * @param modules - files that the code gets for packages, by name.
 * @param decorators - which kind of decorators the code is compiled for.
 */
export async function runScenarios(
  fixture: FixtureCase,
  sdk = "@sentry/node",
  modules: Readonly<Record<string, string>> = {},
  decorators: "standard" | "experimental" = "standard",
): Promise<void> {
  if (fixture.scenarios === undefined) return;
  // Below the repository, so that packages resolve.
  const cache = join(repository, "node_modules", ".cache", "spanwright-scenarios");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, `${fixture.name.slice(0, 20)}-`));
  const sent = new Map<string, readonly unknown[]>();
  try {
    for (const side of ["input", "output"] as const) {
      const entry = writeSide(fixture, folder, side);
      const bundle = bundleSide(entry, join(folder, `${side}.mjs`), sdk, modules, decorators);
      for (const init of [false, true]) {
        const label = `${side}, ${init ? "with" : "without"} Sentry.init, ${sdk}`;
        for (const scenario of runChild(bundle, join(fixture.scenarios, "run.mjs"), init, sdk)) {
          expect(scenario.observation, `${scenario.name} (${label})`).toEqual(scenario.expect);
          if (side === "output" && init && scenario.expectedSpans !== undefined) {
            expect(scenario.spans, `spans of ${scenario.name} (${label})`).toEqual(scenario.expectedSpans);
          }
          if (side === "output" && init && scenario.expectedManual !== undefined) {
            const expected = [...scenario.expectedManual].sort();
            expect(scenario.manual, `manual spans of ${scenario.name} (${label})`).toEqual(expected);
          }
          if (side === "input" || !init) {
            // A driver that the SDK traces may give spans of its own.
            const spans = init && scenario.expectedManual !== undefined ? scenario.manual : scenario.spans;
            expect(spans, `spans of ${scenario.name} (${label})`).toEqual([]);
          }
          const before = sent.get(scenario.name) ?? scenario.sent;
          expect(scenario.sent, `sent by ${scenario.name} (${label})`).toEqual(before);
          sent.set(scenario.name, before);
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeSide(fixture: FixtureCase, folder: string, side: "input" | "output"): string {
  const root = join(folder, side);
  for (const { path, input } of fixture.files) {
    const text = side === "input" ? input : outputOf(planCaseFile(fixture, path, input));
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const helpers = renderHelperModule({
    helpers: helperNames,
    sentryModule: "@sentry/node",
    language: "ts",
    moduleFormat: "esm",
    quote: '"',
    semicolons: true,
  });
  const module = fixture.config.helpers ?? "sentry-tracing";
  for (const path of [module, clientHelperPath(module)]) writeFileSync(join(root, `${path}.ts`), helpers);
  const entry = fixture.files.find(({ path }) => /^index\.[cm]?[jt]sx?$/.test(path));
  if (entry === undefined) throw new Error(`${fixture.name}: a case with run.mjs needs input/index.*`);
  return join(root, entry.path);
}

function bundleSide(
  entry: string,
  outfile: string,
  sdk: string,
  modules: Readonly<Record<string, string>>,
  decorators: "standard" | "experimental",
): string {
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    target: "node20",
    alias: { ...(sdk === "@sentry/node" ? {} : { "@sentry/node": sdk }), ...modules },
    // One module for the code and for the scenarios.
    external: Object.values(modules),
    tsconfigRaw: { compilerOptions: { experimentalDecorators: decorators === "experimental" } },
    logLevel: "error",
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  return outfile;
}

function runChild(bundle: string, run: string, init: boolean, sdk: string): readonly Observed[] {
  const child = spawnSync(
    process.execPath,
    [runner, pathToFileURL(bundle).href, pathToFileURL(run).href, String(init), sdk],
    {
      encoding: "utf8",
      timeout: 60_000,
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
    },
  );
  const line = child.stdout.split("\n").find((text) => text.startsWith("OBSERVED "));
  if (line === undefined)
    throw new Error(`${bundle}: no result (exit ${child.status})\n${child.stdout}\n${child.stderr}`);
  return JSON.parse(line.slice("OBSERVED ".length)) as readonly Observed[];
}
