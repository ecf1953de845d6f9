import type { TSESTree } from "@typescript-eslint/types";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { replaceRange } from "./replace.ts";

/** Takes a statement out, with its line where it has one to itself. A comment in it would be lost, so then there is no edit. */
export function removeStatement(file: SpanFile, statement: TSESTree.Node): PlannedEdit | undefined {
  const [start, end] = statement.range;
  if (file.comments.some(({ range }) => start <= range[0] && range[1] <= end)) return undefined;
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  const rest = /^[ \t]*\r?\n/.exec(file.text.slice(end))?.[0];
  const isAlone = rest !== undefined && file.text.slice(lineStart, start).trim() === "";
  if (isAlone) return replaceRange([lineStart, end + rest.length], "");
  const space = /^[ \t]*/.exec(file.text.slice(end))?.[0].length ?? 0;
  return replaceRange([start, end + space], "");
}
