import type { ReceivedSpan } from "./received-span.ts";

/** A received span with the spans that name it as their parent, in order of start. */
export interface SpanNode {
  readonly span: ReceivedSpan;
  /** True when the span names a parent that was not received. */
  readonly isOrphan: boolean;
  readonly children: readonly SpanNode[];
}

/** All spans of one trace id. More than one root means that the trace is broken. */
export interface ReceivedTrace {
  readonly traceId: string;
  readonly roots: readonly SpanNode[];
}

/**
 * Groups spans into trees, one forest for each trace.
 *
 * Every span given is in the result exactly once: a span whose parent was not received is a root, and so is the first
 * of each ring of spans that name each other.
 *
 * @returns traces and siblings in order of start.
 */
export function buildTraces(spans: readonly ReceivedSpan[]): ReceivedTrace[] {
  const ordered = [...spans].sort((a, b) => a.start - b.start);
  const byTrace = groupBy(ordered, (span) => span.traceId);
  return [...byTrace].map(([traceId, members]) => ({ traceId, roots: buildForest(members) }));
}

function buildForest(spans: readonly ReceivedSpan[]): SpanNode[] {
  const ids = new Set(spans.map((span) => span.spanId));
  const byParent = groupBy(spans, (span) => span.parentSpanId);
  const placed = new Set<ReceivedSpan>();
  const place = (span: ReceivedSpan): SpanNode => {
    placed.add(span);
    return { span, isOrphan: isOrphan(span, ids), children: placeAll(byParent.get(span.spanId) ?? []) };
  };
  const placeAll = (members: readonly ReceivedSpan[]): SpanNode[] =>
    members.flatMap((span) => (placed.has(span) ? [] : [place(span)]));
  const roots = placeAll(spans.filter((span) => span.parentSpanId === undefined || isOrphan(span, ids)));
  return [...roots, ...placeAll(spans)]; // what is left are rings
}

function isOrphan(span: ReceivedSpan, ids: ReadonlySet<string>): boolean {
  return span.parentSpanId !== undefined && !ids.has(span.parentSpanId);
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
