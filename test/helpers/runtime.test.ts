import { beforeAll, describe, expect, it } from "vitest";
import { runChild, type Ending, type Mode, type Run } from "./run-child.ts";
import { drawTree } from "./scenario.ts";
import { scenarios } from "./scenarios/index.ts";

// The status messages a sink may see. The helpers say internal_error; SDK 9 says unknown_error on a throw in startSpan, and
// SDK 10 leaves the message out of spans with a gen_ai op, which it sends one by one.
const messages: Readonly<Record<string, readonly string[]>> = {
  "@sentry/node": ["ok", "internal_error", "aborted"],
  "sentry-node-10": ["ok", "internal_error", "error", "aborted"],
  "sentry-node-9": ["ok", "internal_error", "unknown_error", "aborted"],
};
const sdks = Object.keys(messages);
const runs: [sdk: string, mode: Mode, ending: Ending][] = [
  ...sdks.flatMap((sdk): [string, Mode, Ending][] => [
    [sdk, "init", "mjs"],
    [sdk, "no-dsn", "mjs"],
    [sdk, "no-init", "mjs"],
    [sdk, "init", "cjs"],
  ]),
  ["@sentry/node", "init", "mts"],
  ["@sentry/node", "no-init", "cjs"],
];

describe.each(runs)("helpers with %s, %s, .%s", (sdk, mode, ending) => {
  let run: Run;
  beforeAll(async () => {
    run = await runChild(sdk, mode, ending);
  });

  it.each(Object.entries(scenarios))("%s", (name, scenario) => {
    const result = run.results[name];
    expect(result?.error).toBeUndefined();
    expect(result?.values).toEqual(scenario.values);
    expect(drawTree(result?.spans ?? [])).toEqual(mode === "init" ? [...scenario.tree].sort() : []);
    for (const { status } of result?.spans ?? []) expect(messages[sdk]).toContain(status);
    if (mode !== "init") return;
    expect(result?.traced).toEqual(scenario.traced);
    for (const [spanName, attributes] of Object.entries(scenario.attributes ?? {})) {
      const spans = result?.spans.filter((span) => span.name === spanName) ?? [];
      expect(spans.length).toBeGreaterThan(0);
      for (const span of spans) {
        const received = Object.fromEntries(
          Object.keys(attributes).map((key) => [key, span.attributes[key]]),
        );
        expect(received).toEqual(attributes);
      }
    }
  });

  it("sends spans and nothing else", () => {
    expect(run.otherItems.filter((type) => type !== "client_report")).toEqual([]);
  });
});
