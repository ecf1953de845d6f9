import { expect, test } from "vitest";
import { isInsertion } from "../../spans/index.ts";
import { readCases } from "../support/cases.ts";
import { planCaseFile } from "../support/plan-case.ts";

const cases = readCases().filter(({ codemod, config }) => isInsertion(codemod) && config.names === undefined);

/** `names` is one setting: whatever codemod writes a span, in whatever form, asks it. */
test("every span that is written has a name in the config's style", () => {
  const strangers = new Set<string>();
  let count = 0;
  for (const fixture of cases) {
    const given = JSON.stringify(fixture.config);
    const styled = { ...fixture, config: { ...fixture.config, names: { style: "seed" } as const } };
    for (const { path, input } of fixture.files) {
      for (const { codemod, outcome } of planCaseFile(styled, path, input).sites) {
        if (outcome.kind !== "plan" || outcome.name === undefined || outcome.op === undefined) continue;
        // An entry that names its span has the last word.
        if (given.includes(`"name":${JSON.stringify(outcome.name)}`)) continue;
        count += 1;
        if (!outcome.name.startsWith(`${outcome.op}: `))
          strangers.add(`${codemod}: ${fixture.name}: ${outcome.name}`);
      }
    }
  }
  expect([...strangers]).toEqual([]);
  expect(count).toBeGreaterThan(100);
});
