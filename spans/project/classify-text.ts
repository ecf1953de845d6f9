/** Why no person edits a text as it is. */
export type UneditedReason = "merge-markers" | "generated" | "minified";

/**
 * Finds the texts that no person edits as they are: a merge in progress, generated and minified code.
 *
 * @returns undefined for an ordinary source text
 */
export function classifyText(text: string): UneditedReason | undefined {
  if (hasMergeMarkers(text)) return "merge-markers";
  if (isGenerated(text)) return "generated";
  return isMinified(text) ? "minified" : undefined;
}

/** All three marks in their order, each at the start of a line: a lone `=======` is an underline in many a comment. */
function hasMergeMarkers(text: string): boolean {
  if (!text.includes("<<<<<<< ")) return false;
  const marks = Array.from(text.matchAll(/^(?:<{7}(?= )|={7}(?=\r?$)|>{7}(?= |\r?$))/gm), ([mark]) =>
    mark.charAt(0),
  );
  return marks.join("").includes("<=>");
}

const generatedMarks: readonly RegExp[] = [
  /@generated\b/,
  /\bDO NOT (?:EDIT|MODIFY|CHANGE)\b/,
  /\b(?:this|the) (?:file|code|module) (?:is|was|has been) (?:auto-?|automatically )?generated\b/i,
  /^\W*(?:code |file )?(?:auto-?|automatically )?generated (?:by|from|using|with|file|code)\b/im,
];

/** Generators sign in a comment above the first code; the same words further down speak of something else. */
function isGenerated(text: string): boolean {
  const header = readHeader(text);
  return header !== "" && generatedMarks.some((mark) => mark.test(header));
}

/** The comments, and directives such as "use strict", that a file starts with. */
function readHeader(text: string): string {
  const piece = /\uFEFF|#!.*|\s+|\/\/.*|\/\*[^]*?\*\/|(["'])use \w+\1;?/y;
  let end = 0;
  while (end < 10_000 && piece.test(text)) end = piece.lastIndex;
  return text.slice(0, end);
}

const longLine = 5000;

function isMinified(text: string): boolean {
  let lines = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    if (end - start > longLine) return true;
    lines++;
    start = end + 1;
  }
  return text.length - start > longLine || (text.length > 2000 && text.length / lines > 300);
}
