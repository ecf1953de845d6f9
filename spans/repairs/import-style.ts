import type { TSESTree } from "@typescript-eslint/types";
import { contains, findVariable } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { PlannedEdit } from "../edit.ts";
import { textOf, type SpanFile } from "../file.ts";
import { isKey } from "../flow.ts";
import { quoted } from "../options.ts";
import { lineEndAt, styleOf } from "../style.ts";
import { nodesOf } from "../walk.ts";
import { replaceRange } from "./replace.ts";

/** One import of a module, with the names of it that are values. */
export interface SdkImport {
  readonly node: TSESTree.ImportDeclaration;
  readonly values: readonly TSESTree.ImportClause[];
}

/** The imports of a module that bring values, in order. */
export function importsOf(file: SpanFile, isWanted: (module: string) => boolean): SdkImport[] {
  return file.program.body.flatMap((node) => {
    if (node.type !== "ImportDeclaration" || node.importKind === "type" || !isWanted(node.source.value))
      return [];
    const values = node.specifiers.filter(
      (one) => one.type !== "ImportSpecifier" || one.importKind !== "type",
    );
    return values.length === 0 ? [] : [{ node, values }];
  });
}

/**
 * The edits that turn the imports of one module into one namespace import.
 *
 * @returns `undefined` where a name cannot be replaced: it is exported, written as JSX, or the namespace's name is taken.
 */
export function toNamespace(
  file: SpanFile,
  imports: readonly SdkImport[],
): readonly PlannedEdit[] | undefined {
  const [first] = imports;
  const whole = imports.flatMap(({ values }) => values).find(isNamespace);
  const local = whole?.local.name ?? "Sentry";
  if (first === undefined || (whole === undefined && isTaken(file, imports, local))) return undefined;
  const edits: PlannedEdit[] = [];
  for (const { values } of imports) {
    for (const one of values) {
      if (one === whole) continue;
      const text = one.type === "ImportSpecifier" ? `${local}.${importedName(one)}` : local;
      const references = referencesTo(file, one, local);
      if (references === undefined) return undefined;
      edits.push(...references.map((reference) => replaceReference(reference, text)));
    }
  }
  const kept = imports.find(({ values }) => whole !== undefined && values.includes(whole)) ?? first;
  for (const one of imports) {
    const lines = [
      ...(one === kept ? [`import * as ${local} from ${sourceText(file, one)}`] : []),
      ...typesOf(file, one),
    ];
    const edit = replaceImport(file, one, lines);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return edits;
}

/** The edits that turn a namespace import into one of the names that are used. */
export function toNamed(file: SpanFile, only: SdkImport): readonly PlannedEdit[] | undefined {
  const [whole] = only.values;
  if (whole === undefined || only.node.specifiers.length > 1) return undefined;
  const references = referencesTo(file, whole, whole.local.name);
  const names = new Map<string, boolean>();
  const edits: PlannedEdit[] = [];
  for (const { parent } of references ?? []) {
    const isType = parent?.type === "TSQualifiedName";
    const name = isType
      ? parent.right.name
      : parent?.type === "MemberExpression" && !parent.computed && parent.property.type === "Identifier"
        ? parent.property.name
        : undefined;
    if (name === undefined || parent === undefined || isUsed(file, name)) return undefined;
    names.set(name, (names.get(name) ?? true) && isType);
    edits.push(replaceRange(parent.range, name));
  }
  if (names.size === 0) return undefined;
  const list = [...names]
    .map(([name, isType]) => (isType ? `type ${name}` : name))
    .sort()
    .join(", ");
  const braces = styleOf(file).bracketSpacing ? `{ ${list} }` : `{${list}}`;
  const edit = replaceImport(file, only, [`import ${braces} from ${sourceText(file, only)}`]);
  return edit === undefined ? undefined : [...edits, edit];
}

export function isNamespace(node: TSESTree.ImportClause): boolean {
  return node.type === "ImportNamespaceSpecifier";
}

function importedName({ imported }: TSESTree.ImportSpecifier): string {
  return imported.type === "Identifier" ? imported.name : imported.value;
}

/** The places that use an import; `undefined` where another text could not stand there. */
function referencesTo(
  file: SpanFile,
  { local }: TSESTree.ImportClause,
  namespace: string,
): readonly TSESTree.Node[] | undefined {
  const isMarkup = nodesOf(file.program).some(
    (node) => node.type === "JSXIdentifier" && node.name === local.name,
  );
  const variable = findVariable(file, file.program, local.name);
  if (isMarkup || variable === undefined) return undefined;
  const references = variable.references.map(({ identifier }) => identifier as TSESTree.Node);
  const isSafe = references.every((one) => {
    const shadow = findDefinition(file, one, namespace)?.block.type ?? "Program";
    return one.parent?.type !== "ExportSpecifier" && one.type === "Identifier" && shadow === "Program";
  });
  return isSafe ? references : undefined;
}

function replaceReference(node: TSESTree.Node, text: string): PlannedEdit {
  const isShort = node.parent?.type === "Property" && node.parent.shorthand && node.type === "Identifier";
  return replaceRange(node.range, isShort ? `${node.name}: ${text}` : text);
}

/** Another thing is called like the namespace that is to come. */
function isTaken(file: SpanFile, imports: readonly SdkImport[], local: string): boolean {
  const definition = findDefinition(file, file.program, local);
  return definition !== undefined && !imports.some(({ node }) => contains(node.range, definition.node.range));
}

function isUsed(file: SpanFile, name: string): boolean {
  return nodesOf(file.program).some(
    (node) =>
      ((node.type === "Identifier" && !isKey(node) && node.parent.type !== "TSQualifiedName") ||
        node.type === "JSXIdentifier") &&
      node.name === name,
  );
}

function typesOf(file: SpanFile, { node }: SdkImport): string[] {
  const types = node.specifiers.flatMap((one) =>
    one.type === "ImportSpecifier" && one.importKind === "type"
      ? [textOf(file, one).replace(/^type\s+/, "")]
      : [],
  );
  if (types.length === 0) return [];
  return [`import type { ${types.join(", ")} } from ${quoted(node.source.value, styleOf(file))}`];
}

function sourceText(file: SpanFile, { node }: SdkImport): string {
  return textOf(file, node.source);
}

/** Other text for an import, or none: then its line goes as well. */
function replaceImport(
  file: SpanFile,
  { node }: SdkImport,
  lines: readonly string[],
): PlannedEdit | undefined {
  const { text, comments } = file;
  if (comments.some(({ range }) => contains(node.range, range)) || hasAttributes(node)) return undefined;
  const end = lineEndAt(text, node.range[0]);
  if (lines.length > 0) {
    const mark = text[node.range[1] - 1] === ";" ? ";" : "";
    return replaceRange(node.range, lines.map((line) => line + mark).join(end));
  }
  const rest = /^[ \t]*\r?\n/.exec(text.slice(node.range[1]))?.[0] ?? "";
  return replaceRange([node.range[0], node.range[1] + rest.length], "");
}

/** `import … with { type: "json" }`; a parser of an older language has no list for these. */
function hasAttributes(node: { readonly attributes?: readonly unknown[] }): boolean {
  return (node.attributes?.length ?? 0) > 0;
}
