import { structuredPatch } from "diff";
import picocolors from "picocolors";

export interface DiffOptions {
  /** For a terminal: coloured, and control characters of the text made visible instead of obeyed. */
  readonly color?: boolean;
  /** Unchanged lines around a change; 3 when absent. */
  readonly context?: number;
}

/**
 * Renders the change of one file as a unified diff. Without colour the text is one that `git apply` takes.
 *
 * @param path relative POSIX path
 * @param before the text as it was, or `null` for a new file
 * @param after the text as it becomes, or `null` for a file that goes away
 * @returns the diff with a line end at its end; "" when nothing changes
 */
export function renderDiff(
  path: string,
  before: string | null,
  after: string | null,
  options: DiffOptions = {},
): string {
  if (before === after) return "";
  const { color = false, context = 3 } = options;
  const { hunks } = structuredPatch("", "", before ?? "", after ?? "", undefined, undefined, { context });
  const paint = color ? paintLine : (line: string) => line;
  const lines = [
    `--- ${before === null ? "/dev/null" : quotePath(`a/${path}`)}`,
    `+++ ${after === null ? "/dev/null" : quotePath(`b/${path}`)}`,
  ];
  const body = hunks.flatMap((hunk) => [
    `@@ -${formatRange(hunk.oldStart, hunk.oldLines)} +${formatRange(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ]);
  return [
    ...lines.map((line) => (color ? colors.bold(showControls(line)) : line)),
    ...body.map(paint),
    "",
  ].join("\n");
}

const colors = picocolors.createColors(true);

function paintLine(line: string): string {
  // The carriage return of a CRLF line stays behind the colour, where a terminal does not show it.
  const end = line.endsWith("\r") ? "\r" : "";
  const text = showControls(line.slice(0, line.length - end.length));
  if (text.startsWith("+")) return colors.green(text) + end;
  if (text.startsWith("-")) return colors.red(text) + end;
  if (text.startsWith("@@")) return colors.cyan(text) + end;
  return (text.startsWith("\\") ? colors.dim(text) : text) + end;
}

/** A source text is not to be trusted with the reader's terminal: an escape sequence in it could hide a line. */
function showControls(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, (control) => {
    const code = control.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\uFFFD";
  });
}

/** An empty side is counted from the line before it. @see https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html */
function formatRange(start: number, lines: number): string {
  const first = lines === 0 ? start - 1 : start;
  return lines === 1 ? String(first) : `${first},${lines}`;
}

/** As git writes names: quoted when they hold quotes or control characters, with a tab behind when they hold a space. */
function quotePath(path: string): string {
  if (!/["\\\x00-\x1f\x7f]/.test(path)) return path.includes(" ") ? `${path}\t` : path;
  const escaped = path.replace(/["\\\x00-\x1f\x7f]/g, (char) => {
    if (char === '"' || char === "\\") return `\\${char}`;
    return `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`;
  });
  return `"${escaped}"`;
}
