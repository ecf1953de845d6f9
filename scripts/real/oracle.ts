import { z } from "zod";
import type { Report, ReportSite } from "../../codemods/report/report.ts";

const place = z.object({
  path: z.string(),
  symbol: z.string(),
  /** Names of functions around the symbol, inner first. */
  within: z.array(z.string()).default([]),
  alsoSymbols: z.array(z.string()).default([]),
  kind: z.string().optional(),
  alsoKinds: z.array(z.string()).default([]),
  line: z.number().optional(),
});

const oracleSchema = z.object({
  sites: z.array(place),
  neutral: z.array(place).default([]),
  never: z.array(place).default([]),
});

export type OraclePlace = z.infer<typeof place>;
export type Oracle = z.infer<typeof oracleSchema>;

/** A site of a report with its file. */
export interface SeenSite extends ReportSite {
  readonly path: string;
}

export interface OracleComparison {
  /** Expected and changed (or there already). */
  readonly found: readonly (readonly [OraclePlace, SeenSite])[];
  /** Expected, seen, and left alone with a reason. */
  readonly refused: readonly (readonly [OraclePlace, SeenSite])[];
  readonly missing: readonly OraclePlace[];
  /** Changed, and neither expected nor neutral. */
  readonly unexpected: readonly SeenSite[];
  readonly forbidden: readonly SeenSite[];
}

export function readOracle(text: string): Oracle {
  return oracleSchema.parse(JSON.parse(text));
}

/** Compares a report with what a person expects, for the kinds that the oracle speaks of; each site answers for one expectation. */
export function compareOracle(report: Report, oracle: Oracle): OracleComparison {
  const kinds = new Set(oracle.sites.flatMap((one) => [one.kind ?? "", ...one.alsoKinds].map(reportKind)));
  const left = new Set(
    report.files.flatMap(({ path, sites }) =>
      sites.filter(({ kind }) => kinds.has(kind)).map((site) => ({ ...site, path })),
    ),
  );
  const found: [OraclePlace, SeenSite][] = [];
  const refused: [OraclePlace, SeenSite][] = [];
  const missing: OraclePlace[] = [];
  for (const expected of oracle.sites) {
    const candidates = [...left].filter((site) => matches(site, expected));
    const best = candidates.sort((a, b) => distance(a, expected) - distance(b, expected))[0];
    if (best === undefined) {
      missing.push(expected);
      continue;
    }
    left.delete(best);
    (isChanged(best) ? found : refused).push([expected, best]);
  }
  const rest = [...left]
    .filter(isChanged)
    .filter((site) => !oracle.neutral.some((one) => matches(site, { ...one, kind: undefined })));
  return {
    found,
    refused,
    missing,
    unexpected: rest,
    forbidden: rest.filter((site) => oracle.never.some((one) => matches(site, { ...one, kind: undefined }))),
  };
}

function isChanged({ decision }: ReportSite): boolean {
  return decision !== "skip" && decision !== "rolled-back";
}

function matches(site: SeenSite, expected: OraclePlace): boolean {
  if (site.path !== expected.path) return false;
  const symbols = [expected.symbol, ...expected.within, ...expected.alsoSymbols];
  if (!symbols.includes(site.symbol)) return false;
  return (
    expected.kind === undefined || [expected.kind, ...expected.alsoKinds].map(reportKind).includes(site.kind)
  );
}

/** A queued message is a send site without a span. */
function reportKind(kind: string): string {
  return kind === "message-queue" ? "message-send" : kind;
}

function distance({ line }: SeenSite, expected: OraclePlace): number {
  return expected.line === undefined ? 0 : Math.abs(line - expected.line);
}
