import type { TSESTree } from "@typescript-eslint/types";
import { answersIn, isFailure } from "./answers.ts";
import { contains, isFunction, memberName, memberPath, skipWrappers, skipWrappersUp } from "./ast.ts";
import { isLoop, readFlow, walkOwn } from "./flow.ts";
import { isNoneOfThoseLetPass } from "./let-pass.ts";
import { walk } from "./walk.ts";

/** A place where a failure has been swallowed. */
export interface FailurePoint {
  readonly block: TSESTree.BlockStatement;
  /** The statement of the block behind which it is sure that this is a failure; absent: from the block's start. */
  readonly after: TSESTree.Statement | undefined;
}

/** What a team says of its own errors and functions. */
export interface FailureRules {
  /** Error classes that are no failure. */
  readonly expectedErrors?: readonly string[] | undefined;
  /** Functions that set the status themselves. */
  readonly statusFunctions?: readonly string[] | undefined;
  /** Also where the error goes on: nobody but the code sets the status of a span that it ends itself. */
  readonly rethrown?: boolean;
}

/**
 * Where the work that a root does has failed without an error that leaves it: in the outermost catches that swallow, and in the
 * `.catch` handler of the promise that it hands out. Not where one round of a loop fails, nor where the work goes on after the catch.
 */
export function findFailurePoints(root: TSESTree.Node, rules: FailureRules = {}): FailurePoint[] {
  const points: FailurePoint[] = [];
  const { awaits } = readFlow(root);
  walk(root, (node) => {
    if (node !== root && (isFunction(node) || node.type === "ClassBody")) return false;
    // An error inside a loop's try usually concerns one item; only a catch that ends the whole work fails the span.
    if (isLoop(node)) return false;
    if (node.type === "CallExpression") {
      const handler = caughtBy(node);
      if (handler !== undefined && isHandedOut(node, root, awaits)) addPoints(handler);
    }
    if (node.type !== "TryStatement" || node.handler === null) return undefined;
    const goesOn = awaits && !leaves(node.handler.body) && workFollows(node, root);
    if (!goesOn) addPoints(node.handler.body);
    return false;
  });
  return points;

  function addPoints(block: TSESTree.BlockStatement): void {
    if (!setsStatus(block, rules) && (rules.rethrown === true || !alwaysThrows(block)))
      points.push(...pointsIn(block, rules));
  }
}

/** The block of an inline handler in `promise.catch((error) => { … })`. */
function caughtBy(node: TSESTree.CallExpression): TSESTree.BlockStatement | undefined {
  const [handler] = node.arguments;
  const isCatch = node.callee.type === "MemberExpression" && memberName(node.callee) === "catch";
  return isCatch && isFunction(handler) && handler.body.type === "BlockStatement" ? handler.body : undefined;
}

/** The promise is what the root returns, or the last thing that it waits for. */
function isHandedOut(node: TSESTree.CallExpression, root: TSESTree.Node, awaits: boolean): boolean {
  if (node === root) return true;
  const outer = skipWrappersUp(node);
  const { parent } = outer;
  if (parent?.type === "ReturnStatement") return true;
  if (parent?.type === "AwaitExpression") {
    const above = parent.parent;
    if (above.type === "ReturnStatement" || parent === root) return true;
    return above.type === "ExpressionStatement" && !(awaits && workFollows(above, root));
  }
  // `.catch(…).finally(…)` hands out the same outcome.
  const call =
    parent?.type === "MemberExpression" && memberName(parent) === "finally" ? parent.parent : undefined;
  return call?.type === "CallExpression" && isHandedOut(call, root, awaits);
}

/** Every way through a block ends in a throw, or in a promise that rejects. */
export function alwaysThrows(node: TSESTree.Statement | undefined): boolean {
  switch (node?.type) {
    case "ThrowStatement":
      return true;
    case "ReturnStatement":
      return (
        node.argument?.type === "CallExpression" &&
        memberPath(node.argument.callee)?.join(".") === "Promise.reject"
      );
    case "BlockStatement":
      return alwaysThrows(node.body.at(-1));
    case "IfStatement":
      return node.alternate != null && alwaysThrows(node.consequent) && alwaysThrows(node.alternate);
    default:
      return false;
  }
}

/** A status that someone set by hand: `span.setStatus({ code: … })`, `Sentry.setHttpStatus(span, …)`, a function of the team. */
export function setsStatus(root: TSESTree.Node, { statusFunctions = [] }: FailureRules = {}): boolean {
  let found = false;
  walkOwn(root, (node) => {
    if (node.type !== "CallExpression") return;
    const name = calleeName(node);
    if (name === "setHttpStatus" || statusFunctions.some((one) => one.split(".").at(-1) === name))
      found = true;
    if (name !== "setStatus") return;
    const [status] = node.arguments;
    const isSpan = /span/i.test(memberPath(node.callee)?.at(-2) ?? "");
    if (isSpan || (status?.type === "ObjectExpression" && hasCode(status))) found = true;
  });
  return found;
}

/** The last name of a callee: `setStatus` of `Sentry.getActiveSpan()?.setStatus()`. */
export function calleeName({ callee }: TSESTree.CallExpression): string | undefined {
  const inner = skipWrappers(callee);
  if (inner.type === "Identifier") return inner.name;
  return inner.type === "MemberExpression" ? memberName(inner) : undefined;
}

function hasCode(status: TSESTree.ObjectExpression): boolean {
  return status.properties.some(
    (property) =>
      property.type === "Property" && property.key.type === "Identifier" && property.key.name === "code",
  );
}

/** The last statement jumps away, so nothing behind the try runs. */
function leaves(block: TSESTree.BlockStatement): boolean {
  return /^(?:Return|Throw|Break|Continue)Statement$/.test(block.body.at(-1)?.type ?? "");
}

