import { describe, expect, test } from "vitest";
import { codemodNames } from "../../spans/index.ts";
import { findingsOf } from "../../codemods/report/findings.ts";
import { createReport, type Report, type ReportSite } from "../../codemods/report/report.ts";
import { renderSarif } from "../../codemods/report/sarif.ts";

const site: ReportSite = {
  codemod: "carry-trace",
  kind: "message-send",
  line: 12,
  column: 3,
  range: [200, 240],
  symbol: "Post.send",
  decision: "carry",
};

const report = createReport({
  tool: "spanwright 1.2.3",
  command: "check",
  sdk: "@sentry/node@11",
  notes: [],
  files: [
    {
      path: "src/brief träger#1.ts",
      outcome: "changed",
      sites: [
        site,
        { ...site, line: 20, column: 5 },
        { ...site, line: 30, decision: "skip", reason: "no-carrier-type" },
      ],
    },
    {
      path: "src/broken.ts",
      outcome: "skipped",
      reason: "syntax-error",
      detail: "line 3: unexpected",
      sites: [],
    },
  ],
  todos: [{ path: "src/a.ts", line: 1, column: 4, reason: "decide" }],
});

interface Log {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string;
        readonly version: string;
        readonly rules: readonly {
          readonly id: string;
          readonly shortDescription: { readonly text: string };
        }[];
      };
    };
    readonly columnKind: string;
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly {
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly Location[];
      }[];
    }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly Location[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
    readonly region?: { readonly startLine: number; readonly startColumn: number };
  };
}

function logOf(one: Report, prefix = ""): Log {
  return JSON.parse(renderSarif(one, findingsOf(one), prefix)) as Log;
}

describe("SARIF 2.1.0", () => {
  const log = logOf(report);
  const [run] = log.runs;
  if (run === undefined) throw new Error("no run");

  // Sections 3.13, 3.14, 3.18, 3.19, 3.27 and 3.49 of the standard say what must be there.
  test("has what the standard requires", () => {
    expect(log.version).toBe("2.1.0");
    expect(log.$schema).toBe("https://json.schemastore.org/sarif-2.1.0.json");
    expect(log.runs).toHaveLength(1);
    expect(run.tool.driver).toMatchObject({ name: "spanwright", version: "1.2.3" });
    expect(run.columnKind).toBe("utf16CodeUnits");
    expect(run.invocations.map(({ executionSuccessful }) => executionSuccessful)).toEqual([true]);
    for (const { id, shortDescription } of run.tool.driver.rules) {
      expect(id).toMatch(/^spanwright\/[a-z-]+$/);
      expect(shortDescription.text, id).toMatch(/\.$/);
    }
    for (const { ruleId, ruleIndex, level, message, locations } of run.results) {
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(["none", "note", "warning", "error"]).toContain(level);
      expect(message.text).not.toBe("");
      for (const { physicalLocation } of locations) {
        expect(physicalLocation.region?.startLine).toBeGreaterThan(0);
        expect(physicalLocation.region?.startColumn).toBeGreaterThan(0);
      }
    }
  });

  test("names each codemod once, and the markers", () => {
    const ids = run.tool.driver.rules.map(({ id }) => id);
    expect(ids).toEqual([...codemodNames, "todo"].map((name) => `spanwright/${name}`));
  });

  test("has what is open, by path and line, and nothing that is left alone", () => {
    expect(
      run.results.map(({ ruleId, locations: [at] }) => [
        ruleId,
        at?.physicalLocation.artifactLocation.uri,
        at?.physicalLocation.region,
      ]),
    ).toEqual([
      ["spanwright/todo", "src/a.ts", { startLine: 1, startColumn: 4 }],
      ["spanwright/carry-trace", "src/brief%20tr%C3%A4ger%231.ts", { startLine: 12, startColumn: 3 }],
      ["spanwright/carry-trace", "src/brief%20tr%C3%A4ger%231.ts", { startLine: 20, startColumn: 5 }],
    ]);
  });

  test("says which files it passed over", () => {
    expect(run.invocations[0]?.toolExecutionNotifications).toEqual([
      {
        level: "note",
        message: { text: "skipped: syntax-error, line 3: unexpected" },
        locations: [
          { physicalLocation: { artifactLocation: { uri: "src/broken.ts", uriBaseId: "%SRCROOT%" } } },
        ],
      },
    ]);
  });

  test("says that a run with a failed file was not successful", () => {
    const failed = createReport({
      ...report,
      files: [{ path: "src/a.ts", outcome: "failed", reason: "write-failed", sites: [] }],
    });
    expect(logOf(failed).runs[0]?.invocations[0]?.executionSuccessful).toBe(false);
  });

  test("fingerprints stay when lines move, and differ between equal sites", () => {
    const moved = createReport({
      ...report,
      files: report.files.map((file) => ({
        ...file,
        sites: file.sites.map((one) => ({ ...one, line: one.line + 7, range: [300, 340] as const })),
      })),
    });
    const prints = (one: Log) => one.runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints);
    expect(prints(logOf(moved))).toEqual(prints(log));
    expect(new Set(prints(log)?.map((print) => print["spanwright/v1"])).size).toBe(3);
  });

  test("gives the same bytes for the same input, with paths from the top of the repository", () => {
    expect(renderSarif(report, findingsOf(report), "")).toBe(renderSarif(report, findingsOf(report), ""));
    expect(renderSarif(report, findingsOf(report), "")).not.toMatch(/\d\d:\d\d/);
    const [result] = logOf(report, "apps/post/").runs[0]?.results ?? [];
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe("apps/post/src/a.ts");
  });
});
