import type { SpanFile, TextEdit } from "../spans/index.ts";

/** Some edits as the one replacement that a fixer takes. */
export function mergedEdit(file: SpanFile, edits: readonly TextEdit[]): TextEdit {
  const start = edits[0]?.range[0] ?? 0;
  const end = edits.at(-1)?.range[1] ?? start;
  let text = "";
  let at = start;
  for (const { range, text: replacement } of edits) {
    text += file.text.slice(at, range[0]) + replacement;
    at = range[1];
  }
  return { range: [start, end], text };
}
