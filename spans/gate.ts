import type { SpanwrightConfig } from "./config.ts";
import { kinds } from "./kinds/index.ts";
import type { CodemodName } from "./site.ts";
import { wordsPattern } from "./words.ts";

/**
 * The text gate: a file without any of these words has no site. Exact in that direction only (a test compares plans with and without it).
 *
 * @returns a pattern over the file's text, or `undefined` when no kind can have a site.
 */
export function createGate(config: SpanwrightConfig, only?: readonly CodemodName[]): RegExp | undefined {
  const words = new Set<string>();
  for (const kind of kinds) {
    if (only !== undefined && !only.includes(kind.codemod)) continue;
    for (const word of kind.anchors(config)) words.add(word);
  }
  if (words.size === 0) return undefined;
  return wordsPattern([...words]);
}
