import type { TSESTree } from "@typescript-eslint/types";
import type { Repair, SpanProblem, Suggestion } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { markerAbove } from "./marker.ts";

export type UpgradeMessage = "removed" | "ignored" | "replace" | "mark";
export type UpgradeProblem = SpanProblem<UpgradeMessage>;

interface Removed {
  readonly node: TSESTree.Node;
  /** What is gone, in the file's words. */
  readonly what: string;
  readonly instead: string;
  /** The SDK takes it and does nothing with it. */
  readonly isIgnored?: boolean;
  readonly repair?: Repair | undefined;
  readonly isCertain?: boolean;
}

/** A problem with the repair that is right, or else with a marker for a person. */
export function removedProblem(
  file: SpanFile,
  { node, what, instead, isIgnored = false, repair, isCertain = false }: Removed,
): UpgradeProblem {
  const data = { what, instead, major: String(file.sdk.major) };
  const problem = { node, message: isIgnored ? "ignored" : "removed", data } as const;
  if (repair !== undefined) {
    const replace: Suggestion<UpgradeMessage> = { ...repair, message: "replace", data };
    return { ...problem, repair: replace, isCertain };
  }
  const marker = markerAbove(file, node, `${what}: use ${instead}`);
  return marker === undefined ? problem : { ...problem, repair: { ...marker, message: "mark", data } };
}
