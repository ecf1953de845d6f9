import type { TSESTree } from "@typescript-eslint/types";
import { childrenOf, isFunction, skipWrappers } from "../../spans/index.ts";
import type { FunctionUnit } from "./units.ts";

/** Why a function deserves no span of its own (facts/real-code.md). */
type Unfit =
  | "synchronous"
  | "awaits-nothing"
  | "too-short"
  | "question"
  | "waits"
  | "cleans-up"
  | "endless"
  | "type-predicate"
  | "logger";

/** The first reason against a span, `undefined` when there is none. */
export function unfitnessOf(unit: FunctionUnit): Unfit | undefined {
  const { node, name, module } = unit;
  if (node.returnType?.typeAnnotation.type === "TSTypePredicate") return "type-predicate";
  if (/^(?:is|has|get)(?=[A-Z_]|$)/.test(name)) return "question";
  if (/^(?:sleep|delay|wait|pause|timeout|until)(?=[A-Z_]|$)/i.test(name)) return "waits";
  if (/^(?:cleanup|cleanUp|shutdown|shutDown|dispose|destroy|teardown|tearDown|close|stop|kill)$/.test(name))
    return "cleans-up";
  if (!node.async) return "synchronous";
  if (!module.waiting.has(node)) return "awaits-nothing";
  if (isLogger(unit)) return "logger";
  if (findEndlessLoop(unit) !== undefined) return "endless";
  if (linesOf(unit) <= 5) return "too-short";
  return undefined;
}

function isLogger({ module, name, owner }: FunctionUnit): boolean {
  return (
    /(?:^|\/)(?:log|logger|logging)\.[cm]?[jt]sx?$/.test(module.path) ||
    /^log(?=[A-Z]|$)/.test(name) ||
    /Logger$/.test(owner?.name ?? "")
  );
}

/** Lines of a function from its name to its closing brace. */
function linesOf({ node, module }: FunctionUnit): number {
  const whole = node.parent?.type === "MethodDefinition" ? node.parent : node;
  return module.file.text.slice(whole.range[0], whole.range[1]).split("\n").length;
}

/** A loop that ends only with the program: its test is constant, or a flag of somebody else, and it sleeps between turns. */
export function findEndlessLoop({ node }: FunctionUnit): TSESTree.Node | undefined {
  return findInside(node.body, (inner) => {
    if (inner.type !== "WhileStatement" && inner.type !== "DoWhileStatement" && inner.type !== "ForStatement")
      return false;
    const pauses = findInside(inner.body, isPause) !== undefined;
    if (isConstant(inner.test)) return pauses || findInside(inner.body, isExit) === undefined;
    return pauses && inner.test !== null && isFlag(inner.test, inner.body);
  });
}

function isConstant(test: TSESTree.Node | null): boolean {
  return test === null || (test.type === "Literal" && (test.value === true || test.value === 1));
}

/** State that the loop does not count down: `this.running && !signal.aborted`. */
function isFlag(test: TSESTree.Expression, body: TSESTree.Node): boolean {
  const inner = skipWrappers(test);
  switch (inner.type) {
    case "Identifier":
      return findInside(body, (node) => assigns(node, inner.name)) === undefined;
    case "MemberExpression":
      return !(inner.property.type === "Identifier" && /^(?:length|size)$/.test(inner.property.name));
    case "UnaryExpression":
      return inner.operator === "!" && isFlag(inner.argument, body);
    case "LogicalExpression":
      return isFlag(inner.left, body) && isFlag(inner.right, body);
    default:
      return isConstant(inner);
  }
}

function assigns(node: TSESTree.Node, name: string): boolean {
  return node.type === "AssignmentExpression" && node.left.type === "Identifier" && node.left.name === name;
}

function isPause(node: TSESTree.Node): boolean {
  if (node.type !== "AwaitExpression") return false;
  const waited = skipWrappers(node.argument);
  if (waited.type === "NewExpression") return true; // `await new Promise((resolve) => setTimeout(resolve, ms))`
  if (waited.type !== "CallExpression") return false;
  const callee = skipWrappers(waited.callee);
  const name =
    callee.type === "Identifier"
      ? callee.name
      : callee.type === "MemberExpression" && callee.property.type === "Identifier"
        ? callee.property.name
        : "";
  return /^(?:sleep|delay|wait|pause|setTimeout|timeout)/i.test(name);
}

function isExit(node: TSESTree.Node): boolean {
  return node.type === "ReturnStatement" || node.type === "BreakStatement" || node.type === "ThrowStatement";
}

/** The first node that matches below a node, not looking into functions. */
function findInside(
  root: TSESTree.Node,
  matches: (node: TSESTree.Node) => boolean,
): TSESTree.Node | undefined {
  const pending: TSESTree.Node[] = [root];
  for (let node = pending.shift(); node !== undefined; node = pending.shift()) {
    if (matches(node)) return node;
    if (!isFunction(node)) pending.push(...childrenOf(node));
  }
  return undefined;
}
