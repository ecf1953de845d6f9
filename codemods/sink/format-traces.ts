import type { ReceivedTrace, SpanNode } from "./build-traces.ts";
import type { ReceivedSpan } from "./received-span.ts";

/**
 * Draws traces as text, a line for each span: the tree, the op, the process, the duration.
 *
 * @param processes process name to process id, to print names in place of ids.
 * @returns lines without a trailing line feed; columns are aligned over all traces.
 */
export function formatTraces(
  traces: readonly ReceivedTrace[],
  processes: Readonly<Record<string, number>> = {},
): string {
  const blocks = traces.map((trace) => ({
    trace,
    rows: trace.roots.flatMap((root) => toRows(root, "", "")),
  }));
  const rows = blocks.flatMap((block) => block.rows);
  const names = new Map(Object.entries(processes).map(([name, pid]) => [pid, name]));
  const processOf = ({ pid }: ReceivedSpan): string =>
    pid === undefined ? "no pid" : (names.get(pid) ?? `pid ${String(pid)}`);
  const treeWidth = widest(rows.map((row) => row.label));
  const opWidth = widest(rows.map((row) => row.span.op ?? ""));
  const processWidth = widest(rows.map((row) => processOf(row.span)));
  return blocks
    .flatMap(({ trace, rows: own }) => [
      `trace ${trace.traceId}`,
      ...own.map(({ label, span }) =>
        [
          label.padEnd(treeWidth),
          (span.op ?? "").padEnd(opWidth),
          processOf(span).padEnd(processWidth),
          `${(span.end - span.start).toFixed(1)} ms`.padStart(10),
          span.status === "error" ? `error: ${span.statusMessage ?? ""}` : "",
        ]
          .join("  ")
          .trimEnd(),
      ),
    ])
    .join("\n");
}

interface Row {
  readonly label: string;
  readonly span: ReceivedSpan;
}

function toRows({ span, isOrphan, children }: SpanNode, lead: string, indent: string): Row[] {
  const label = `${lead}${span.name}${isOrphan ? " (its parent was not received)" : ""}`;
  const below = children.flatMap((child, index) => {
    const isLast = index === children.length - 1;
    return toRows(child, `${indent}${isLast ? "└─ " : "├─ "}`, `${indent}${isLast ? "   " : "│  "}`);
  });
  return [{ label, span }, ...below];
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
