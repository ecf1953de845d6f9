import type { TSESTree } from "@typescript-eslint/types";
import { contains } from "../ast.ts";
import { helperPathOf } from "../client/side.ts";
import type { TextEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";
import { importBindings, type ImportBinding } from "../imports.ts";
import { resolveSpecifier } from "../paths.ts";
import { isSentryModule } from "../sentry.ts";
import { nodesOf } from "../walk.ts";

/**
 * The ways in which imports may go when some edits are made: those that nothing uses any more, or some of them, or none; which of them
 * was there before can only be told by planning again.
 *
 * @param edits - what is taken out; told from the tree of the text that still has it, so nothing is parsed for it.
 * @returns lists of edits to make beside them, the likeliest first.
 */
export function importVariants(file: SpanFile, edits: readonly TextEdit[]): TextEdit[][] {
  const unused = importBindings(file).filter(
    (binding) => isCandidate(file, binding) && isUnused(file, binding, edits),
  );
  const sdk = unused.filter(({ module }) => isSentryModule(file, module));
  const others = unused.filter((binding) => !sdk.includes(binding));
  const sets = unused.length === 0 ? [[]] : [unused, others, sdk, []];
  return sets.flatMap((bindings) =>
    bindings.length === 0
      ? [[]]
      : [removeBindings(file, bindings, false), removeBindings(file, bindings, true)],
  );
}

function isCandidate(file: SpanFile, { module, imported, typeOnly }: ImportBinding): boolean {
  if (typeOnly) return false;
  if (isSentryModule(file, module)) return imported === "*";
  const path = resolveSpecifier(file.path, module);
  const { wrapper, providers = [] } = file.config;
  const named = [wrapper, ...providers.map(({ read }) => read)];
  return path === helperPathOf(file) || named.some((one) => one?.name === imported);
}

function isUnused(file: SpanFile, { local, node }: ImportBinding, edits: readonly TextEdit[]): boolean {
  const erasing = edits.filter(({ text }) => !text.includes(local));
  const isErased = (range: Range): boolean => erasing.some((edit) => contains(edit.range, range));
  // Where nothing else has the name, scopes need no asking.
  const isNamed = nodesOf(file.program).some(
    (one) =>
      (one.type === "Identifier" || one.type === "JSXIdentifier") &&
      one.name === local &&
      !contains(node.range, one.range) &&
      !isErased(one.range),
  );
  if (!isNamed) return true;
  const scope = file.scopes.scopes.find((one) => one.block.type === "Program" && one.set.has(local));
  // `const { x } = require(…)` counts as a reference that writes.
  return (
    scope?.set
      .get(local)
      ?.references.every(({ init, identifier }) => init === true || isErased(identifier.range)) === true
  );
}

/** @param withBlank - also the empty line behind, which comes with an import in a file that had none. */
function removeBindings(file: SpanFile, bindings: readonly ImportBinding[], withBlank: boolean): TextEdit[] {
  const locals = new Set(bindings.map(({ local }) => local));
  const edits: TextEdit[] = [];
  for (const statement of file.program.body) {
    const names = declaredNames(statement);
    const gone = names.filter(({ local }) => locals.has(local));
    if (gone.length === 0) continue;
    if (gone.length === names.length)
      edits.push({ range: lineRange(file.text, statement.range, withBlank), text: "" });
    else edits.push(...gone.map(({ node }) => ({ range: withComma(file.text, node.range), text: "" })));
  }
  return edits;
}

function declaredNames(statement: TSESTree.ProgramStatement): { local: string; node: TSESTree.Node }[] {
  if (statement.type === "ImportDeclaration")
    return statement.specifiers.map((node) => ({ local: node.local.name, node }));
  if (statement.type !== "VariableDeclaration" || statement.declarations.length !== 1) return [];
  const id = statement.declarations[0]?.id;
  if (id?.type === "Identifier") return [{ local: id.name, node: id }];
  if (id?.type !== "ObjectPattern") return [];
  return id.properties.flatMap((node) =>
    node.type === "Property" && node.value.type === "Identifier" ? [{ local: node.value.name, node }] : [],
  );
}

/** A statement's line with its line end: the one before it, or the one behind it at the top of a file. */
function lineRange(
  text: string,
  [start, end]: readonly [number, number],
  withBlank: boolean,
): readonly [number, number] {
  const before = text.lastIndexOf("\n", start - 1);
  const from = before === -1 ? start : text[before - 1] === "\r" ? before - 1 : before;
  if (!withBlank && before !== -1) return [from, end];
  const lines = withBlank ? /^(?:\r?\n){1,2}/ : /^\r?\n/;
  return [start, end + (lines.exec(text.slice(end))?.[0].length ?? 0)];
}

function withComma(text: string, [start, end]: readonly [number, number]): readonly [number, number] {
  const before = /,\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return [start - before, end];
}
