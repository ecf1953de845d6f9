import { isChosen } from "./chosen.ts";
import type { SpanFile } from "./file.ts";
import { passesGate } from "./gate.ts";
import type { Kind } from "./kind.ts";
import { kinds } from "./kinds/index.ts";
import type { CodemodName, SpanSite } from "./site.ts";
import { nodesOf } from "./walk.ts";

/** A site with the kind that found it. */
export interface DetectedSite {
  readonly site: SpanSite;
  readonly kind: Kind;
}

/** One walk for all kinds; sites in source order. */
export function detectSites(file: SpanFile, only?: readonly CodemodName[]): DetectedSite[] {
  const wanted = new Map<string, Kind[]>();
  for (const kind of kinds) {
    // A file passes the gate for one kind, and is asked about no other.
    if (!isChosen(kind.codemod, file.config, only) || !passesGate(kind, file.config, file.text)) continue;
    for (const type of kind.nodeTypes) wanted.set(type, [...(wanted.get(type) ?? []), kind]);
  }
  const detected: DetectedSite[] = [];
  // All nodes are known before the first is looked at: the walk sets parents, and detection looks up.
  for (const node of nodesOf(file.program)) {
    for (const kind of wanted.get(node.type) ?? []) {
      const found = kind.detect(node, file);
      if (found === undefined) continue;
      for (const site of "kind" in found ? [found] : found) detected.push({ site, kind });
    }
  }
  return detected.sort(
    (a, b) => a.site.node.range[0] - b.site.node.range[0] || b.site.node.range[1] - a.site.node.range[1],
  );
}
