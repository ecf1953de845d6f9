import type { TSESTree } from "@typescript-eslint/types";
import { contains } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";
import { frozenRanges } from "../frozen.ts";
import { lineIndent } from "../style.ts";
import { replaceRange } from "./replace.ts";

/**
 * The edits that take `span.end();` away: its line, with the `finally` that holds nothing else, with the `try` that has no `catch`.
 *
 * @returns `undefined` where a comment would be lost or names would clash.
 */
export function removeEnd(
  file: SpanFile,
  statement: TSESTree.ExpressionStatement,
): readonly PlannedEdit[] | undefined {
  const block = statement.parent;
  const owner = block.parent;
  if (
    block.type !== "BlockStatement" ||
    owner?.type !== "TryStatement" ||
    owner.finalizer !== block ||
    block.body.length > 1
  )
    return [replaceRange(wholeLine(file, statement.range), "")];
  if (owner.handler !== null) return cut(file, [[owner.handler.range[1], owner.range[1]]]);
  const [first, last] = [owner.block.body[0], owner.block.body.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const isAlone = owner.parent.type === "BlockStatement" && owner.parent.body.length === 1;
  if (!isAlone && owner.block.body.some(({ type }) => /Declaration$/.test(type))) return undefined;
  const cuts = cut(file, [
    [owner.range[0], first.range[0]],
    [last.range[1], owner.range[1]],
  ]);
  return cuts === undefined ? undefined : [...cuts, ...dedents(file, owner, [first.range[0], last.range[1]])];
}

function cut({ comments }: SpanFile, ranges: readonly Range[]): readonly PlannedEdit[] | undefined {
  if (comments.some((comment) => ranges.some((range) => contains(range, comment.range)))) return undefined;
  return ranges.map((range) => replaceRange(range, ""));
}

/** The line of a statement that stands alone on it; else the statement. */
function wholeLine({ text }: SpanFile, [start, end]: Range): Range {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const rest = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0];
  if (rest !== undefined && text.slice(lineStart, start).trim() === "") return [lineStart, end + rest.length];
  const gap = /[ \t]*$/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return [start - gap, end];
}

/** Lines that were inside a block move left, to where its owner stands. */
export function dedents(file: SpanFile, owner: TSESTree.Node, [start, end]: Range): readonly PlannedEdit[] {
  const { text } = file;
  const [outer, inner] = [lineIndent(text, owner.range[0]), lineIndent(text, start)];
  const frozen = frozenRanges(file, owner);
  if (inner.length <= outer.length || !inner.startsWith(outer)) return [];
  const edits: PlannedEdit[] = [];
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) {
    const line = at + 1;
    if (!text.startsWith(inner, line) || frozen.some((one) => one[0] < line && line < one[1])) continue;
    edits.push(replaceRange([line, line + inner.length - outer.length], ""));
  }
  return edits;
}
