import type { SpanFile } from "./file.ts";

/** How a file is written, read off its text; what the tool emits follows it. */
export interface FileStyle {
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  /** One level of indentation: a tab or some spaces. */
  readonly unit: string;
  /** In object and array literals. */
  readonly trailingCommas: boolean;
  /** Behind the last argument of a call that is broken over lines. */
  readonly argumentCommas: boolean;
  readonly bracketSpacing: boolean;
  /** Longest line that is written, in characters. */
  readonly width: number;
}

const styles = new WeakMap<SpanFile, FileStyle>();

export function styleOf(file: SpanFile): FileStyle {
  const known = styles.get(file);
  if (known !== undefined) return known;
  const style = detectStyle(file.text, file.config.printWidth ?? 100);
  styles.set(file, style);
  return style;
}

function detectStyle(text: string, width: number): FileStyle {
  // Import specifiers are the one place where every file has quotes that a person chose; prose in strings holds the other kind.
  const imports =
    count(text, /(?:from|import|require\()\s*'/g) - count(text, /(?:from|import|require\()\s*"/g);
  const single = imports !== 0 ? imports > 0 : count(text, /'/g) > count(text, /"/g);
  return {
    quote: single ? "'" : '"',
    semicolons: count(text, /;[ \t]*(?:\/\/.*)?\r?$/gm) >= count(text, /[\w)\]'"`][ \t]*\r?$/gm),
    unit: detectUnit(text),
    trailingCommas:
      count(text, /,[ \t]*\r?\n[ \t]*[\]}]/g) > 0 || count(text, /[\w"'`)\]}][ \t]*\r?\n[ \t]*\]/g) === 0,
    argumentCommas:
      count(text, /,[ \t]*\r?\n[ \t]*\)/g) > 0 || count(text, /[\w"'`)\]}][ \t]*\r?\n[ \t]*\)/g) === 0,
    // `${name}` in a template says nothing about objects.
    bracketSpacing: count(text, /\{ \S/g) >= count(text, /(?<!\$)\{\w/g),
    width,
  };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The smallest indentation that is common; two spaces where nothing is indented. */
function detectUnit(text: string): string {
  const tallies = new Map<string, number>();
  let previous = 0;
  for (const line of text.split("\n")) {
    const indent = /^[ \t]*(?=\S)/.exec(line)?.[0];
    if (indent === undefined || /^\s*\*/.test(line)) continue;
    if (indent.startsWith("\t")) tallies.set("\t", (tallies.get("\t") ?? 0) + 1);
    const step = indent.length - previous;
    if (!indent.includes("\t") && step >= 2 && step <= 8) {
      const unit = " ".repeat(step);
      tallies.set(unit, (tallies.get(unit) ?? 0) + 1);
    }
    previous = indent.length;
  }
  let best = "  ";
  let most = 0;
  for (const [unit, tally] of tallies) if (tally > most) [best, most] = [unit, tally];
  return best;
}

/** The white space that the line of an offset starts with. */
export function lineIndent(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** The line end used around an offset, so that files with mixed ends stay as they are. */
export function lineEndAt(text: string, offset: number): "\n" | "\r\n" {
  const before = text.lastIndexOf("\n", offset - 1);
  const at = before !== -1 ? before : text.indexOf("\n", offset);
  return at > 0 && text[at - 1] === "\r" ? "\r\n" : "\n";
}
