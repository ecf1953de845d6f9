import type * as SentrySdk from "@sentry/node";
import type * as allHelpers from "./all-helpers.ts";
import type { ReceivedSpan } from "./memory-sink.ts";

export type Helpers = typeof allHelpers;

/** What a scenario works with: an SDK and the helper module that was rendered for it. */
export interface Kit {
  readonly Sentry: typeof SentrySdk;
  readonly helpers: Helpers;
}

/** A small program that is really run, with each SDK, and what must come of it. */
export interface Scenario {
  run(kit: Kit): Promise<Outcome>;
  /** What the program sees. It must be the same with tracing and without. */
  readonly values?: unknown;
  /** What it sees of tracing: only with `Sentry.init` and a DSN. */
  readonly traced?: unknown;
  /** The received spans, sorted: `parent/child`, with ` (error)` where the status is one. */
  readonly tree: readonly string[];
  /** Attributes of spans by name; those that are not listed are not compared. */
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Outcome {
  readonly values?: unknown;
  readonly traced?: unknown;
}

export type Scenarios = Readonly<Record<string, Scenario>>;

/** `root/child/grandchild` for each span, sorted. */
export function drawTree(spans: readonly ReceivedSpan[]): string[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const pathOf = (span: ReceivedSpan): string => {
    const parent = span.parentId === undefined ? undefined : byId.get(span.parentId);
    return parent ? `${pathOf(parent)}/${span.name}` : span.name;
  };
  return spans.map((span) => pathOf(span) + (span.status === "ok" ? "" : " (error)")).sort();
}
