import type { TSESTree } from "@typescript-eslint/types";

/** Whether a comment turns a rule off on a line. */
export type IsDisabled = (line: number) => boolean;

/**
 * Reads the comments that turn a rule off. ESLint drops the problems itself, but the fix of one problem here may carry the edits of
 * others, and those must not reach a line that someone has closed to the rule.
 *
 * @param ruleId - with the plugin's prefix, as written in the comments.
 */
export function readDirectives(comments: readonly TSESTree.Comment[], ruleId: string): IsDisabled {
  const lines = new Set<number>();
  const switches: { readonly line: number; readonly disabled: boolean }[] = [];
  for (const comment of comments) {
    const [, type, list = ""] = DIRECTIVE.exec(comment.value) ?? [];
    if (type === undefined || !names(list, ruleId)) continue;
    if (type === "disable-line") lines.add(comment.loc.start.line);
    else if (type === "disable-next-line") lines.add(comment.loc.end.line + 1);
    else if (comment.type === "Block")
      switches.push({ line: comment.loc.start.line, disabled: type === "disable" });
  }
  return (line) => lines.has(line) || (switches.findLast((one) => one.line <= line)?.disabled ?? false);
}

const DIRECTIVE =
  /^\s*(?:es|ox)lint-(disable-next-line|disable-line|disable|enable)(?:\s+([^]*?))?\s*(?:\s-{2,}\s[^]*)?$/;

/** No list means every rule. */
function names(list: string, ruleId: string): boolean {
  const rules = list.split(",").map((rule) => rule.trim());
  return list.trim() === "" || rules.includes(ruleId);
}