/** Something is awaited behind a statement: what it caught was one step of several. */
function workFollows(statement: TSESTree.Node, root: TSESTree.Node): boolean {
  for (let at = statement; at.parent != null && contains(root.range, at.parent.range); at = at.parent) {
    const { parent } = at;
    const list =
      parent.type === "BlockStatement" || parent.type === "Program"
        ? parent.body
        : parent.type === "SwitchCase"
          ? parent.consequent
          : [];
    if (list.some((one) => one.range[0] >= at.range[1] && readFlow(one).awaits)) return true;
  }
  return false;
}

/**
 * The parts of a catch, or of a branch of one, in which it is sure that the work has failed. Cancelling is no failure, and neither is an
 * error that the team expects or an answer that blames the client: behind `if (isAbortError(error)) return`, or in the other branch. A
 * branch before that which answers 5xx is one by itself.
 */
export function pointsIn(block: TSESTree.BlockStatement, rules: FailureRules): FailurePoint[] {
  const early: FailurePoint[] = [];
  let failing: TSESTree.BlockStatement[] = [];
  let after: TSESTree.Statement | undefined;
  for (const statement of block.body) {
    if (statement.type !== "IfStatement") continue;
    const { test, consequent, alternate } = statement;
    const meaning = meaningOf(test, rules) ?? meaningOfAnswers(statement);
    const isLetPass = meaning === undefined && alternate == null && isNoneOfThoseLetPass(test, block);
    // The failures are thrown on; what runs behind is for an error that the code names and lives with.
    if (isLetPass && rules.rethrown !== true && alwaysThrows(consequent))
      return [...early, ...failing.map((branch) => ({ block: branch, after: undefined }))];
    if (meaning === undefined) {
      if (exits(consequent) && consequent.type === "BlockStatement" && answersIn(consequent).some(isFailure))
        failing.push(consequent);
      continue;
    }
    if (meaning === "failed") return [...early, ...pointsOf(consequent, rules)];
    if (alternate != null) return [...early, ...pointsOf(alternate, rules)];
    if (!exits(consequent)) continue;
    after = statement;
    early.push(...failing.map((branch) => ({ block: branch, after: undefined })));
    failing = [];
  }
  const last = block.body.at(-1);
  return last !== undefined && blamesClient(last) ? early : [...early, { block, after }];
}

/** What the answers in the branches of an `if` say about its test. */
function meaningOfAnswers({
  test,
  consequent,
  alternate,
}: TSESTree.IfStatement): "cancelled" | "failed" | undefined {
  const isClients = blamesClient(consequent) || returnsTested(test, consequent);
  if (alternate == null) return isClients && exits(consequent) ? "cancelled" : undefined;
  if (isClients) return "cancelled";
  return answersIn(consequent).some(isFailure) && blamesClient(alternate) ? "failed" : undefined;
}

/** `if (answer) return answer`: somebody else knew what to answer, so it was expected. */
function returnsTested(test: TSESTree.Expression, consequent: TSESTree.Statement): boolean {
  const last = consequent.type === "BlockStatement" ? consequent.body.at(-1) : consequent;
  const value = last?.type === "ReturnStatement" ? last.argument : undefined;
  return test.type === "Identifier" && value?.type === "Identifier" && value.name === test.name;
}

/** It answers, and never with a 5xx for sure. */
function blamesClient(statement: TSESTree.Statement): boolean {
  const answers = answersIn(statement);
  if (answers.length === 0 || answers.some(isFailure)) return false;
  return statement.type !== "IfStatement" || statement.alternate != null;
}

/** A branch that is a block, or a chain of `else if`. */
function pointsOf(branch: TSESTree.Statement, rules: FailureRules): FailurePoint[] {
  if (branch.type === "BlockStatement")
    return alwaysThrows(branch) && rules.rethrown !== true ? [] : pointsIn(branch, rules);
  if (branch.type !== "IfStatement") return [];
  const { consequent, alternate } = branch;
  return [...pointsOf(consequent, rules), ...(alternate == null ? [] : pointsOf(alternate, rules))];
}

export function exits(statement: TSESTree.Statement): boolean {
  const last = statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return last?.type === "ReturnStatement" || last?.type === "ThrowStatement";
}

/** What holds where a test is true: the work was cancelled, or surely not; `undefined` when the test is about something else. */
export function meaningOf(
  test: TSESTree.Expression,
  rules: FailureRules,
): "cancelled" | "failed" | undefined {
  switch (test.type) {
    case "UnaryExpression": {
      if (test.operator !== "!") return undefined;
      const inner = meaningOf(test.argument, rules);
      return inner === "cancelled" ? "failed" : inner === "failed" ? "cancelled" : undefined;
    }
    case "LogicalExpression": {
      const sides = [meaningOf(test.left, rules), meaningOf(test.right, rules)];
      return sides.includes("failed") ? "failed" : sides.includes("cancelled") ? "cancelled" : undefined;
    }
    case "BinaryExpression":
      if (!namesExpected(test, rules)) return undefined;
      return test.operator.startsWith("!") ? "failed" : "cancelled";
    default:
      return namesExpected(test, rules) ? "cancelled" : undefined;
  }
}

function namesExpected(node: TSESTree.Node, { expectedErrors = [] }: FailureRules): boolean {
  let found = false;
  walkOwn(node, (inner) => {
    const text =
      inner.type === "Identifier" ? inner.name : inner.type === "Literal" ? String(inner.value) : "";
    if (/abort|cancel/i.test(text) || expectedErrors.includes(text)) found = true;
  });
  return found;
}
