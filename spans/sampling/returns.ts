import type { TSESTree } from "@typescript-eslint/types";
import { skipWrappers, type FunctionNode } from "../ast.ts";
import { walkOwn } from "../flow.ts";

/** The expressions that a sampler may answer with, conditionals taken apart; `undefined` stands for a bare `return`. */
export function answersOf(sampler: FunctionNode): readonly (TSESTree.Expression | undefined)[] {
  const { body } = sampler;
  if (body.type !== "BlockStatement") return branchesOf(body);
  const answers: (TSESTree.Expression | undefined)[] = [];
  walkOwn(body, (node) => {
    if (node.type !== "ReturnStatement") return;
    answers.push(...(node.argument === null ? [undefined] : branchesOf(node.argument)));
  });
  return answers;
}

function branchesOf(node: TSESTree.Expression): TSESTree.Expression[] {
  const inner = skipWrappers(node);
  return inner.type === "ConditionalExpression"
    ? [...branchesOf(inner.consequent), ...branchesOf(inner.alternate)]
    : [node];
}

/** The number that a literal stands for: `1`, `1.0`, `-1`. */
export function numberOf(node: TSESTree.Node): number | undefined {
  const inner = skipWrappers(node);
  if (inner.type === "Literal") return typeof inner.value === "number" ? inner.value : undefined;
  if (inner.type !== "UnaryExpression" || inner.operator !== "-") return undefined;
  const value = numberOf(inner.argument);
  return value === undefined ? undefined : -value;
}

/**
 * Whether the end of a function's body can be reached, so that it answers nothing. A call as the last statement may be one that never
 * returns, so that counts as an end; `console` does return.
 */
export function canFallOff({ body }: FunctionNode): boolean {
  return body.type === "BlockStatement" && canPass(body);
}

function canPass(statement: TSESTree.Statement): boolean {
  switch (statement.type) {
    case "ReturnStatement":
    case "ThrowStatement":
      return false;
    case "BlockStatement":
      return statement.body.every(canPass);
    case "IfStatement":
      return canPass(statement.consequent) || statement.alternate == null || canPass(statement.alternate);
    case "TryStatement": {
      if (statement.finalizer != null && !canPass(statement.finalizer)) return false;
      return canPass(statement.block) || (statement.handler != null && canPass(statement.handler.body));
    }
    case "SwitchStatement":
      return canPassSwitch(statement);
    case "ForStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      // An endless loop does not get here; any other does.
      return !(
        statement.test == null ||
        (statement.test.type === "Literal" && statement.test.value === true)
      );
    case "LabeledStatement":
      return true;
    case "ExpressionStatement":
      return !isUnknownCall(statement.expression);
    default:
      return true;
  }
}

function canPassSwitch({ cases }: TSESTree.SwitchStatement): boolean {
  if (!cases.some(({ test }) => test === null)) return true;
  const last = cases.at(-1);
  const hasBreak = cases.some(({ consequent }) => consequent.some(holdsBreak));
  return hasBreak || last === undefined || last.consequent.every(canPass);
}

function holdsBreak(statement: TSESTree.Statement): boolean {
  let found = false;
  walkOwn(statement, ({ type }) => {
    if (type === "BreakStatement") found = true;
  });
  return found;
}

function isUnknownCall(node: TSESTree.Expression): boolean {
  if (node.type !== "CallExpression") return false;
  const { callee } = node;
  return !(
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    /^(?:console|logger|log|Sentry)$/.test(callee.object.name)
  );
}
