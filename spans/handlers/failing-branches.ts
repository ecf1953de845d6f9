import type { TSESTree } from "@typescript-eslint/types";
import { answersIn, isFailure } from "../answers.ts";
import { exits, meaningOf, type FailurePoint, type FailureRules } from "../swallow.ts";

/**
 * The parts of a catch in which an answer of 5xx is sure to come: behind the branches that leave with another answer, or in the branch
 * that gives it.
 */
export function findFailingBranches(
  block: TSESTree.BlockStatement,
  rules: FailureRules,
): readonly FailurePoint[] {
  const early: FailurePoint[] = [];
  let failing: TSESTree.BlockStatement[] = [];
  let after: TSESTree.Statement | undefined;
  for (const [index, statement] of block.body.entries()) {
    if (statement.type !== "IfStatement") continue;
    const { test, consequent, alternate } = statement;
    const meaning = meaningOf(test, rules);
    const isAnswer = fails(consequent) && meaning !== "cancelled";
    const isOther = alternate != null && fails(alternate) && meaning !== "failed";
    const follows = block.body.slice(index + 1).some(fails);
    if (alternate != null && isAnswer !== isOther && !follows)
      return [...early, ...inBranch(isAnswer ? consequent : alternate, rules)];
    // Behind a branch that the failure leaves by, or without one, nothing but cancelling is left.
    if (meaning === "failed" && alternate == null && (exits(consequent) || !follows))
      return [...early, ...(isAnswer ? inBranch(consequent, rules) : [])];
    if (!exits(consequent)) continue;
    if (isAnswer) {
      if (consequent.type === "BlockStatement") failing.push(consequent);
      continue;
    }
    after = statement;
    early.push(...failing.map((branch) => ({ block: branch, after: undefined })));
    failing = [];
  }
  const from = after?.range[1] ?? block.range[0];
  const isSure = block.body.some((statement) => statement.range[0] >= from && fails(statement));
  return isSure ? [...early, { block, after }] : early;
}

function inBranch(branch: TSESTree.Statement, rules: FailureRules): readonly FailurePoint[] {
  if (branch.type === "BlockStatement") return findFailingBranches(branch, rules);
  if (branch.type !== "IfStatement") return [];
  const { consequent, alternate } = branch;
  return [consequent, alternate].flatMap((one) => (one != null && fails(one) ? inBranch(one, rules) : []));
}

function fails(statement: TSESTree.Statement): boolean {
  return answersIn(statement).some(isFailure);
}
