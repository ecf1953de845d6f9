import { expect, test } from "vitest";
import { findingsOf } from "../../codemods/report/findings.ts";
import { renderAnnotations } from "../../codemods/report/github.ts";
import { createReport, type Report, type ReportSite } from "../../codemods/report/report.ts";

const site: ReportSite = {
  codemod: "wrap-functions",
  kind: "function",
  line: 12,
  column: 3,
  range: [200, 240],
  symbol: "Bakery.bake",
  decision: "wrap",
  name: "Bakery.bake",
  op: "function",
};

function reportOf(parts: Partial<Report>): Report {
  return createReport({
    tool: "spanwright 1.0.0",
    command: "check",
    sdk: undefined,
    notes: [],
    files: [],
    ...parts,
  });
}

function annotate(parts: Partial<Report>, prefix = ""): string {
  const report = reportOf(parts);
  return renderAnnotations(report, findingsOf(report), prefix);
}

test("a site becomes a warning on its line", () => {
  expect(annotate({ files: [{ path: "src/oven.ts", outcome: "changed", sites: [site] }] })).toBe(
    '::warning file=src/oven.ts,line=12,col=3,title=spanwright wrap-functions::Bakery.bake lacks the span "Bakery.bake" (function); spanwright apply writes it.\n',
  );
});

test("what stands in no function has no name", () => {
  const bare = { ...site, symbol: "<module>", decision: "continue" } as const;
  expect(annotate({ files: [{ path: "src/oven.ts", outcome: "changed", sites: [bare] }] })).toMatch(
    /::This place does not continue the trace that it receives; spanwright apply writes it\.\n$/,
  );
});

test("paths begin at the top of the repository", () => {
  expect(
    annotate({ files: [{ path: "src/oven.ts", outcome: "changed", sites: [site] }] }, "packages/bakery/"),
  ).toContain("file=packages/bakery/src/oven.ts,");
});

test("what would end a property or a line is escaped as GitHub reads it", () => {
  const odd = { ...site, decision: "edit", detail: "50 % of a:b,c\r\nlost." } as const;
  expect(annotate({ files: [{ path: "src/a,b:c%.ts", outcome: "changed", sites: [odd] }] })).toBe(
    "::warning file=src/a%2Cb%3Ac%25.ts,line=12,col=3,title=spanwright wrap-functions::50 %25 of a:b,c%0D%0Alost. spanwright apply writes it.\n",
  );
});

test("a failed file is an error, a marker a warning; what is left alone is not said", () => {
  const text = annotate({
    files: [
      { path: "src/a.ts", outcome: "failed", reason: "write-failed", detail: "EIO", sites: [] },
      {
        path: "src/b.ts",
        outcome: "unchanged",
        sites: [
          { ...site, decision: "skip", reason: "narrowing-lost" },
          { ...site, decision: "rolled-back", reason: "new-type-error" },
          { ...site, decision: "already" },
        ],
      },
    ],
    todos: [{ path: "src/c.ts", line: 4, column: 1, reason: "sampler by status" }],
  });
  expect(text.split("\n")).toEqual([
    "::error file=src/a.ts,title=spanwright::write-failed EIO",
    "::warning file=src/c.ts,line=4,col=1,title=spanwright todo::This waits for a person: sampler by status.",
    "",
  ]);
});
