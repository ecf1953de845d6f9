import type { TSESTree } from "@typescript-eslint/types";
import { findScope } from "../ast.ts";
import type { Repair } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { isKey } from "../flow.ts";
import { importBindings, requiredModule, type ImportBinding } from "../imports.ts";
import { quotedLike } from "../repairs/requote.ts";
import { removeStatement } from "../repairs/remove-statement.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { isSentryReExport } from "../sentry.ts";
import { nodesOf } from "../walk.ts";
import { namedUse } from "./named-uses.ts";
import { removedProblem, type UpgradeProblem } from "./problem.ts";
import { findRemoval, isRemoved, removedExports, removedModules } from "./removed.ts";

/** Imports of packages, and of names, that are gone. */
export function importProblems(file: SpanFile, program: TSESTree.Program): readonly UpgradeProblem[] {
  const modules = program.body.flatMap((statement) => moduleProblem(file, statement) ?? []);
  const names = importBindings(file).flatMap((binding) => nameProblem(file, binding) ?? []);
  return [...modules, ...names];
}

function moduleProblem(file: SpanFile, statement: TSESTree.ProgramStatement): UpgradeProblem | undefined {
  const source = sourceOf(statement);
  const module = source?.value;
  const removal = typeof module === "string" ? findRemoval(removedModules, module) : undefined;
  if (source === undefined || removal === undefined || !isRemoved(removal, file.sdk.major)) return undefined;
  const repair = moduleRepair(file, statement, source);
  // An import for its effect had one: to switch tracing on, which the SDK does.
  const isCertain = repair !== undefined && isBare(statement);
  return removedProblem(file, {
    node: source,
    what: source.value,
    instead: removal.instead,
    repair,
    isCertain,
  });
}

function sourceOf(statement: TSESTree.ProgramStatement): TSESTree.StringLiteral | undefined {
  if (statement.type === "ImportDeclaration") return statement.source;
  const init =
    statement.type === "VariableDeclaration"
      ? statement.declarations[0]?.init
      : statement.type === "ExpressionStatement"
        ? statement.expression
        : undefined;
  if (init?.type !== "CallExpression" || requiredModule(init) === undefined) return undefined;
  const [argument] = init.arguments;
  return argument?.type === "Literal" && typeof argument.value === "string" ? argument : undefined;
}

function isBare(statement: TSESTree.ProgramStatement): boolean {
  return (
    statement.type === "ExpressionStatement" ||
    (statement.type === "ImportDeclaration" && statement.specifiers.length === 0)
  );
}

function moduleRepair(
  file: SpanFile,
  statement: TSESTree.ProgramStatement,
  source: TSESTree.StringLiteral,
): Repair | undefined {
  const isType = statement.type === "ImportDeclaration" && statement.importKind === "type";
  if (source.value === "@sentry/utils" || (source.value === "@sentry/types" && isType))
    return repairOf([replaceRange(source.range, quotedLike(file, source, "@sentry/core"))]);
  if (source.value !== "@sentry/tracing" || !isBare(statement)) return undefined;
  const edit = removeStatement(file, statement);
  return edit === undefined ? undefined : repairOf([edit]);
}

function nameProblem(file: SpanFile, binding: ImportBinding): UpgradeProblem | undefined {
  const { imported, module, node } = binding;
  const isSdk = /^@sentry\/[\w-]+(?:\/\w+)?$/.test(module) || isSentryReExport(file, module);
  const removal = isSdk ? findRemoval(removedExports, imported) : undefined;
  // A package that is gone as a whole is told once.
  const gone = findRemoval(removedModules, module);
  if (removal === undefined || !isRemoved(removal, file.sdk.major)) return undefined;
  if (gone !== undefined && isRemoved(gone, file.sdk.major)) return undefined;
  const repair =
    removal.rename === undefined ? replaceUses(file, binding) : renameImport(file, binding, removal.rename);
  return removedProblem(file, { node, what: imported, instead: removal.instead, repair, isCertain: true });
}

/** The name in the import and wherever it is used; an alias keeps its uses. */
function renameImport(
  file: SpanFile,
  { local, imported, node }: ImportBinding,
  wanted: string,
): Repair | undefined {
  const name = importedNode(node);
  if (name === undefined) return undefined;
  if (local !== imported) return repairOf([replaceRange(name.range, wanted)]);
  const uses = isUnused(file, wanted) ? usesOf(file, node, local) : undefined;
  if (uses === undefined) return undefined;
  // `{ trace }` would become a property of another name.
  if (uses.some(({ parent }) => parent?.type === "Property" && parent.shorthand)) return undefined;
  return repairOf([
    replaceRange(name.range, wanted),
    ...uses.map(({ range }) => replaceRange(range, wanted)),
  ]);
}

/** Other functions in the place of every use, and their names in the import. */
function replaceUses(file: SpanFile, { local, imported, module, node }: ImportBinding): Repair | undefined {
  if (importedNode(node) === undefined) return undefined;
  const uses = usesOf(file, node, local)?.map((use) => namedUse(file, imported, use)) ?? [];
  const found = uses.filter((use) => use !== undefined);
  if (found.length === 0 || found.length < uses.length) return undefined;
  const present = importBindings(file).filter((one) => one.module === module && one.local === one.imported);
  const names = [...new Set(found.map(({ name }) => name))].filter(
    (name) => !present.some((one) => one.imported === name),
  );
  if (names.length === 0 || !names.every((name) => isUnused(file, name))) return undefined;
  return repairOf([replaceRange(node.range, names.join(", ")), ...found.flatMap(({ edits }) => edits)]);
}

function isUnused(file: SpanFile, name: string): boolean {
  return nodesOf(file.program).every((one) => one.type !== "Identifier" || one.name !== name || isKey(one));
}

/** Where the name of an import is used. */
function usesOf(file: SpanFile, node: TSESTree.Node, local: string): readonly TSESTree.Node[] | undefined {
  const variable =
    findScope(file, node).set.get(local) ?? file.scopes.globalScope?.childScopes[0]?.set.get(local);
  return variable?.references.filter(({ init }) => init !== true).map(({ identifier }) => identifier);
}

function importedNode(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === "ImportSpecifier") return node.imported;
  return node.type === "Property" ? node.key : undefined;
}
