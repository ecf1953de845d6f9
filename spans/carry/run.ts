import type { TSESTree } from "@typescript-eslint/types";
import { contains, findStatement, findVariable, isFunction } from "../ast.ts";
import type { Range, SpanFile } from "../file.ts";
import { patternNames } from "../flow.ts";
import type { SkipReason } from "../reason.ts";

type Block = TSESTree.BlockStatement | TSESTree.Program;

/** Statements that stand one after the other in a block. */
export interface Run {
  readonly block: Block;
  readonly statements: readonly TSESTree.Statement[];
}

export function rangeOf({ statements }: Run): Range {
  return [statements[0]?.range[0] ?? 0, statements.at(-1)?.range[1] ?? 0];
}

/** The run as a node, for what asks about statements; it is in no tree. */
export function asNode(run: Run): TSESTree.BlockStatement {
  const range = rangeOf(run);
  return {
    type: "BlockStatement",
    body: [...run.statements],
    range: [...range],
    parent: run.block,
  } as unknown as TSESTree.BlockStatement;
}

/** The statements of a function's body, directives left out; `undefined` for an expression. */
export function bodyRun(body: TSESTree.BlockStatement | TSESTree.Expression): Run | undefined {
  if (body.type !== "BlockStatement") return undefined;
  const statements = body.body.filter(
    (statement) => statement.type !== "ExpressionStatement" || typeof statement.directive !== "string",
  );
  return statements.length === 0 ? undefined : { block: body, statements };
}

/** From the statement in which a message is serialised to the one that sends it, and on to the last that uses what they declare. */
export function findRun(file: SpanFile, first: TSESTree.Node, last: TSESTree.Node): Run | SkipReason {
  const start = findStatement(first);
  const block = start?.parent;
  if (start === undefined || (block?.type !== "BlockStatement" && block?.type !== "Program"))
    return "jump-leaves-statement";
  let end: TSESTree.Node | undefined = last;
  while (end !== undefined && end.parent !== block) end = end.parent;
  const list = block.body as readonly TSESTree.Statement[];
  const from = list.indexOf(start);
  let to = list.indexOf(end as TSESTree.Statement);
  if (to < from) return "assigns-outer-variable";
  for (let index = from; index <= to; index += 1) {
    const uses = usesOfDeclared(file, list[index]);
    if (uses === undefined) return "assigns-outer-variable";
    for (const use of uses) {
      if (use[0] < start.range[0]) return "assigns-outer-variable";
      const at = list.findIndex((statement) => contains(statement.range, use));
      if (at === -1) return "assigns-outer-variable";
      to = Math.max(to, at);
    }
  }
  return { block, statements: list.slice(from, to + 1) };
}

/** Where the names that a statement declares for its block are used; `undefined` when the whole module may use them. */
function usesOfDeclared(file: SpanFile, statement: TSESTree.Statement | undefined): Range[] | undefined {
  if (statement === undefined) return [];
  if (/^(?:Export|Import|TS)/.test(statement.type)) return undefined;
  const names =
    statement.type === "VariableDeclaration"
      ? statement.declarations.flatMap(({ id }) => patternNames(id))
      : statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration"
        ? [statement.id?.name ?? ""]
        : [];
  return names.flatMap((name) =>
    (findVariable(file, statement, name)?.references ?? []).map(
      ({ identifier }) => identifier.range as Range,
    ),
  );
}

/** Whether a run is all that its function does from its first statement on, so that a `return` in it leaves nothing out. */
export function reachesEnd(run: Run): boolean {
  const last = run.statements.at(-1);
  return isFunction(run.block.parent) && run.block.body.at(-1) === last;
}

/** Whether a run is a function's whole body, directives left out. */
export function isWholeBody(run: Run): boolean {
  return (
    run.block.type === "BlockStatement" &&
    isFunction(run.block.parent) &&
    bodyRun(run.block)?.statements.length === run.statements.length
  );
}
