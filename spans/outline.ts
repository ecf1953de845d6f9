import type { TSESTree } from "@typescript-eslint/types";
import { isChosen } from "./chosen.ts";
import type { SpanFile } from "./file.ts";
import { passesGate } from "./gate.ts";
import { kinds } from "./kinds/index.ts";
import type { CodemodName } from "./site.ts";

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
      isChosen(kind.codemod, file.config, only) &&
      (kind.canHold?.(file) ?? passesGate(kind, file.config, file.text)),
  );
}
