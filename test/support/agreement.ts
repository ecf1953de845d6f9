import { describe, expect, test } from "vitest";
import { outputOf, type CodemodName, type SiteKind } from "../../spans/index.ts";
import { readCases } from "./cases.ts";
import { openLintProject } from "./lint-case.ts";
import { planCaseFile } from "./plan-case.ts";

/**
 * Tests that a rule reports the sites of some kinds that a codemod changes, no others, and that its fix gives the codemod's bytes; on
 * every fixture of the codemod.
 */
export function describeAgreement(rule: string, codemod: CodemodName, kinds: readonly SiteKind[]): void {
  const cases = readCases().filter((fixture) => fixture.codemod === codemod);

  test("has fixtures to agree on", () => expect(cases.length).toBeGreaterThan(5));

  describe.each(cases.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
    test.each(fixture.files.map((file) => [file.path, file] as const))("%s", (path, { input, output }) => {
      const paths = fixture.files.map((file) => file.path);
      const project = openLintProject(fixture, paths, "typescript-eslint", rule);
      try {
        const plan = planCaseFile(fixture, path, input);
        const wanted = plan.sites.flatMap(({ site, outcome }) =>
          kinds.includes(site.kind === "problem" ? site.check : site.kind) && outcome.kind === "plan"
            ? [{ start: site.node.range[0], outcome }]
            : [],
        );
        const places = wanted.map(({ start }) => start).sort((a, b) => a - b);
        const found = project.lint(path, input).map(({ line, column }) => offsetOf(input, line, column));
        expect(found.sort((a, b) => a - b)).toEqual(places);
        expect(project.fix(path, input)).toBe(
          wanted.length === 0
            ? input
            : outputOf(
                plan,
                wanted.map((one) => one.outcome),
              ),
        );
        expect(project.lint(path, output)).toEqual([]);
      } finally {
        project.remove();
      }
    });
  });
}

/** The offset of a 1-based line and column; ESLint leaves the byte order mark out. */
function offsetOf(text: string, line: number, column: number): number {
  const bom = text.startsWith("\uFEFF") ? 1 : 0;
  let start = bom;
  for (const { 0: end, index } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
    if (line <= 1) break;
    line -= 1;
    start = index + end.length;
  }
  return start + column - 1;
}
