import type { CodemodName } from "../../spans/index.ts";
import type { Report, ReportSite } from "./report.ts";

/** What a finding is about: a codemod that has work, or a marker that waits for a person. */
export type FindingRule = CodemodName | "todo";

/** Something open, as machines that show findings on a change want it. */
export interface Finding {
  readonly rule: FindingRule;
  /** Relative POSIX path. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** Enclosing function or method; absent for a marker. */
  readonly symbol?: string;
  readonly message: string;
}

/** What makes `check` fail, in the order of paths and lines. Sites that are left alone are no findings. */
export function findingsOf(report: Report): Finding[] {
  const sites = report.files.flatMap(({ path, sites }) =>
    sites.flatMap((site): Finding[] => {
      const message = messageOf(site);
      if (message === undefined) return [];
      const { codemod: rule, line, column, symbol } = site;
      return [{ rule, path, line, column, symbol, message }];
    }),
  );
  const todos = (report.todos ?? []).map(({ path, line, column, reason }): Finding => ({
    rule: "todo",
    path,
    line,
    column,
    message: `This waits for a person: ${reason === "" ? "no reason given" : reason}.`,
  }));
  return [...sites, ...todos].sort(
    (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}

function messageOf({ decision, symbol, name, op, codemod, detail }: ReportSite): string | undefined {
  const place = symbol === "" || symbol === "<module>" ? "This place" : symbol;
  const span = name === undefined ? "its span" : `the span "${name}"${op === undefined ? "" : ` (${op})`}`;
  const remedy = "spanwright apply writes it.";
  switch (decision) {
    case "wrap":
      return `${place} lacks ${span}; ${remedy}`;
    case "carry":
      return `${place} does not hand the trace on; ${remedy}`;
    case "continue":
      return `${place} does not continue the trace that it receives; ${remedy}`;
    case "edit":
      return detail === undefined ? `${codemod} changes ${place}; ${remedy}` : `${detail} ${remedy}`;
    case "already":
    case "skip":
    case "rolled-back":
      return undefined;
  }
}
