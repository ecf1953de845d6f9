import type { TSESTree } from "@typescript-eslint/types";
import type { PlannedEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";
import { lineIndent } from "../style.ts";
import { removeItem } from "./property.ts";

/**
 * Takes one of the items that go out of a list. Each edit stands alone, and all of them together do not overlap.
 *
 * @param gone - all that go; `item` is one of them.
 * @returns `undefined` where a comment inside the item would be lost, or one behind it would be left to speak of nothing.
 */
export function removeOneOf(
  file: SpanFile,
  list: readonly (TSESTree.Node | null)[],
  item: TSESTree.Node,
  gone: readonly TSESTree.Node[],
): PlannedEdit | undefined {
  const [start, end] = item.range;
  const isFirst =
    lineIndent(file.text, start).length === start - (file.text.lastIndexOf("\n", start - 1) + 1);
  if (hasComment(file, [start, isFirst ? endOfLine(file, end) : end])) return undefined;
  const index = list.indexOf(item);
  const previous = list[index - 1];
  const next = list[index + 1];
  const endsBare = !/^\s*,/.test(file.text.slice((list.at(-1) ?? item).range[1]));
  if (!endsBare || previous == null || !list.slice(index).every((one) => one !== null && gone.includes(one)))
    return removeItem(file, list, item);
  // All behind it goes as well, and what stays in front must lose its comma: each takes the one before it along.
  if (!hasComment(file, [previous.range[1], next?.range[0] ?? end]))
    return { range: [previous.range[1], end], text: "", side: "replace" };
  if (next != null || !gone.includes(previous)) return removeItem(file, list, item);
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  const rest = /^[ \t]*\r?\n/.exec(file.text.slice(end))?.[0];
  const isAlone = rest !== undefined && file.text.slice(lineStart, start).trim() === "";
  return isAlone
    ? { range: [lineStart, end + rest.length], text: "", side: "replace" }
    : { range: [start, end], text: "", side: "replace" };
}

/** End of the line that an offset is on; a block comment that begins there may go on. */
function endOfLine({ text, comments }: SpanFile, offset: number): number {
  const end = /\r?\n|$/.exec(text.slice(offset))?.index ?? 0;
  const last = comments.findLast(({ range }) => offset <= range[0] && range[0] < offset + end);
  return Math.max(offset + end, last?.range[1] ?? 0);
}

function hasComment({ comments }: SpanFile, [start, end]: Range): boolean {
  return comments.some(({ range }) => start <= range[0] && range[1] <= end);
}
