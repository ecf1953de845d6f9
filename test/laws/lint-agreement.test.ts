import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outputOf, plansOf, type FilePlan, type PlannedSite } from "../../spans/index.ts";
import { readCases, type FixtureCase } from "../support/cases.ts";
import { openLintProject, type LintProject, type ParserName } from "../support/lint-case.ts";
import { planCaseFile } from "../support/plan-case.ts";

const runs = readCases().flatMap((fixture) => {
  const scripts = fixture.files.filter(({ path }) => /\.[cm]?jsx?$/.test(path));
  const all: [string, FixtureCase, ParserName][] = [[fixture.name, fixture, "typescript-eslint"]];
  if (scripts.length > 0) all.push([`${fixture.name} (espree)`, { ...fixture, files: scripts }, "espree"]);
  return all;
});

describe.each(
  runs.map(([name, fixture, parser]) => [`${fixture.codemod}: ${name}`, fixture, parser] as const),
)("%s", (_, fixture, parser) => {
  let project: LintProject;
  beforeAll(() => {
    project = openLintProject(
      fixture,
      fixture.files.map(({ path }) => path),
      parser,
    );
  });
  afterAll(() => project.remove());

  test.each(fixture.files.map((file) => [file.path, file] as const))("%s", (path, { input, output }) => {
    const plan = planCaseFile(fixture, path, input);
    const problems = project.lint(path, input).map(({ line, column }) => `${line}:${column}`);
    expect(problems, "law 3: lint(input) reports what the codemod changes").toEqual(
      placesIn(plan, input, isReported),
    );

    const ruled = plansOf(plan).filter((one) => !isMessageType(plan, one));
    // Message types are edited across files, so the codemod has them alone; all else must give the fixture's own bytes.
    const expected = ruled.length === plansOf(plan).length ? output : outputOf(plan, ruled);
    expect(project.fix(path, input), "law 4: the fix gives the codemod's bytes").toBe(expected);
    const taken = project.takeSuggestions(path, input, (text) =>
      placesIn(planCaseFile(fixture, path, text), text, isPlanned),
    );
    expect(tokensOf(taken), "law 4: so do suggestions, one by one").toBe(tokensOf(expected));
    const left = project.lint(path, output).map(({ line, column }) => `${line}:${column}`);
    expect(left, "law 3: lint(output) reports only what needs a person").toEqual(
      placesIn(planCaseFile(fixture, path, output), output, isReported),
    );
  });
});

/**
 * A text without what the order of changes decides when sites are changed one by one: imports come as they are first needed, and a
 * line that is moved right later on is not broken again.
 */
function tokensOf(text: string): string {
  const lines = text.replace(
    /^((?:import|const) \{ ?)([\w, ]*?)( ?\} (?:from|=) )/gm,
    (_, open: string, names: string, close: string) => open + names.split(", ").sort().join(", ") + close,
  );
  const isImport = (line: string): boolean => /^(?:import |const .* = require\()/.test(line);
  const all = lines.split("\n");
  const imports = all.filter(isImport).sort();
  const sorted = all.map((line) => (isImport(line) ? (imports.shift() ?? "") : line)).join("\n");
  return sorted.replace(/\s+/g, " ").replace(/(?<=[([{]) | (?=[)\]}])|,(?= ?[)\]}])/g, "");
}

type Plan = ReturnType<typeof plansOf>[number];

function isMessageType({ sites }: FilePlan, plan: Plan): boolean {
  return sites.some(({ site, outcome }) => outcome === plan && site.kind === "message-type");
}

function isPlanned({ site, outcome }: PlannedSite): boolean {
  return outcome.kind === "plan" && site.kind !== "message-type";
}

/** A rule also tells the problems that the codemod leaves to a person. */
function isReported(planned: PlannedSite): boolean {
  return planned.site.kind === "problem" || isPlanned(planned);
}

/** 1-based lines and columns of some sites, with the byte order mark left out as ESLint does. */
function placesIn({ sites }: FilePlan, text: string, isWanted: (planned: PlannedSite) => boolean): string[] {
  return sites.filter(isWanted).map(({ site }) => {
    const before = text
      .slice(text.startsWith("\uFEFF") ? 1 : 0, site.node.range[0])
      .split(/\r\n|[\n\r\u2028\u2029]/);
    return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
  });
}
