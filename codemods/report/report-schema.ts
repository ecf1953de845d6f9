import { codemodNames, skipText } from "../../spans/index.ts";
import type { Decision, FileReason, ReportFile } from "./report.ts";

/** A value that the type does not know, or one that it knows and the table lacks, is a type error. */
const decisions: Readonly<Record<Decision, true>> = {
  wrap: true,
  carry: true,
  continue: true,
  edit: true,
  already: true,
  skip: true,
  "rolled-back": true,
};

const outcomes: Readonly<Record<ReportFile["outcome"], true>> = {
  changed: true,
  unchanged: true,
  skipped: true,
  failed: true,
};

const fileReasons: Readonly<Record<FileReason, true>> = {
  "syntax-error": true,
  "not-utf8": true,
  binary: true,
  "merge-markers": true,
  generated: true,
  minified: true,
  unreadable: true,
  "no-sdk": true,
  "read-only": true,
  "changed-on-disk": true,
  "write-failed": true,
};

const text = { type: "string" };
const count = { type: "integer", minimum: 0 };
const position = { type: "integer", minimum: 1 };

/** Everything is required unless it is named as optional. A reader must let pass what later versions add. */
function object(properties: Readonly<Record<string, object>>, ...optional: readonly string[]): object {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: "object", properties, required };
}

function list(items: object): object {
  return { type: "array", items };
}

function oneOf(values: Readonly<Record<string, unknown>>): object {
  return { enum: Object.keys(values) };
}

const site = object(
  {
    codemod: { enum: codemodNames },
    kind: { ...text, description: "Kind of the site, or the check that found it; `spanwright list --json`." },
    line: position,
    column: position,
    range: {
      type: "array",
      items: count,
      minItems: 2,
      maxItems: 2,
      description: "[start, end) in UTF-16 units of the original text, BOM included.",
    },
    symbol: { ...text, description: "Enclosing function or method." },
    decision: oneOf(decisions),
    name: { ...text, description: "Span name." },
    op: { ...text, description: "Span op." },
    reason: { ...oneOf(skipText), description: "Of a skip or a rolled-back site; always there." },
    detail: { ...text, description: "What stood in the way, or what is wrong." },
    note: { ...oneOf(skipText), description: "A remark on a change." },
  },
  ...["name", "op", "reason", "detail", "note"],
);

const file = object(
  {
    path: { ...text, description: "Relative POSIX path." },
    outcome: oneOf(outcomes),
    reason: oneOf(fileReasons),
    detail: text,
    sites: list(site),
  },
  ...["reason", "detail"],
);

const todo = object({ path: text, line: position, column: position, reason: text });

const estimate = object(
  {
    entry: text,
    path: text,
    line: position,
    kind: { enum: ["route", "timer", "event", "function"] },
    spans: count,
    perItem: count,
    loops: list(text),
    everyMs: count,
    perMinute: count,
  },
  ...["everyMs", "perMinute"],
);

/** The JSON schema of what `--json` gives for `plan`, `apply`, `check`, `unwrap` and `undo`; published with the package. */
export function reportJsonSchema(): object {
  const report = object(
    {
      schemaVersion: { const: 1 },
      tool: { ...text, description: "`spanwright` and its version." },
      command: { enum: ["plan", "apply", "check", "unwrap", "undo"] },
      sdk: { ...text, description: "Module and version of the first file's SDK: `@sentry/node@11.11.0`." },
      files: { ...list(file), description: "Sorted by path; a file without a site is not in it." },
      notes: list(text),
      todos: { ...list(todo), description: "Markers that wait for a person; of `check`." },
      estimate: list(estimate),
      totals: object({
        sites: count,
        changed: count,
        already: count,
        skipped: count,
        rolledBack: count,
        filesChanged: count,
        filesFailed: count,
      }),
    },
    ...["sdk", "todos", "estimate"],
  );
  return { $schema: "http://json-schema.org/draft-07/schema#", title: "spanwright report", ...report };
}
