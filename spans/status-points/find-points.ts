import type { TSESTree } from "@typescript-eslint/types";
import { findStatement, isFunction, memberPath, type FunctionNode } from "../ast.ts";
import { answersIn, isFailure } from "../answers.ts";
import { contains } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { walkOwn } from "../flow.ts";
import {
  calleeName,
  findFailurePoints,
  setsStatus,
  type FailurePoint,
  type FailureRules,
} from "../swallow.ts";
import { walk } from "../walk.ts";

/** A place in the code of a span at which it is sure that the work has failed, although nothing throws. */
export interface StatusPoint {
  readonly reason: "swallowed" | "answered" | "settled" | "callback" | "yielded";
  /** What is underlined. */
  readonly node: TSESTree.Node;
  /** Where the status goes: into a block, or before a statement. */
  readonly at:
    | ({ readonly kind: "block" } & FailurePoint)
    | { readonly kind: "statement"; readonly statement: TSESTree.Statement }
    | { readonly kind: "handler"; readonly handler: TSESTree.ArrowFunctionExpression };
}

export interface PointOptions extends FailureRules {
  /** `all`: also catches inside others, in loops, and such that work follows. */
  readonly catches: "outermost" | "all";
  /** The code ends the span by itself. */
  readonly isManual: boolean;
}

/** The failures of a span's code that its status does not tell; those that a status is set for are left out. */
export function findStatusPoints(
  file: SpanFile,
  root: TSESTree.Node,
  options: PointOptions,
): readonly StatusPoint[] {
  const caught = caughtPoints(root, options);
  const isCovered = (node: TSESTree.Node): boolean =>
    caught.some(({ at }) => at.kind === "block" && contains(at.block.range, node.range)) ||
    hasStatusBefore(node, root, options) ||
    isInCaught(node, root, options);
  return [
    ...caught,
    ...handlerPoints(root),
    ...answerPoints(root).filter(({ node }) => !isCovered(node)),
    ...settledPoints(file, root).filter(({ at }) => !hasStatus(at, options)),
    ...callbackPoints(root, options),
    ...yieldedPoints(root).filter(({ node }) => !isCovered(node)),
  ].filter(({ node }) => !hasStatusBehind(node, root, options));
}

function caughtPoints(root: TSESTree.Node, options: PointOptions): readonly StatusPoint[] {
  const rules = { ...options, rethrown: options.rethrown === true };
  const points = options.catches === "all" ? allCatches(root, rules) : findFailurePoints(root, rules);
  return points.map((point) => ({
    reason: "swallowed",
    node: ownerOf(point.block),
    at: { kind: "block", ...point },
  }));
}

function allCatches(root: TSESTree.Node, rules: FailureRules): readonly FailurePoint[] {
  const points: FailurePoint[] = [];
  walkOwn(root, (node) => {
    if (node.type === "TryStatement") points.push(...findFailurePoints(node, rules));
  });
  return points;
}

/** The clause, branch or handler that a block is the body of. */
function ownerOf(block: TSESTree.BlockStatement): TSESTree.Node {
  const { parent } = block;
  return parent?.type === "CatchClause" || parent?.type === "IfStatement" || isFunction(parent)
    ? parent
    : block;
}

/** `return work().catch(() => undefined)`: no block yet. */
function handlerPoints(root: TSESTree.Node): readonly StatusPoint[] {
  const points: StatusPoint[] = [];
  walkOwn(root, (node) => {
    if (node.type !== "CallExpression" || calleeName(node) !== "catch") return;
    const [handler] = node.arguments;
    if (handler?.type !== "ArrowFunctionExpression" || handler.body.type === "BlockStatement") return;
    const isReturned =
      node === root ||
      node.parent.type === "ReturnStatement" ||
      node.parent.parent?.type === "ReturnStatement";
    const isValue = /^(?:Literal|Identifier|ObjectExpression|ArrayExpression)$/.test(handler.body.type);
    if (isReturned && isValue)
      points.push({ reason: "swallowed", node: handler, at: { kind: "handler", handler } });
  });
  return points;
}

/** `res.status(500)` and the like, wherever the span's own code gives such an answer. */
function answerPoints(root: TSESTree.Node): readonly StatusPoint[] {
  const points: StatusPoint[] = [];
  walkOwn(root, (node) => {
    const isPlain = node.type === "ReturnStatement" || node.type === "ExpressionStatement";
    if (isPlain && answersIn(node).some(isFailure))
      points.push({ reason: "answered", node, at: { kind: "statement", statement: node } });
  });
  return points;
}

/** `if (results.some((one) => one.status === "rejected")) { … }` */
function settledPoints(file: SpanFile, root: TSESTree.Node): readonly StatusPoint[] {
  const points: StatusPoint[] = [];
  walkOwn(root, (node) => {
    if (node.type !== "IfStatement" || node.consequent.type !== "BlockStatement") return;
    if (!looksForRejected(file, node.test)) return;
    points.push({
      reason: "settled",
      node,
      at: { kind: "block", block: node.consequent, after: undefined },
    });
  });
  return points;
}

