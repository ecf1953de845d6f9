import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, isFunction, memberPath, skipWrappers, type FunctionNode } from "../ast.ts";
import { calleeName, calleePath } from "../carry/callee.ts";
import { isTextOrBytes } from "../carry/variable.ts";
import type { ReceiveEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { patternNames, walkOwn } from "../flow.ts";
import { nodesOf, walk } from "../walk.ts";
import { findRegistration } from "./listener.ts";

/** Where a listener has its message: the expressions that make it, or a name that holds it from the start. */
export type Taken =
  | { readonly kind: "values"; readonly nodes: readonly TSESTree.Expression[] }
  | { readonly kind: "held"; readonly text: string };

/** Make something of text that is not the message. */
const OTHER_PARSERS = /^(?:parseInt|parseFloat|(?:Date|Number|URL|path|qs|querystring|ms|semver)\.\w+)$/;

/**
 * The message of a listener: what is parsed out of its parameter; else the parameter, or the `data` of an event; else, in a listener
 * without a block, the argument that hands it on.
 *
 * @returns `undefined` where only text or bytes are at hand.
 */
export function findTaken(
  file: SpanFile,
  handler: FunctionNode,
  { message }: ReceiveEntry,
): Taken | undefined {
  const parameter = handler.params.find((one) => one.type !== "Identifier" || one.name !== "this");
  if (message !== undefined) return findNamed(handler, message);
  if (parameter === undefined) return undefined;
  const parsed = findParses(handler, patternNames(parameter));
  if (parsed.length > 0) return { kind: "values", nodes: parsed };
  if (parameter.type !== "Identifier") return undefined;
  const event = isEventListener(file, handler, parameter);
  if (event ? getsText(file) : isText(parameter)) return undefined;
  const text = event ? `${parameter.name}.data` : parameter.name;
  if (handler.body.type === "BlockStatement") return { kind: "held", text };
  const read = findRead(handler.body, text);
  return read === undefined ? undefined : { kind: "values", nodes: [read] };
}

/** `JSON.parse(event.data)`, every one of them; else the outermost call with such a name. Never behind another callback. */
function findParses(handler: FunctionNode, raw: readonly string[]): readonly TSESTree.Expression[] {
  const calls: TSESTree.CallExpression[] = [];
  walkOwn(handler.body, (node) => {
    if (node.type !== "CallExpression" || !/parse|decode|deserialize|unpack/i.test(calleeName(node))) return;
    if (OTHER_PARSERS.test(calleePath(node).join(".")) || !mentions(node.arguments, raw)) return;
    calls.push(node);
  });
  const json = calls.filter((call) => calleePath(call).join(".") === "JSON.parse");
  if (json.length > 0) return json;
  const [outer] = calls;
  if (outer === undefined) return [];
  return [outer.parent.type === "AwaitExpression" ? outer.parent : outer];
}

function mentions(nodes: readonly TSESTree.Node[], names: readonly string[]): boolean {
  let found = false;
  for (const node of nodes)
    walk(node, (inner) => {
      if (inner.type === "Identifier" && names.includes(inner.name)) found = true;
    });
  return found;
}

/** The variable of the config: the value that a const of the listener gets, or a parameter or a path from one. */
function findNamed(handler: FunctionNode, message: string): Taken | undefined {
  const [root = ""] = message.split(/\?\.|\./);
  if (handler.params.some((parameter) => patternNames(parameter).includes(root)))
    return handler.body.type === "BlockStatement" ? { kind: "held", text: message } : undefined;
  let value: TSESTree.Expression | undefined;
  walkOwn(handler.body, (node) => {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.id.name === message)
      value ??= node.init ?? undefined;
  });
  return value === undefined ? undefined : { kind: "values", nodes: [value] };
}

/** The argument in which a listener without a block hands its message on, wherever nothing may keep it from being read. */
function findRead(body: TSESTree.Expression, text: string): TSESTree.Expression | undefined {
  let found: TSESTree.Expression | undefined;
  walkOwn(body, (node) => {
    if (found !== undefined || node.type !== "CallExpression" || isConditional(node, body)) return;
    found = node.arguments.find(
      (argument): argument is TSESTree.Expression =>
        argument.type !== "SpreadElement" && memberPath(argument)?.join(".") === text,
    );
  });
  return found;
}

function isConditional(node: TSESTree.Node, body: TSESTree.Node): boolean {
  for (let at = node; at !== body && at.parent != null; at = at.parent) {
    const { parent } = at;
    if (parent.type === "ConditionalExpression" && parent.test !== at) return true;
    if (parent.type === "LogicalExpression" && parent.right === at) return true;
    if (parent.type === "ChainExpression") return true;
  }
  return node.type === "CallExpression" && node.optional;
}

/** A DOM event wraps the message; `socket.on` of socket.io-client hands it over. */
function isEventListener(file: SpanFile, handler: FunctionNode, parameter: TSESTree.Identifier): boolean {
  const type = parameter.typeAnnotation?.typeAnnotation;
  if (type?.type === "TSTypeReference" && type.typeName.type === "Identifier")
    if (type.typeName.name === "MessageEvent") return true;
  const registration = findRegistration(file, handler);
  if (registration?.type === "AssignmentExpression")
    return /^on/.test(memberPath(registration.left)?.at(-1) ?? "");
  return registration?.type === "CallExpression" && calleeName(registration) === "addEventListener";
}

/** Web sockets and event sources bring text; workers, channels and windows objects. */
function getsText(file: SpanFile): boolean {
  return nodesOf(file.program).some(
    (node) =>
      node.type === "NewExpression" &&
      node.callee.type === "Identifier" &&
      /(?:WebSocket|EventSource)$/.test(node.callee.name),
  );
}

/** A list may be a batch of messages. */
function isText({ typeAnnotation }: TSESTree.Identifier): boolean {
  const annotation = typeAnnotation?.typeAnnotation;
  return annotation?.type !== "TSArrayType" && isTextOrBytes(annotation);
}

/** The argument of a call that takes the message: the first that is a value of its own. */
export function findHandedOver(
  file: SpanFile,
  call: TSESTree.CallExpression,
  { message }: ReceiveEntry,
): TSESTree.Expression | undefined {
  return call.arguments.find((argument): argument is TSESTree.Expression => {
    if (argument.type === "SpreadElement") return false;
    const inner = skipWrappers(argument);
    const path = memberPath(inner);
    if (message !== undefined) return path?.join(".") === message;
    if (inner.type === "CallExpression") return /parse|decode/i.test(calleeName(inner));
    if (path === undefined || isFunction(inner)) return false;
    const name =
      inner.type === "Identifier" ? findVariable(file, inner, inner.name)?.defs[0]?.name : undefined;
    return !(name?.type === "Identifier" && isText(name));
  });
}
