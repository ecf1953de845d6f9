import type { TSESTree } from "@typescript-eslint/types";
import { contains } from "./ast.ts";
import type { Range, SpanFile } from "./file.ts";
import { walk } from "./walk.ts";

/**
 * Ranges whose lines must not be indented: there, white space is a value (template literals, continued strings, JSX text) or a
 * drawing (block comments that are not in the ` * ` form).
 */
export function frozenRanges(file: SpanFile, node: TSESTree.Node): Range[] {
  const frozen: Range[] = [];
  walk(node, (inner) => {
    if (inner.type === "TemplateElement" || inner.type === "JSXText" || inner.type === "Literal") {
      // A quasi's range includes its delimiters in some parsers and not in others; the line starts inside are the same.
      if (file.text.slice(inner.range[0], inner.range[1]).includes("\n")) frozen.push(inner.range);
    }
  });
  for (const comment of file.comments) {
    if (comment.type !== "Block" || !contains(node.range, comment.range) || !comment.value.includes("\n"))
      continue;
    if (!isStarComment(comment.value)) frozen.push(comment.range);
  }
  return frozen;
}

/** Every line begins with `*`, as in this comment: those move with the code. */
export function isStarComment(value: string): boolean {
  return value
    .split("\n")
    .slice(1)
    .every((line) => /^[ \t]*\*?/.exec(line)?.[0].endsWith("*") || line.trim() === "");
}
