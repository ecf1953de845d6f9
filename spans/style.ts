import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "./file.ts";
import { nodesOf } from "./walk.ts";

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
  const style = detectStyle(file);
  styles.set(file, style);
  return style;
}

function detectStyle(file: SpanFile): FileStyle {
  const { text } = file;
  // Import specifiers are the one place where every file has quotes that a person chose; prose in strings holds the other kind.
  const imports =
    count(text, /(?:from|import|require\()\s*'/g) - count(text, /(?:from|import|require\()\s*"/g);
  const single = imports !== 0 ? imports > 0 : count(text, /'/g) > count(text, /"/g);
  const commas = countCommas(file);
  return {
    quote: single ? "'" : '"',
    semicolons: hasSemicolons(file),
    unit: detectUnit(text),
    trailingCommas: commas.literals >= 0,
    argumentCommas: commas.calls === 0 ? commas.literals >= 0 : commas.calls > 0,
    // `${name}` in a template and `>{name}` in JSX say nothing about objects.
    bracketSpacing: count(text, /\{ \S/g) >= count(text, /(?<![$=>])\{\w/g),
    width: file.config.printWidth ?? 100,
  };
}

/** Asked of statements: a template with SQL or a prompt in it has many lines that end without one. */
function hasSemicolons({ program, text }: SpanFile): boolean {
  let ended = 0;
  let bare = 0;
  for (const statement of program.body) {
    if (!/^(?:Import|Variable|Expression|ExportAll)/.test(statement.type)) continue;
    if (text[statement.range[1] - 1] === ";") ended += 1;
    else bare += 1;
  }
  if (ended + bare > 0) return ended >= bare;
  return count(text, /;[ \t]*(?:\/\/.*)?\r?$/gm) >= count(text, /[\w)\]'"`][ \t]*\r?$/gm);
}

/** Broken literals, and broken lists of arguments or parameters, that end with a comma, less those that do not. */
function countCommas({ program, text }: SpanFile): { readonly literals: number; readonly calls: number } {
  let literals = 0;
  let calls = 0;
  for (const node of nodesOf(program)) {
    const items = itemsOf(node);
    const last = items?.list.at(-1);
    const tail = last == null ? undefined : /^\s*,?\s*(?=[)\]}])/.exec(text.slice(last.range[1]))?.[0];
    if (items === undefined || tail?.includes("\n") !== true) continue;
    const vote = tail.includes(",") ? 1 : -1;
    if (items.isLiteral) literals += vote;
    else calls += vote;
  }
  return { literals, calls };
}

function itemsOf(
  node: TSESTree.Node,
): { readonly list: readonly (TSESTree.Node | null)[]; readonly isLiteral: boolean } | undefined {
  switch (node.type) {
    case "ObjectExpression":
      return { list: node.properties, isLiteral: true };
    case "ArrayExpression":
      return { list: node.elements, isLiteral: true };
    case "CallExpression":
      return { list: node.arguments, isLiteral: false };
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return { list: node.params, isLiteral: false };
    default:
      return undefined;
  }
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
