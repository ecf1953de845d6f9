/**
 * Lays rows out in columns, two spaces apart, for a terminal and for a file alike: no frame, no colour, no cut.
 * A column without any text is left out.
 *
 * @param rows cells from left to right; a short row ends early
 * @param header titles of the columns, when wanted
 * @returns lines without spaces at their ends and without a line end after the last; "" without rows
 */
export function renderTable(rows: readonly (readonly string[])[], header?: readonly string[]): string {
  if (rows.length === 0) return "";
  const cells = rows.map((row) => row.map(toOneLine));
  const count = highest(cells.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, column) => column).filter((column) =>
    cells.some((row) => (row[column] ?? "") !== ""),
  );
  const lines = header === undefined ? cells : [header, ...cells];
  const widths = columns.map((column) => highest(lines.map((row) => measureText(row[column] ?? ""))));
  return lines
    .map((row) =>
      columns
        .map((column, index) => pad(row[column] ?? "", widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/**
 * Counts the cells that a text takes in a terminal: 2 for East Asian wide characters and emoji, 0 for marks on a letter.
 *
 * @see https://www.unicode.org/reports/tr11/
 */
export function measureText(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  const widths = Array.from(graphemes.segment(text), ({ segment }) =>
    isWide(segment) ? 2 : isMark(segment) ? 0 : 1,
  );
  return widths.reduce<number>((sum, width) => sum + width, 0);
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function isWide(grapheme: string): boolean {
  const wide =
    /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;
  return wide.test(grapheme);
}

function isMark(grapheme: string): boolean {
  return /^[\p{M}\p{Cf}]+$/u.test(grapheme);
}

/** Not `Math.max(...)`: ten thousands of rows are more than a call takes as arguments. */
function highest(numbers: readonly number[]): number {
  return numbers.reduce((high, number) => Math.max(high, number), 0);
}

function pad(text: string, width: number): string {
  return text + " ".repeat(width - measureText(text));
}

/** A line end or an escape sequence in a name would break the table, or speak to the terminal. */
function toOneLine(cell: string): string {
  return cell.replace(/[\x00-\x1f\x7f-\x9f]/g, (control) => {
    const code = control.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\uFFFD";
  });
}
