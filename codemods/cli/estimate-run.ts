import { ASSUMED_ROUNDS, bound, estimateSpans } from "../estimate/estimate.ts";
import type { Report, ReportEstimate } from "../report/report.ts";
import { createProject } from "../select/project.ts";
import { readSources } from "./select-project.ts";

/** The volume of a plan. */
export interface RunEstimate {
  readonly estimate: readonly ReportEstimate[];
  /** Entry points that make more spans than `--max-spans` says; `undefined` where none does. */
  readonly refusal: string | undefined;
}

/**
 * Counts the spans that one run of each entry point would make with a plan in.
 *
 * @param maxSpans - spans; `undefined`: no limit.
 */
export async function estimateRun(
  cwd: string,
  { files }: Report,
  maxSpans: number | undefined,
): Promise<RunEstimate> {
  const sources = await readSources(cwd);
  const estimate =
    sources === undefined ? [] : estimateSpans(createProject(sources.files, sources.facts, true), files);
  const tooMany = estimate.filter((one) => maxSpans !== undefined && bound(one) > maxSpans);
  if (tooMany.length === 0) return { estimate, refusal: undefined };
  const names = tooMany.map(({ entry, path }) => `${entry} (${path})`).join(", ");
  return {
    estimate,
    refusal: `more than ${maxSpans} spans in one run of ${names}, with a loop taken for ${ASSUMED_ROUNDS} rounds.`,
  };
}
