/**
 * Writes `codemods/helpers/sections.data.ts` from `codemods/helpers/sections/*.ts`: the text of each section in TypeScript
 * and in JavaScript. Run it after each change of a section: `npx tsx scripts/generate-helpers.ts`; a test compares the two.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import ts from "typescript";
import { sectionList, type Section } from "../codemods/helpers/section-list.ts";

const sectionsUrl = new URL("../codemods/helpers/sections/", import.meta.url);
const dataUrl = new URL("../codemods/helpers/sections.data.ts", import.meta.url);
const layout = { printWidth: 110, trailingComma: "all" } as const;

interface Edit {
  readonly start: number;
  readonly end: number;
}

/** The text of `sections.data.ts` as the sections ask for it now. */
export async function generateHelperData(): Promise<string> {
  const entries: string[] = [];
  for (const section of sectionList) {
    const source = await readFile(new URL(`${section.file}.ts`, sectionsUrl), "utf8");
    const typed = erase(source, (file) => [...importsOf(file), ...privateExportsOf(file, section)]);
    const js = erase(typed, typesOf);
    const [tsText, jsText] = await Promise.all([
      format(typed, { ...layout, parser: "typescript" }),
      format(js, { ...layout, parser: "babel" }),
    ]);
    entries.push(`${section.name}: { ts: ${printLines(tsText)}, js: ${printLines(jsText)} }`);
  }
  const text = `// Generated from sections/*.ts by scripts/generate-helpers.ts: change those and run it again.
import type { SectionName } from "./section-list.ts";

/** The text of a section, in double quotes and with semicolons, without a line end at its end. */
export interface SectionText {
  readonly ts: string;
  /** Empty where nothing is left without the types. */
  readonly js: string;
}

export const sectionTexts: Readonly<Record<SectionName, SectionText>> = { ${entries.join(",\n")} };

function lines(...all: readonly string[]): string {
  return all.join("\\n");
}
`;
  return format(text, { ...layout, parser: "typescript" });
}

function printLines(text: string): string {
  const trimmed = text.trim();
  return trimmed === ""
    ? '""'
    : `lines(${trimmed
        .split("\n")
        .map((line) => JSON.stringify(line))
        .join(", ")})`;
}

function erase(text: string, find: (file: ts.SourceFile) => readonly Edit[]): string {
  const file = ts.createSourceFile("section.ts", text, ts.ScriptTarget.Latest, true);
  const edits = [...find(file)].sort((a, b) => b.start - a.start);
  return edits.reduce((result, { start, end }) => result.slice(0, start) + result.slice(end), text);
}

function importsOf(file: ts.SourceFile): Edit[] {
  return file.statements.filter(ts.isImportDeclaration).map(whole);
}

/** The `export ` of what is exported among the sections only. */
function privateExportsOf(file: ts.SourceFile, section: Section): Edit[] {
  return file.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const exported = modifiers.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const name = "name" in statement && statement.name ? (statement.name as ts.Identifier).text : "";
    if (!exported || section.exports.includes(name)) return [];
    return [{ start: exported.getStart(file), end: exported.end + 1 }];
  });
}

function typesOf(file: ts.SourceFile): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      return void edits.push(whole(node));
    if (ts.isAsExpression(node)) edits.push({ start: node.expression.end, end: node.end });
    if (ts.isParameter(node) || ts.isVariableDeclaration(node))
      edits.push(...annotation(node.name.end, node.type));
    if (ts.isFunctionLike(node)) {
      edits.push(...brackets(node.typeParameters));
      if (node.type) edits.push(...annotation(closingParen(node, file), node.type));
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) edits.push(...brackets(node.typeArguments));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits;
}

/** A statement with the comments that stand above it. */
function whole(statement: ts.Statement): Edit {
  return { start: statement.getFullStart(), end: statement.end };
}

/** `?: Type` after a name, `: Type` after a parameter list. */
function annotation(start: number, type: ts.TypeNode | undefined): Edit[] {
  return type ? [{ start, end: type.end }] : [];
}

function brackets(list: ts.NodeArray<ts.Node> | undefined): Edit[] {
  return list ? [{ start: list.pos - 1, end: list.end + 1 }] : [];
}

function closingParen(node: ts.SignatureDeclaration, file: ts.SourceFile): number {
  const paren = node.getChildren(file).find(({ kind }) => kind === ts.SyntaxKind.CloseParenToken);
  if (!paren) throw new Error(`No parameter list at ${String(node.pos)} of a section`);
  return paren.end;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(dataUrl, await generateHelperData());
