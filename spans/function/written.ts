import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, skipWrappers, type FunctionNode } from "../ast.ts";
import {
  findSpanAround,
  isSentryNamespace,
  isWholeCallback,
  literalProperty,
  readHelperCall,
  readSpanCall,
} from "../calls.ts";
import type { SpanFile } from "../file.ts";
import { isDirective } from "../flow.ts";

/** What is known of a span that stands where one would be put. */
export interface WrittenSpan {
  readonly name: string | undefined;
  readonly op: string | undefined;
  /** The span is around the whole of it, and around nothing else. */
  readonly isWhole: boolean;
}

/** The span that a function's body consists of, or that is around more than half of it. */
export function findBodySpan(file: SpanFile, node: FunctionNode): WrittenSpan | undefined {
  if (node.body.type !== "BlockStatement") return readWritten(file, node.body);
  const statements = node.body.body.filter((statement) => !isDirective(statement));
  const size = node.body.range[1] - node.body.range[0];
  for (const statement of statements) {
    const value = valueOf(statement);
    const written = value === undefined ? undefined : readWritten(file, value);
    if (written === undefined || value === undefined) continue;
    if (statements.length === 1) return written;
    if ((value.range[1] - value.range[0]) * 2 > size) return { ...written, isWhole: false };
  }
  return undefined;
}

/** The span of a statement such as `await Sentry.startSpan(…);`, also with a `.catch` behind it. */
export function findStatementSpan(file: SpanFile, statement: TSESTree.Statement): WrittenSpan | undefined {
  const value = callOf(statement) ?? valueOf(statement);
  return value === undefined ? undefined : readWritten(file, value);
}

/** The call that a statement is: `run();`, `await run();`, `void run();`, `run().catch(log);`. */
export function callOf(statement: TSESTree.Statement): TSESTree.CallExpression | undefined {
  if (statement.type !== "ExpressionStatement") return undefined;
  let node: TSESTree.Node = skipWrappers(statement.expression);
  while (node.type === "AwaitExpression" || (node.type === "UnaryExpression" && node.operator === "void"))
    node = skipWrappers(node.argument);
  while (node.type === "CallExpression" && node.callee.type === "MemberExpression") {
    const { object, property } = node.callee;
    const inner = skipWrappers(object);
    if (inner.type !== "CallExpression" || property.type !== "Identifier") break;
    if (!/^(?:then|catch|finally)$/.test(property.name)) break;
    node = inner;
  }
  return node.type === "CallExpression" ? node : undefined;
}

/** The span of which the callback does nothing but run this call. */
export function findCallSpan(file: SpanFile, node: TSESTree.Expression): WrittenSpan | undefined {
  const around = findSpanAround(file, node);
  if (around?.callback !== undefined && runsOnly(around.callback, node))
    return { name: around.name, op: around.op, isWhole: true };
  for (let at: TSESTree.Node | undefined = node.parent; at != null; at = at.parent) {
    if (!isFunction(at)) continue;
    const call = at.parent?.type === "CallExpression" ? at.parent : undefined;
    if (call === undefined || !runsOnly(at, node)) return undefined;
    const helper = readHelperCall(file, call);
    return helper === "startSpanIf" || helper === "withIncomingTrace" || helper === "traceToolCall"
      ? { ...nameOf(call), isWhole: true }
      : undefined;
  }
  return undefined;
}

function runsOnly(callback: FunctionNode, node: TSESTree.Expression): boolean {
  if (isWholeCallback(callback, node)) return true;
  // `() => { publish(event); }`, `async () => { await run(); }`
  if (callback.body.type !== "BlockStatement" || callback.body.body.length !== 1) return false;
  const [statement] = callback.body.body;
  return statement !== undefined && stripAwait(valueOf(statement)) === node;
}

/** Entry functions that run a span in a context of its own. */
const AROUND = /^(?:continueTrace|startNewTrace|withIsolationScope|withScope)$/;

function readWritten(file: SpanFile, node: TSESTree.Expression): WrittenSpan | undefined {
  const call = stripAwait(node);
  if (call?.type !== "CallExpression") return undefined;
  const span = readSpanCall(file, call);
  if (span !== undefined)
    return span.api === "startInactiveSpan" ? undefined : { name: span.name, op: span.op, isWhole: true };
  if (readHelperCall(file, call) !== undefined) return { ...nameOf(call), isWhole: true };
  const { callee } = call;
  const isAround =
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    AROUND.test(memberName(callee) ?? "") &&
    isSentryNamespace(file, callee.object);
  const callback = call.arguments.at(-1);
  return isAround && isFunction(callback) ? findBodySpan(file, callback) : undefined;
}

function nameOf(call: TSESTree.CallExpression): { name: string | undefined; op: string | undefined } {
  const options = call.arguments.find((argument) => argument.type === "ObjectExpression");
  if (options === undefined) return { name: undefined, op: undefined };
  return { name: literalProperty(options, "name"), op: literalProperty(options, "op") };
}

/** The expression that a statement is about. */
function valueOf(statement: TSESTree.Statement): TSESTree.Expression | undefined {
  switch (statement.type) {
    case "ReturnStatement":
      return statement.argument ?? undefined;
    case "ExpressionStatement":
      return statement.expression;
    case "VariableDeclaration":
      return statement.declarations[0]?.init ?? undefined;
    default:
      return undefined;
  }
}

function stripAwait(node: TSESTree.Expression | undefined): TSESTree.Expression | undefined {
  if (node?.type === "AwaitExpression") return stripAwait(node.argument);
  if (node?.type === "UnaryExpression" && node.operator === "void") return stripAwait(node.argument);
  return node;
}
