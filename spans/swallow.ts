import type { TSESTree } from "@typescript-eslint/types";
import { contains, isFunction, memberName, memberPath, skipWrappersUp } from "./ast.ts";
import { isLoop, readFlow, walkOwn } from "./flow.ts";
import { walk } from "./walk.ts";

/** A place where a failure has been swallowed. */
export interface FailurePoint {
  readonly block: TSESTree.BlockStatement;
  /** The statement of the block behind which it is sure that this is a failure; absent: from the block's start. */
  readonly after: TSESTree.Statement | undefined;
}

/**
 * Where the work that a root does has failed without an error that leaves it: in the outermost catches that swallow, and in the
 * `.catch` handler of the promise that it hands out. Not where one round of a loop fails, nor where the work goes on after the catch.
 */
export function findFailurePoints(root: TSESTree.Node): FailurePoint[] {
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
    if (swallows(block)) points.push(...pointsIn(block));
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

function swallows(block: TSESTree.BlockStatement): boolean {
  return !alwaysThrows(block) && !setsStatus(block);
}

/** Every way through a block ends in a throw, or in a promise that rejects. */
function alwaysThrows(node: TSESTree.Statement | undefined): boolean {
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

/** A status that someone set by hand: `span.setStatus({ code: … })`. */
function setsStatus(block: TSESTree.BlockStatement): boolean {
  let found = false;
  walkOwn(block, (node) => {
    if (node.type !== "CallExpression" || memberPath(node.callee)?.at(-1) !== "setStatus") return;
    const [status] = node.arguments;
    const isSpan = /span/i.test(memberPath(node.callee)?.at(-2) ?? "");
    if (isSpan || (status?.type === "ObjectExpression" && hasCode(status))) found = true;
  });
  return found;
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

/** Cancelling is no failure: behind `if (isAbortError(error)) return`, or in the other branch. */
function pointsIn(block: TSESTree.BlockStatement): FailurePoint[] {
  let after: TSESTree.Statement | undefined;
  for (const statement of block.body) {
    if (statement.type !== "IfStatement") continue;
    const meaning = meaningOf(statement.test);
    if (meaning === undefined) continue;
    if (meaning === "failed") return pointsOf(statement.consequent);
    if (statement.alternate != null) return pointsOf(statement.alternate);
    if (exits(statement.consequent)) after = statement;
  }
  return [{ block, after }];
}

/** A branch that is a block, or a chain of `else if`. */
function pointsOf(branch: TSESTree.Statement): FailurePoint[] {
  if (branch.type === "BlockStatement") return alwaysThrows(branch) ? [] : pointsIn(branch);
  if (branch.type !== "IfStatement") return [];
  return [...pointsOf(branch.consequent), ...(branch.alternate == null ? [] : pointsOf(branch.alternate))];
}

function exits(statement: TSESTree.Statement): boolean {
  const last = statement.type === "BlockStatement" ? statement.body.at(-1) : statement;
  return last?.type === "ReturnStatement" || last?.type === "ThrowStatement";
}

/** What holds where a test is true: the work was cancelled, or surely not; `undefined` when the test is about something else. */
function meaningOf(test: TSESTree.Expression): "cancelled" | "failed" | undefined {
  switch (test.type) {
    case "UnaryExpression": {
      if (test.operator !== "!") return undefined;
      const inner = meaningOf(test.argument);
      return inner === "cancelled" ? "failed" : inner === "failed" ? "cancelled" : undefined;
    }
    case "LogicalExpression": {
      const sides = [meaningOf(test.left), meaningOf(test.right)];
      return sides.includes("failed") ? "failed" : sides.includes("cancelled") ? "cancelled" : undefined;
    }
    case "BinaryExpression":
      if (!namesCancelling(test)) return undefined;
      return test.operator.startsWith("!") ? "failed" : "cancelled";
    default:
      return namesCancelling(test) ? "cancelled" : undefined;
  }
}

function namesCancelling(node: TSESTree.Node): boolean {
  let found = false;
  walkOwn(node, (inner) => {
    const text =
      inner.type === "Identifier" ? inner.name : inner.type === "Literal" ? String(inner.value) : "";
    if (/abort|cancel/i.test(text)) found = true;
  });
  return found;
}
