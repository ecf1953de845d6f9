/**
 * Runs all scenarios with one SDK and one rendered helper module, and prints what they saw and what was received.
 * A process of its own, because two majors of the SDK in one process share global state.
 *
 *   node child.mjs <sdk package> <init|no-dsn|no-init> <helper module>
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { MemorySink, type ReceivedSpan } from "./memory-sink.ts";
import { scenarios } from "./scenarios/index.ts";
import type { Helpers, Kit } from "./scenario.ts";

export interface ChildResult {
  readonly values?: unknown;
  readonly traced?: unknown;
  readonly error?: string;
  readonly spans: readonly ReceivedSpan[];
}

const [sdk = "", mode = "", helperFile = ""] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const isCjs = helperFile.endsWith(".cjs");
const Sentry = (isCjs ? require(sdk) : await import(sdk)) as Kit["Sentry"];
const helpers = (isCjs ? require(helperFile) : await import(pathToFileURL(helperFile).href)) as Helpers;
const sink = new MemorySink();

if (mode !== "no-init") {
  Sentry.init({
    ...(mode === "init" ? { dsn: "http://public@127.0.0.1:9/1" } : {}),
    transport: sink.transport,
    tracesSampler: ({ name, inheritOrSampleWith }) =>
      name.startsWith("unsampled") ? 0 : inheritOrSampleWith(1),
  });
}

const results: Record<string, ChildResult> = {};
for (const [name, scenario] of Object.entries(scenarios)) {
  const outcome = await scenario
    .run({ Sentry, helpers })
    .catch((error: unknown) => ({ error: error instanceof Error ? String(error.stack) : String(error) }));
  await Sentry.flush(2000);
  results[name] = { ...outcome, spans: sink.take() };
}
process.stdout.write(JSON.stringify({ results, otherItems: sink.otherItems }), () => process.exit(0));
