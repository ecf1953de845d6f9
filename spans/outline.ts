import type { TSESTree } from "@typescript-eslint/types";
import type { SpanwrightConfig } from "./config.ts";
import type { SpanFile } from "./file.ts";
import type { Kind } from "./kind.ts";
import { kinds } from "./kinds/index.ts";
import type { CodemodName } from "./site.ts";
import { wordsPattern } from "./words.ts";

/** A file before its tree is walked: the nodes have `start` and `end`, and nothing else that says where they are. */
export interface Outline extends Pick<SpanFile, "path" | "text" | "config"> {
  readonly program: TSESTree.Program;
  /** Type facts are at hand, and can find what imports do not tell. */
  readonly hasTypes: boolean;
}

/**
 * The second gate, behind the parser: most files that hold a word hold no site, which their imports tell, or the places where the words
 * stand. Exact in that direction only (a test compares plans with and without it).
 */
export function canHoldSites(file: Outline, only?: readonly CodemodName[]): boolean {
  return kinds.some(
    (kind) =>
      (only === undefined || only.includes(kind.codemod)) && (kind.canHold?.(file) ?? holdsWord(file, kind)),
  );
}

const patterns = new WeakMap<SpanwrightConfig, Map<Kind, RegExp | undefined>>();

function holdsWord({ config, text }: Outline, kind: Kind): boolean {
  const known = patterns.get(config) ?? new Map<Kind, RegExp | undefined>();
  patterns.set(config, known);
  if (!known.has(kind)) {
    const words = kind.anchors(config);
    known.set(kind, words.length === 0 ? undefined : wordsPattern(words));
  }
  return known.get(kind)?.test(text) === true;
}
