import { describe, expect, test } from "vitest";
import { verifyFile } from "../codemods/engine/verify-file.ts";
import {
  createGate,
  isInsertion,
  outputOf,
  plansOf,
  skipText,
  unwrapFile,
  type SkipReason,
} from "../spans/index.ts";
import { readCases } from "./support/cases.ts";
import { openCaseFile, planCaseFile } from "./support/plan-case.ts";
import { runScenarios } from "./support/scenarios.ts";

const cases = readCases();

describe.each(cases.map((fixture) => [`${fixture.codemod}: ${fixture.name}`, fixture] as const))(
  "%s",
  (_, fixture) => {
    test.each(fixture.files.map((file) => [file.path, file] as const))("%s", (path, { input, output }) => {
      const plan = planCaseFile(fixture, path, input);
      expect(outputOf(plan), "law 1: exact").toBe(output);

      const skips = plan.sites.flatMap(({ outcome }) => (outcome.kind === "skip" ? [outcome.reason] : []));
      if (fixture.skipped !== undefined) expect(skips, "law 7: honest").toEqual(fixture.skipped);

      const again = planCaseFile(fixture, path, output);
      expect(outputOf(again), "law 2: idempotent").toBe(output);

      // What a repair has changed comes back by the journal alone: test/engine has that half of the law.
      if (isInsertion(fixture.codemod) && plansOf(plan).length > 0) {
        const unwrapped = unwrapFile(openCaseFile(fixture, path, output), {
          only: [fixture.codemod],
          reopen: (text) => openCaseFile(fixture, path, text),
        });
        expect(unwrapped.text, "law 6: reversible").toBe(input);
      }

      const verified = verifyFile(path, plan, (text) => openCaseFile(fixture, path, text), [fixture.codemod]);
      expect(verified.rolledBack, "law 5: harmless").toEqual([]);

      if (plan.sites.length > 0)
        expect(createGate(fixture.config, [fixture.codemod])?.test(input), "the gate lets it through").toBe(
          true,
        );
    });

    // Line ends and a byte order mark are the file's own: the same edits, the same text in another dress.
    test.each(
      fixture.files.filter(({ input }) => !input.includes("\r")).map((file) => [file.path, file] as const),
    )("%s with CRLF and BOM", (path, { input, output }) => {
      const dress = (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
      expect(outputOf(planCaseFile(fixture, path, dress(input)))).toBe(dress(output));
    });

    if (fixture.scenarios !== undefined) {
      test("law 8: same behaviour", async () => {
        await runScenarios(fixture);
      });
    }
  },
);

test("every plan of a case is for the case's codemod, and changes its bytes", () => {
  for (const fixture of cases) {
    for (const { path, input } of fixture.files) {
      const plan = planCaseFile(fixture, path, input);
      for (const { group } of plansOf(plan))
        expect(group.edits.length, `${fixture.name}/${path}`).toBeGreaterThan(0);
      expect(openCaseFile(fixture, path, input).text).toBe(input);
    }
  }
});

test("every skip reason has a fixture that triggers it", () => {
  const triggered = new Set(
    cases.flatMap((fixture) =>
      fixture.files.flatMap(({ path, input }) =>
        planCaseFile(fixture, path, input).sites.flatMap(({ outcome }) =>
          outcome.kind === "skip" ? [outcome.reason] : outcome.kind === "plan" ? (outcome.note ?? []) : [],
        ),
      ),
    ),
  );
  // These need a project or types around them: test/cli and test/engine have their cases.
  const elsewhere: readonly SkipReason[] = [
    "new-type-error",
    "verify-failed",
    "no-sdk",
    "framework-init",
    "no-start-command",
  ];
  const missing = Object.keys(skipText).filter(
    (reason) => !triggered.has(reason as SkipReason) && !elsewhere.includes(reason as SkipReason),
  );
  expect(missing).toEqual([]);
});
