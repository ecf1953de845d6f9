import type { TSESTree } from "@typescript-eslint/types";
import type { PlannedEdit } from "./edit.ts";
import type { SpanFile } from "./file.ts";
import { importBindings, requiredModule } from "./imports.ts";
import { quoted } from "./options.ts";
import type { ImportNeed } from "./sentry.ts";
import { lineEndAt, styleOf } from "./style.ts";

/**
 * The edits that bring the needed names into a file: an existing import of the same module grows, otherwise a line is added behind
 * the imports at the file's top (so behind the instrument import, which must stay first).
 */
export function importEdits(file: SpanFile, needs: readonly ImportNeed[]): PlannedEdit[] {
  const lines: string[] = [];
  const edits: PlannedEdit[] = [];
  const commonjs = usesRequire(file);
  for (const need of distinct(needs)) {
    const grown = need.names.length > 0 ? growImport(file, need) : undefined;
    if (grown !== undefined) edits.push(grown);
    else lines.push(importLine(file, need, commonjs));
  }
  if (lines.length > 0) edits.push(insertLines(file, lines, commonjs));
  return edits;
}

interface MergedNeed {
  readonly module: string;
  readonly namespace: string | undefined;
  readonly names: readonly string[];
}

/** One entry per module; the SDK's namespace first, then modules in the order of their names. */
function distinct(needs: readonly ImportNeed[]): MergedNeed[] {
  const namespaces = new Map<string, string>();
  const named = new Map<string, Set<string>>();
  for (const need of needs) {
    if (need.kind === "namespace") namespaces.set(need.module, need.local);
    else named.set(need.module, (named.get(need.module) ?? new Set()).add(need.name));
  }
  return [
    ...[...namespaces].map(([module, namespace]) => ({ module, namespace, names: [] })),
    ...[...named]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([module, names]) => ({ module, namespace: undefined, names: [...names].sort() })),
  ];
}

function growImport(file: SpanFile, need: MergedNeed): PlannedEdit | undefined {
  for (const statement of file.program.body) {
    const last = lastName(statement, need.module);
    if (last === undefined) continue;
    return {
      range: [last.range[1], last.range[1]],
      text: need.names.map((name) => `, ${name}`).join(""),
      side: "close",
    };
  }
  return undefined;
}

/** The last of the names that a statement takes out of a module: behind it there is room for more. */
function lastName(statement: TSESTree.ProgramStatement, module: string): TSESTree.Node | undefined {
  if (statement.type === "ImportDeclaration") {
    if (statement.source.value !== module || statement.importKind === "type") return undefined;
    const last = statement.specifiers.at(-1);
    return last?.type === "ImportSpecifier" ? last : undefined;
  }
  if (statement.type !== "VariableDeclaration") return undefined;
  const [declarator, ...others] = statement.declarations;
  if (declarator === undefined || others.length > 0 || requiredModule(declarator.init) !== module)
    return undefined;
  const last = declarator.id.type === "ObjectPattern" ? declarator.id.properties.at(-1) : undefined;
  return last?.type === "Property" ? last : undefined;
}

function importLine(file: SpanFile, need: MergedNeed, commonjs: boolean): string {
  const style = styleOf(file);
  const end = style.semicolons ? ";" : "";
  const module = quoted(need.module, style);
  const [open, close] = style.bracketSpacing ? ["{ ", " }"] : ["{", "}"];
  const names = `${open}${need.names.join(", ")}${close}`;
  if (commonjs) return `const ${need.namespace ?? names} = require(${module})${end}`;
  return `import ${need.namespace === undefined ? names : `* as ${need.namespace}`} from ${module}${end}`;
}

/** A file is CommonJS when it requires and neither imports nor exports, or when its package says so. */
function usesRequire(file: SpanFile): boolean {
  if (/\.[cm]?tsx?$/.test(file.path) || file.path.endsWith(".mjs")) return false;
  const isModule = file.program.body.some(
    ({ type }) =>
      type === "ImportDeclaration" ||
      type === "ExportNamedDeclaration" ||
      type === "ExportDefaultDeclaration" ||
      type === "ExportAllDeclaration",
  );
  if (isModule) return false;
  return file.path.endsWith(".cjs") || file.moduleFormat === "cjs" || importBindings(file).length > 0;
}

function insertLines(file: SpanFile, lines: readonly string[], commonjs: boolean): PlannedEdit {
  const last = lastLeadingImport(file.program, commonjs);
  const eol = lineEndAt(file.text, last?.range[1] ?? 0);
  if (last !== undefined) {
    const at = lineEnd(file.text, last.range[1]);
    return { range: [at, at], text: lines.map((line) => eol + line).join(""), side: "open" };
  }
  const at = headEnd(file);
  return { range: [at, at], text: lines.map((line) => line + eol).join("") + eol, side: "open" };
}

/** The last import of the run that the file begins with; directives may stand before it. */
function lastLeadingImport(program: TSESTree.Program, commonjs: boolean): TSESTree.Node | undefined {
  let last: TSESTree.Node | undefined;
  for (const statement of program.body) {
    const isImport =
      statement.type === "ImportDeclaration" ||
      statement.type === "TSImportEqualsDeclaration" ||
      (commonjs && isRequireStatement(statement));
    if (isImport) last = statement;
    else if (!isDirective(statement)) break;
  }
  return last;
}

function isRequireStatement(statement: TSESTree.Node): boolean {
  if (statement.type === "ExpressionStatement") return requiredModule(statement.expression) !== undefined;
  if (statement.type !== "VariableDeclaration") return false;
  return statement.declarations.every(({ init }) => {
    const inner = init?.type === "MemberExpression" ? init.object : init;
    return requiredModule(inner) !== undefined;
  });
}

function isDirective(statement: TSESTree.Node): boolean {
  return statement.type === "ExpressionStatement" && typeof statement.directive === "string";
}

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at === -1) return text.length;
  return text[at - 1] === "\r" ? at - 1 : at;
}

/** Comments that belong to the file and not to its first statement. */
const FILE_COMMENT =
  /^\/ <reference|^\s*@ts-(?:no)?check|^\s*eslint-(?!disable-(?:next-)?line)|@license|@fileoverview|copyright|^!|SPDX-/im;

/** Behind BOM, shebang, directives, reference lines and the licence: where a first import may stand, at a line's start. */
function headEnd(file: SpanFile): number {
  const { text, program } = file;
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  if (text.startsWith("#!", at)) at = nextLine(text, at);
  for (const statement of program.body) {
    if (!isDirective(statement)) break;
    at = nextLine(text, statement.range[1]);
  }
  const first = program.body.find((statement) => !isDirective(statement))?.range[0] ?? text.length;
  for (const comment of file.comments) {
    if (comment.range[0] < at || comment.range[0] > first) continue;
    if (!FILE_COMMENT.test(comment.value)) break;
    at = nextLine(text, comment.range[1]);
  }
  return at;
}

function nextLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
}
