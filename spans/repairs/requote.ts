import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";
import { quoted } from "../options.ts";
import { styleOf } from "../style.ts";
import { walk } from "../walk.ts";

/** A string literal in the quotes of the first one at a place, or in the file's own: a file may hold both kinds. */
export function quotedLike(file: SpanFile, place: TSESTree.Node, value: string): string {
  const style = styleOf(file);
  let quote: "'" | '"' | undefined;
  walk(place, (node) => {
    if (quote !== undefined) return false;
    if (node.type === "Literal" && typeof node.value === "string")
      quote = node.raw.startsWith("'") ? "'" : '"';
    return true;
  });
  return quoted(value, { ...style, quote: quote ?? style.quote });
}
