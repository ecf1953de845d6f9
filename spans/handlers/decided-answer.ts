import type { TSESTree } from "@typescript-eslint/types";
import { contains, findStatement, isFunction } from "../ast.ts";
import { readAnswer } from "../answers.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { walkOwn } from "../flow.ts";

/** An answer whose status is worked out in the catch, and may be a 5xx. */
export interface DecidedAnswer {
  readonly statement: TSESTree.Statement;
  /** The variable that holds the status; absent where there is none. */
  readonly status: string | undefined;
}

/** The first answer of a block of which the status is computed from something that holds a 5xx. */
export function findDecidedAnswer(file: SpanFile, block: TSESTree.BlockStatement): DecidedAnswer | undefined {
  let found: DecidedAnswer | undefined;
  walkOwn(block, (node) => {
    if (found !== undefined || readAnswer(node) !== "dynamic") return;
    const statement = findStatement(node);
    const value = statement === undefined ? undefined : statusIn(file, block, node);
    if (statement !== undefined && value !== undefined)
      found = { statement, status: value === "inline" ? undefined : value };
  });
  return found;
}

/** The variable by which an answer's status is told, when a 5xx is assigned to it in the block; `inline` for an expression. */
function statusIn(file: SpanFile, block: TSESTree.BlockStatement, answer: TSESTree.Node): string | undefined {
  let name: string | undefined;
  let isInline = false;
  walkOwn(answer, (node) => {
    if (node.type === "Identifier" && isAssigned5xx(file, block, node)) name ??= node.name;
    const isChoice = node.type === "ConditionalExpression" || node.type === "LogicalExpression";
    if (isChoice && /(?<!\d)5\d\d(?!\d)/.test(file.text.slice(...node.range))) isInline = true;
  });
  return name ?? (isInline ? "inline" : undefined);
}

function isAssigned5xx(file: SpanFile, block: TSESTree.BlockStatement, node: TSESTree.Identifier): boolean {
  const definition = findDefinition(file, node, node.name);
  if (definition?.kind !== "variable" || !contains(block.range, definition.node.range)) return false;
  if (definition.node.type !== "VariableDeclarator" || definition.node.init === null) return false;
  if (isFunction(definition.node.init)) return false;
  return /(?<![\d.])5\d\d(?!\d)/.test(file.text.slice(...definition.node.init.range));
}
