import type { ReportTodo } from "../report/report.ts";
import { parse } from "./parse.ts";
import { readSourceSync } from "./read.ts";

/** The word that a file with a marker holds; markers are what a codemod leaves where a person must act. */
const WORD = "spanwright-todo";
const MARKER = /spanwright-todo\(([^()\r\n]*)\)/g;

/**
 * Finds the markers that nobody has handled yet: comments `spanwright-todo(<reason>)`. Where a file does not parse, every marker in its
 * text counts.
 *
 * @param paths - sorted POSIX paths relative to the root; any source file, also one in which nothing else would be looked at.
 * @returns in the order of paths and lines
 */
export function findTodos(root: string, paths: readonly string[]): ReportTodo[] {
  return paths.flatMap((path) => {
    const read = readSourceSync(root, path);
    if (read.kind !== "text" || !read.text.includes(WORD)) return [];
    return findInText(path, read.text);
  });
}

function findInText(path: string, text: string): ReportTodo[] {
  const parsed = parse(path, text);
  const comments = parsed.kind === "parsed" ? parsed.comments.map(({ range }) => range) : [[0, text.length]];
  return comments.flatMap(([start = 0, end]) =>
    Array.from(text.slice(start, end).matchAll(MARKER), ({ index, 1: reason = "" }) => {
      const before = text.slice(0, start + index);
      return {
        path,
        line: before.split("\n").length,
        column: before.length - before.lastIndexOf("\n"),
        reason: reason.trim(),
      };
    }),
  );
}
