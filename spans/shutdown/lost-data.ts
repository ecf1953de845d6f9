import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, type FunctionNode } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { walkOwn } from "../flow.ts";
import { nodesOf } from "../walk.ts";
import { isForced, isTimerCallback, readShutdownListener } from "./exit-calls.ts";
import { awaitsFlush, findLocalFunction, isFlushCall, makesData, mayFlush } from "./flush-calls.ts";

/** What an exit throws away: an event or span of its own path, or all that a running process still holds. */
export type Loss = "data" | "shutdown";

/**
 * What is lost when the process exits at a node, looking back over the paths that lead there: through the statements before it, the
 * calls that its callback belongs to, and the calls of the function that it is in.
 *
 * @returns `undefined` where the path flushes, where nothing says that Sentry holds something, and where a timer forces the exit.
 * @see facts: sentry 8
 */
export function findLoss(file: SpanFile, exit: TSESTree.Node): Loss | undefined {
  if (isForced(exit, file)) return undefined;
  return lookBack(file, exit, new Set());
}

function lookBack(file: SpanFile, from: TSESTree.Node, seen: Set<TSESTree.Node>): Loss | undefined {
  for (let at = from; at.parent != null; at = at.parent) {
    const { parent } = at;
    for (const before of pathBefore(at, parent)) {
      const fate = fateIn(file, before);
      if (fate !== undefined) return fate === "sent" ? undefined : fate;
    }
    if (parent.type === "TryStatement" && parent.handler === at) {
      if (flushesFirst(file, parent.block)) return undefined;
      continue;
    }
    if (isFunction(at)) {
      if (isTimerCallback(at)) return undefined;
      const own = atFunction(file, at, seen);
      if (own !== "go-on") return own;
    }
  }
  return undefined;
}

/** What is evaluated before a node and inside its parent, the nearest first. */
function pathBefore(at: TSESTree.Node, parent: TSESTree.Node): readonly TSESTree.Node[] {
  switch (parent.type) {
    case "Program":
    case "BlockStatement":
    case "StaticBlock":
      return parent.body.filter(({ range }) => range[1] <= at.range[0]).reverse();
    case "SwitchCase":
      return parent.consequent.filter(({ range }) => range[1] <= at.range[0]).reverse();
    case "TryStatement":
      return parent.finalizer === at ? [parent.handler?.body ?? parent.block, parent.block] : [];
    default:
      return [];
  }
}

function fateIn(file: SpanFile, node: TSESTree.Node): "sent" | Loss | undefined {
  // A function that is only declared here has not run.
  if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") return undefined;
  const isSent = awaitsFlush(file, node) || holdsFloatingFlush(file, node);
  if (isSent) return "sent";
  return makesData(file, node) ? "data" : undefined;
}

/** One that nobody waits for is a problem of its own, reported where it is. */
function holdsFloatingFlush(file: SpanFile, node: TSESTree.Node): boolean {
  let found = false;
  walkOwn(node, (inner) => {
    if (inner.type === "ExpressionStatement" && isFlushCall(file, inner.expression)) found = true;
  });
  return found;
}

/** In `try { await close(); exit(0) } catch { exit(1) }` it is the flush that failed. */
function flushesFirst(file: SpanFile, block: TSESTree.BlockStatement): boolean {
  for (const statement of block.body) {
    if (awaitsFlush(file, statement)) return true;
    let awaits = false;
    walkOwn(statement, ({ type }) => void (awaits ||= type === "AwaitExpression"));
    if (awaits) return false;
  }
  return false;
}

/** What is known where a function begins: who runs it, and what came before that. */
function atFunction(
  file: SpanFile,
  node: FunctionNode,
  seen: Set<TSESTree.Node>,
): Loss | "go-on" | undefined {
  if (seen.has(node)) return undefined;
  seen.add(node);
  const { parent } = node;
  if (parent?.type === "CallExpression" || parent?.type === "NewExpression") {
    if (readShutdownListener(file, parent) === node) return "shutdown";
    const chain = parent.type === "CallExpression" ? chainOf(parent) : undefined;
    if (chain === undefined) return "go-on";
    if (mayFlush(file, chain, isCatch(parent))) return undefined;
    return makesData(file, chain) ? "data" : "go-on";
  }
  for (const reference of referencesOf(file, node)) {
    const loss = atReference(file, reference, seen);
    if (loss !== undefined) return loss;
  }
  return undefined;
}

/** `work()` of `work().then(…)`, where the function given is one of the chain's. */
function chainOf(call: TSESTree.CallExpression): TSESTree.Node | undefined {
  if (call.callee.type !== "MemberExpression") return undefined;
  return /^(?:then|catch|finally)$/.test(memberName(call.callee) ?? "") ? call.callee.object : undefined;
}

function isCatch({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return callee.type === "MemberExpression" && memberName(callee) === "catch";
}

function atReference(file: SpanFile, reference: TSESTree.Node, seen: Set<TSESTree.Node>): Loss | undefined {
  const { parent } = reference;
  if (parent?.type !== "CallExpression") return undefined;
  if (parent.callee === reference) return isForced(parent, file) ? undefined : lookBack(file, parent, seen);
  if (readShutdownListener(file, parent) === reference) return "shutdown";
  const chain = chainOf(parent);
  if (chain !== undefined && mayFlush(file, chain, isCatch(parent))) return undefined;
  if (chain !== undefined && makesData(file, chain)) return "data";
  const isTimer = parent.callee.type === "Identifier" && parent.callee.name === "setTimeout";
  return isTimer ? undefined : lookBack(file, parent, seen);
}

/** The places in the file that name a function: its variable, or `this.method`. */
export function referencesOf(file: SpanFile, node: FunctionNode): readonly TSESTree.Node[] {
  return nodesOf(file.program).filter((one) => {
    if (one.type !== "Identifier" && one.type !== "MemberExpression") return false;
    if (one.type === "Identifier" && !mayName(file, one, node)) return false;
    if (one.type === "MemberExpression" && one.object.type !== "ThisExpression") return false;
    return findLocalFunction(file, one) === node;
  });
}

function mayName(file: SpanFile, identifier: TSESTree.Identifier, node: FunctionNode): boolean {
  const { parent } = identifier;
  if (parent?.type === "MemberExpression" && parent.property === identifier && !parent.computed) return false;
  if (parent?.type === "Property" && parent.key === identifier && parent.value !== identifier) return false;
  if (identifier === (node as { readonly id?: TSESTree.Node | null }).id) return false;
  if (parent?.type === "VariableDeclarator" && parent.id === identifier) return false;
  return findDefinition(file, identifier, identifier.name) !== undefined;
}
