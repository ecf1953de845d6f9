import type { ExpectedSpan, ExpectedTrace } from "./expected-trace.ts";
import type { ReceivedSpan } from "./received-span.ts";

/** What a run sent, for {@link compareTrace}. */
export interface ReceivedRun {
  readonly spans: readonly ReceivedSpan[];
  /** Process name to process id. */
  readonly processes: Readonly<Record<string, number>>;
  /** Messages that left the system. */
  readonly deliveries?: readonly ReceivedDelivery[];
}

/** A message that left the system, with the `sentry-trace` value of its carrier if it had one. */
export interface ReceivedDelivery {
  readonly message: string;
  readonly trace?: string;
}

/** How a run differs from its expected trace. Sound is: one trace, all processes, nothing missing or unplanned. */
export interface TraceComparison {
  /** Distinct trace ids. */
  readonly traces: number;
  /** Distinct process ids. */
  readonly processes: number;
  readonly spans: number;
  /** One line for each expected span or delivery that did not come. */
  readonly missing: readonly string[];
  /** One line for each span, or carrier on a delivery, that came without being expected. */
  readonly unplanned: readonly string[];
  readonly isSound: boolean;
}

/**
 * Compares received spans with an expected trace. No span is ignored: each is either expected or unplanned.
 *
 * A received span is expected when name, op, process, origin and status agree and its parent is an instance of the
 * expected parent. So one missing parent also reports everything under it, as missing and as unplanned.
 */
export function compareTrace(run: ReceivedRun, expected: ExpectedTrace): TraceComparison {
  const matched = matchSpans(run, expected.spans);
  const missing = expected.spans.flatMap((span) => {
    const found = [...matched.values()].filter((id) => id === span.id).length;
    return Array.from({ length: span.count - found }, () => describeExpected(span, expected.spans));
  });
  const unplanned = run.spans.filter((span) => !matched.has(span)).map((span) => describeReceived(span, run));
  const deliveries = compareDeliveries(run, expected, matched);
  const traces = new Set(run.spans.map((span) => span.traceId)).size;
  const processes = new Set(run.spans.flatMap(({ pid }) => (pid === undefined ? [] : [pid]))).size;
  const result = {
    traces,
    processes,
    spans: run.spans.length,
    missing: [...missing, ...deliveries.missing],
    unplanned: [...unplanned, ...deliveries.unplanned],
  };
  const wantedProcesses = new Set(expected.spans.map((span) => span.process)).size;
  const isComplete = result.missing.length === 0 && result.unplanned.length === 0;
  return { ...result, isSound: isComplete && traces === 1 && processes === wantedProcesses };
}

/** The last line of a comparison, for people and scripts. */
export function formatSummary({ traces, processes, spans, missing, unplanned }: TraceComparison): string {
  const counts = { traces, processes, spans, missing: missing.length, unplanned: unplanned.length };
  return Object.entries(counts)
    .map(([name, count]) => `${name}: ${String(count)}`)
    .join(", ");
}

/** Received span to the id of the expected span that it is an instance of. */
type Matches = ReadonlyMap<ReceivedSpan, string>;

function matchSpans(run: ReceivedRun, expected: readonly ExpectedSpan[]): Matches {
  const byId = new Map(run.spans.map((span) => [idOf(span), span]));
  const ordered = [...run.spans].sort((a, b) => a.start - b.start);
  const matches = new Map<ReceivedSpan, string>();
  for (const wanted of expected) {
    const taken = new Map<ReceivedSpan | undefined, number>();
    let total = 0;
    for (const span of ordered) {
      const parent = parentOf(span, byId);
      const isUnderParent =
        wanted.parent === undefined
          ? span.parentSpanId === undefined
          : parent !== undefined && matches.get(parent) === wanted.parent;
      if (!isUnderParent || matches.has(span) || !isInstance(span, wanted, run)) continue;
      const sameParent = taken.get(parent) ?? 0;
      if (total >= wanted.count || sameParent >= (wanted.perParent ?? Infinity)) continue;
      matches.set(span, wanted.id);
      taken.set(parent, sameParent + 1);
      total += 1;
    }
  }
  return matches;
}

function isInstance(span: ReceivedSpan, wanted: ExpectedSpan, run: ReceivedRun): boolean {
  const origin = span.origin?.startsWith("auto.") === true ? "auto" : "manual";
  return (
    span.name === wanted.name &&
    span.op === wanted.op &&
    processOf(span, run) === wanted.process &&
    origin === wanted.origin &&
    span.status === wanted.status
  );
}

function compareDeliveries(
  run: ReceivedRun,
  expected: ExpectedTrace,
  matched: Matches,
): Pick<TraceComparison, "missing" | "unplanned"> {
  const byId = new Map(run.spans.map((span) => [idOf(span), span]));
  const open = new Set((run.deliveries ?? []).filter((delivery) => delivery.trace !== undefined));
  const missing: string[] = [];
  for (const { message, parent, count } of expected.deliveries) {
    for (let index = 0; index < count; index += 1) {
      const found = [...open].find((delivery) => {
        const [traceId, spanId] = (delivery.trace ?? "").split("-");
        const span = byId.get(`${traceId ?? ""}-${spanId ?? ""}`);
        return delivery.message === message && span !== undefined && matched.get(span) === parent;
      });
      if (found) open.delete(found);
      else missing.push(`carrier on ${message}, of ${describePath(parent, expected.spans)}`);
    }
  }
  return {
    missing,
    unplanned: [...open].map(({ message, trace }) => `carrier on ${message}: ${trace ?? ""}`),
  };
}

function idOf(span: ReceivedSpan): string {
  return `${span.traceId}-${span.spanId}`;
}

function parentOf(span: ReceivedSpan, byId: ReadonlyMap<string, ReceivedSpan>): ReceivedSpan | undefined {
  return span.parentSpanId === undefined ? undefined : byId.get(`${span.traceId}-${span.parentSpanId}`);
}

function processOf(span: ReceivedSpan, run: ReceivedRun): string | undefined {
  return Object.entries(run.processes).find(([, pid]) => pid === span.pid)?.[0];
}

function describeExpected(span: ExpectedSpan, expected: readonly ExpectedSpan[]): string {
  const under = span.parent === undefined ? "" : `, under ${describePath(span.parent, expected)}`;
  return `${span.name} (${span.op}, ${span.process}, ${span.origin}, ${span.status})${under}`;
}

function describePath(id: string, expected: readonly ExpectedSpan[]): string {
  const span = expected.find((candidate) => candidate.id === id);
  return span ? `${span.name} (${span.process})` : id;
}

function describeReceived(span: ReceivedSpan, run: ReceivedRun): string {
  const parent = run.spans.find(
    (other) => other.traceId === span.traceId && other.spanId === span.parentSpanId,
  );
  const process = processOf(span, run) ?? `pid ${String(span.pid ?? "unknown")}`;
  const where = [
    span.op ?? "no op",
    process,
    span.origin ?? "no origin",
    span.statusMessage ?? span.status,
  ].join(", ");
  if (parent) return `${span.name} (${where}), under ${parent.name} (${processOf(parent, run) ?? "?"})`;
  return `${span.name} (${where}), ${span.parentSpanId === undefined ? "a root" : "its parent was not received"}`;
}