function looksForRejected(file: SpanFile, test: TSESTree.Expression): boolean {
  let found = false;
  walk(test, (node) => {
    if (node.type === "Literal" && node.value === "rejected") found = true;
    if (node.type !== "Identifier" || found) return;
    const declared = findDefinition(file, node, node.name)?.node;
    if (declared?.type === "VariableDeclarator" && declared.init !== null)
      found = /===?\s*["'`]rejected["'`]/.test(file.text.slice(...declared.init.range));
  });
  return found && !/!==?\s*["'`]rejected["'`]/.test(file.text.slice(...test.range));
}

/** `(error, data) => { if (error) { …; span.end(); return; } … }`, where nothing rejects. */
function callbackPoints(root: TSESTree.Node, options: PointOptions): readonly StatusPoint[] {
  const points: StatusPoint[] = [];
  walk(root, (node) => {
    if (!isFunction(node) || node.body.type !== "BlockStatement") return;
    const [first] = node.params;
    if (first?.type !== "Identifier" || !/^(?:err|error|e)$/.test(first.name)) return;
    for (const statement of node.body.body) {
      if (statement.type !== "IfStatement" || statement.consequent.type !== "BlockStatement") continue;
      const isTest = statement.test.type === "Identifier" && statement.test.name === first.name;
      const block = statement.consequent;
      if (!isTest || setsStatus(block, options) || !staysQuiet(block, node, options.isManual)) continue;
      points.push({ reason: "callback", node: statement, at: { kind: "block", block, after: undefined } });
    }
  });
  return points;
}

/** Nothing hands the error on: the promise is resolved all the same, or the span is ended here. */
function staysQuiet(block: TSESTree.BlockStatement, owner: FunctionNode, isManual: boolean): boolean {
  const names = new Set<string>();
  walkOwn(block, (node) => {
    if (node.type === "CallExpression") names.add(calleeName(node) ?? "?");
    if (node.type === "ThrowStatement") names.add("reject");
  });
  if (names.has("reject")) return false;
  if (isManual && (names.has("end") || names.has("finish"))) return true;
  let resolves = false;
  for (let at: TSESTree.Node | undefined = owner.parent; at != null; at = at.parent) {
    if (at.type === "NewExpression" && memberPath(at.callee)?.join() === "Promise") resolves = true;
  }
  return resolves && names.has("resolve");
}

/** `yield { type: "error", … }` */
function yieldedPoints(root: TSESTree.Node): readonly StatusPoint[] {
  const points: StatusPoint[] = [];
  walkOwn(root, (node) => {
    if (node.type !== "YieldExpression" || node.argument?.type !== "ObjectExpression") return;
    const isError = node.argument.properties.some(
      (one) =>
        one.type === "Property" &&
        one.key.type === "Identifier" &&
        /^(?:type|kind)$/.test(one.key.name) &&
        one.value.type === "Literal" &&
        /^error$/i.test(String(one.value.value)),
    );
    const statement = isError ? findStatement(node) : undefined;
    if (statement !== undefined)
      points.push({ reason: "yielded", node: statement, at: { kind: "statement", statement } });
  });
  return points;
}

function hasStatus(at: StatusPoint["at"], rules: FailureRules): boolean {
  return at.kind === "block" && setsStatus(at.block, rules);
}

/** A status is set on the way to a node. */
function hasStatusBefore(node: TSESTree.Node, root: TSESTree.Node, rules: FailureRules): boolean {
  for (let at = node; at.parent != null && at !== root; at = at.parent) {
    const { parent } = at;
    const list =
      parent.type === "BlockStatement" ? parent.body : parent.type === "SwitchCase" ? parent.consequent : [];
    if (
      list.some(
        (one) => one.range[1] <= at.range[0] && one.type === "ExpressionStatement" && setsStatus(one, rules),
      )
    )
      return true;
  }
  return false;
}

/** In a catch of which the status is set, or that throws: the catch has the say. */
function isInCaught(node: TSESTree.Node, root: TSESTree.Node, rules: FailureRules): boolean {
  for (let at = node; at.parent != null && at !== root; at = at.parent) {
    if (at.type === "CatchClause" && setsStatus(at.body, rules)) return true;
  }
  return false;
}

/** The status is worked out later on: `span.setStatus(failed ? … : …)` behind the try. */
function hasStatusBehind(node: TSESTree.Node, root: TSESTree.Node, rules: FailureRules): boolean {
  for (let at = node; at.parent != null && at !== root; at = at.parent) {
    const { parent } = at;
    if (parent.type === "TryStatement" && parent.finalizer !== null && setsStatus(parent.finalizer, rules))
      return true;
    const list = parent.type === "BlockStatement" && at.type === "TryStatement" ? parent.body : [];
    if (list.some((one) => one.range[0] >= at.range[1] && setsStatus(one, rules))) return true;
  }
  return false;
}
