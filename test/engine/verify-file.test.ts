import { describe, expect, test } from "vitest";
import { createSpanFile, isSpanFile } from "../../codemods/engine/span-file.ts";
import { verifiedEdits, verifyFile, type VerifiedFile } from "../../codemods/engine/verify-file.ts";
import {
  applyEdits,
  planFile,
  plansOf,
  type FilePlan,
  type PlannedEdit,
  type SpanFile,
  type SpanPlan,
  type SpanwrightConfig,
} from "../../spans/index.ts";

const names = ["sow", "water", "reap"];
const field = `${names.map((name) => `export async function ${name}(row: string) {\n  // by hand: ${name}\n  return await work(row, "${name}");\n}\n`).join("\n")}\nasync function work(row: string, by: string) {\n  await tool(row, by);\n}\n`;

function open(
  text: string,
  config: SpanwrightConfig = { functions: names.map((name) => ({ function: name })) },
): SpanFile | undefined {
  const context = {
    path: "src/field.ts",
    config,
    sdk: { module: "@sentry/node", major: 11 },
    helpers: { path: "src/sentry-tracing", extension: ".js" },
    moduleFormat: "esm",
    isIsomorphic: false,
    types: undefined,
  } as const;
  const file = createSpanFile(context, text);
  return isSpanFile(file) ? file : undefined;
}

function planned(): FilePlan {
  const file = open(field);
  if (file === undefined) throw new Error("the field does not parse");
  return planFile(file);
}

/** The plan with one more edit in the group of one function: what a fault of ours would look like. */
function withFault(name: string, edit: PlannedEdit): FilePlan {
  const plan = planned();
  const sites = plan.sites.map((site) => {
    if (site.symbol !== name || site.outcome.kind !== "plan") return site;
    const { group } = site.outcome;
    const outcome: SpanPlan = { ...site.outcome, group: { ...group, edits: [...group.edits, edit] } };
    return { ...site, outcome };
  });
  return { ...plan, sites };
}

function symbolsOf({ plan }: VerifiedFile, plans: readonly SpanPlan[]): string[] {
  return plan.sites.flatMap(({ symbol, outcome }) =>
    outcome.kind === "plan" && plans.includes(outcome) ? [symbol] : [],
  );
}

function replace(text: string, by: string): PlannedEdit {
  const start = field.indexOf(text);
  return { range: [start, start + text.length], text: by, side: "replace" };
}

describe("verifyFile", () => {
  test("keeps every plan that passes", () => {
    const verified = verifyFile("src/field.ts", planned(), (text) => open(text));
    expect(symbolsOf(verified, verified.kept)).toEqual(names);
    expect(verified.rolledBack).toEqual([]);
  });

  const faults: Readonly<Record<string, readonly [PlannedEdit, RegExp]>> = {
    "breaks the syntax": [replace('row, "water"', "row, = "), /^parses: /],
    "loses a comment": [replace("// by hand: water", ""), /^comments: Line: by hand: water$/],
    "doubles a comment": [
      replace("// by hand: water", "// by hand: water\n  // by hand: water"),
      /^comments: a comment was added$/,
    ],
    "changes a literal": [replace('"water"', '"wafer"'), /^literals: .*water/],
    "gives what unwrap does not take out": [
      replace("return await work", "await rest();\n  return await work"),
      /^unwrap: /,
    ],
  };
  test.each(Object.entries(faults))("takes back only the plan that %s", (_, [edit, detail]) => {
    const verified = verifyFile("src/field.ts", withFault("water", edit), (text) => open(text));
    expect(symbolsOf(verified, verified.kept)).toEqual(["sow", "reap"]);
    expect(verified.rolledBack).toEqual([
      {
        plan: verified.plan.sites.find(({ symbol }) => symbol === "water")?.outcome,
        reason: "verify-failed",
        detail: expect.stringMatching(detail) as unknown,
      },
    ]);
    const after = applyEdits(field, verifiedEdits(verified));
    expect(after).toContain('name: "field.sow"');
    expect(after).toContain('name: "field.reap"');
    expect(after).toContain(
      'export async function water(row: string) {\n  // by hand: water\n  return await work(row, "water");\n}\n',
    );
  });

  test("takes everything back where a second run would find a site that the first one did not", () => {
    const other = { functions: [...names, "work"].map((name) => ({ function: name })) };
    const verified = verifyFile("src/field.ts", planned(), (text) => open(text, other));
    expect(verified.kept).toEqual([]);
    expect(new Set(verified.rolledBack.map(({ reason, detail }) => `${reason} ${detail}`))).toEqual(
      new Set(["verify-failed second run: finds a new function in work"]),
    );
  });

  test("takes everything back where nothing can be opened again", () => {
    const verified = verifyFile("src/field.ts", planned(), () => undefined);
    expect(verified.kept).toEqual([]);
    expect(verified.rolledBack).toHaveLength(plansOf(verified.plan).length);
    expect(applyEdits(field, verifiedEdits(verified))).toBe(field);
  });
});
