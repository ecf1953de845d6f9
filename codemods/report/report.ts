import type { CodemodName, SiteKind, SkipReason } from "../../spans/index.ts";

export type Decision = "wrap" | "carry" | "continue" | "edit" | "already" | "skip" | "rolled-back";

/** One site in the report. Lines and columns are 1-based; `range` is in UTF-16 units of the original text, BOM included. */
export interface ReportSite {
  readonly codemod: CodemodName;
  readonly kind: SiteKind;
  readonly line: number;
  readonly column: number;
  readonly range: readonly [number, number];
  /** Enclosing function or method. */
  readonly symbol: string;
  readonly decision: Decision;
  readonly name?: string;
  readonly op?: string;
  readonly reason?: SkipReason;
  /** What stood in the way: a path, a diagnostic. */
  readonly detail?: string;
  readonly note?: string;
}

/** Why a whole file was passed over. */
export type FileReason =
  | "syntax-error"
  | "not-utf8"
  | "binary"
  | "merge-markers"
  | "generated"
  | "minified"
  | "unreadable"
  | "no-sdk"
  | "read-only"
  | "changed-on-disk"
  | "write-failed";

export interface ReportFile {
  readonly path: string;
  readonly outcome: "changed" | "unchanged" | "skipped" | "failed";
  readonly reason?: FileReason;
  readonly detail?: string;
  readonly sites: readonly ReportSite[];
}

/** A comment `spanwright-todo(<reason>)`: something that a person must decide. Line and column are 1-based. */
export interface ReportTodo {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** The spans of one run of an entry point, by the static call structure; automatic spans come on top. */
export interface ReportEstimate {
  /** The function in which work begins. */
  readonly entry: string;
  readonly path: string;
  readonly line: number;
  readonly kind: "route" | "timer" | "event" | "function";
  /** At most, with every branch counted. */
  readonly spans: number;
  /** And so many more for each item of the loops, or for each tool call of an agent. */
  readonly perItem: number;
  /** `path:line` of each of them. */
  readonly loops: readonly string[];
  /** Milliseconds between two runs, where it is an interval with a number. */
  readonly everyMs?: number;
  /** Spans per minute without those of loops. */
  readonly perMinute?: number;
}

export interface Totals {
  readonly sites: number;
  readonly changed: number;
  readonly already: number;
  readonly skipped: number;
  readonly rolledBack: number;
  readonly filesChanged: number;
  readonly filesFailed: number;
}

/** What a run did; the JSON form of it is the contract for machines. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: string;
  readonly command: string;
  readonly sdk: string | undefined;
  readonly files: readonly ReportFile[];
  /** Remarks that belong to no single site, such as a producer without a consumer. */
  readonly notes: readonly string[];
  /** Markers that are still open, by path and line; of `check` only. */
  readonly todos?: readonly ReportTodo[];
  /** Entry points with spans, the largest first; with `--estimate` or `--max-spans`. */
  readonly estimate?: readonly ReportEstimate[];
  readonly totals: Totals;
}

/** Sums up files; `files` are sorted by path. */
export function createReport(
  parts: Pick<Report, "tool" | "command" | "sdk" | "notes" | "todos" | "estimate"> & {
    readonly files: readonly ReportFile[];
  },
): Report {
  const files = [...parts.files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const sites = files.flatMap((file) => file.sites);
  const count = (wanted: (decision: Decision) => boolean): number =>
    sites.filter(({ decision }) => wanted(decision)).length;
  return {
    schemaVersion: 1,
    tool: parts.tool,
    command: parts.command,
    sdk: parts.sdk,
    files,
    notes: parts.notes,
    ...(parts.todos === undefined ? {} : { todos: parts.todos }),
    ...(parts.estimate === undefined ? {} : { estimate: parts.estimate }),
    totals: {
      sites: sites.length,
      changed: count((decision) => /^(?:wrap|carry|continue|edit)$/.test(decision)),
      already: count((decision) => decision === "already"),
      skipped: count((decision) => decision === "skip"),
      rolledBack: count((decision) => decision === "rolled-back"),
      filesChanged: files.filter(({ outcome }) => outcome === "changed").length,
      filesFailed: files.filter(({ outcome }) => outcome === "failed").length,
    },
  };
}
