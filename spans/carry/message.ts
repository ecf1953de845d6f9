import type { TSESTree } from "@typescript-eslint/types";
import {
  findEnclosingFunction,
  findVariable,
  isFunction,
  memberPath,
  skipWrappers,
  type FunctionNode,
} from "../ast.ts";
import { textOf, type SpanFile } from "../file.ts";
import { walk } from "../walk.ts";
import { calleeName, calleePath } from "./callee.ts";
import { isRawListener } from "./listener.ts";
import { isTextOrBytes, variableFacts } from "./variable.ts";

/** The received message, as it is written where the trace is taken from it. */
export interface Message {
  readonly text: string;
  /** The variable that it is, or that holds it. */
  readonly node: TSESTree.Node;
}

const MESSAGE_NAME =
  /^(?:\w*(?:message|msg|event|command|job|task|packet|envelope|request|reply|update|notification)|payload|body)$/i;

/**
 * The message of a call that handles it: what the config names; else the argument that was parsed, is named like a message, or is the
 * first; else a parameter of the function around, as in `forwardEvent(event) { await forward(); }`.
 */
export function findMessage(
  file: SpanFile,
  call: TSESTree.CallExpression,
  named: string | undefined,
): Message | undefined {
  if (named !== undefined) return findNamed(file, call, named);
  const candidates = call.arguments
    .map((argument) => skipWrappers(argument))
    .filter((argument) => isCandidate(file, argument));
  const best =
    candidates.find((node) => isParsed(file, node)) ??
    candidates.find((node) => MESSAGE_NAME.test(memberPath(node)?.at(-1) ?? "")) ??
    candidates[0];
  if (best !== undefined) return { text: textOf(file, best), node: best };
  return call.arguments.some((argument) => isRawName(file, argument))
    ? undefined
    : parameterAround(file, call);
}

/** A variable, or a property of one that the code around reads as well. */
function findNamed(file: SpanFile, at: TSESTree.Node, named: string): Message | undefined {
  const path = named.split(/\?\.|\./);
  const [root = ""] = path;
  const variable = findVariable(file, at, root);
  if (root !== "this" && variable === undefined) return undefined;
  const declared = variable?.defs[0]?.name as TSESTree.Node | undefined;
  if (path.length === 1) return declared === undefined ? undefined : { text: named, node: declared };
  let read: TSESTree.Node | undefined;
  walk(findEnclosingFunction(at)?.body ?? file.program, (node) => {
    if (node.type === "MemberExpression" && memberPath(node)?.join(".") === path.join(".")) read ??= node;
    return read === undefined;
  });
  return { text: named, node: read ?? at };
}

/** The const that a raw message is parsed into: `const command = JSON.parse(String(data))`. */
export function findParsed(
  handler: FunctionNode,
  raw: string,
):
  | {
      readonly name: TSESTree.Identifier;
      readonly statement: TSESTree.VariableDeclaration;
      readonly value: TSESTree.Expression;
    }
  | undefined {
  let found: ReturnType<typeof findParsed>;
  walk(handler.body, (node) => {
    if (found !== undefined || isFunction(node)) return false;
    if (node.type !== "VariableDeclaration") return undefined;
    for (const { id, init } of node.declarations) {
      if (id.type !== "Identifier" || init == null || !parses(init, raw)) continue;
      found = { name: id, statement: node, value: init };
    }
    return undefined;
  });
  return found;
}

/** Something is made of the raw message: `JSON.parse(data)`, `decode(data)`, `Command.parse(JSON.parse(String(data)))`. */
function parses(init: TSESTree.Expression, raw: string): boolean {
  const call = skipWrappers(init.type === "AwaitExpression" ? init.argument : init);
  if (call.type !== "CallExpression" || !/parse|decode|deserialize|unpack/i.test(calleeName(call)))
    return false;
  let mentions = false;
  walk(call, (node) => {
    if (node.type === "Identifier" && node.name === raw) mentions = true;
  });
  return mentions;
}

/** A variable or a property of one that may hold a message. */
function isCandidate(file: SpanFile, node: TSESTree.Node): boolean {
  const path = memberPath(node);
  if (path === undefined || path[0] === "undefined") return false;
  if (node.type !== "Identifier") return path[0] !== "this" || path.length > 1;
  const facts = variableFacts(file, node);
  if (facts === undefined || isTextOrBytes(facts.annotation) || isRawName(file, node)) return false;
  return (
    facts.value === undefined ||
    !/^(?:Literal|TemplateLiteral|ArrowFunctionExpression)$/.test(facts.value.type)
  );
}

function isParsed(file: SpanFile, node: TSESTree.Node): boolean {
  const value = node.type === "Identifier" ? variableFacts(file, node)?.value : undefined;
  const inner = value === undefined ? undefined : skipWrappers(value);
  return inner?.type === "CallExpression" && calleePath(inner).join(".") === "JSON.parse";
}

/** A parameter in which text or bytes arrive. */
function isRawName(file: SpanFile, argument: TSESTree.Node): boolean {
  const node = skipWrappers(argument);
  if (node.type !== "Identifier") return false;
  const facts = variableFacts(file, node);
  const owner = facts?.parameterOf;
  if (facts === undefined || owner === undefined) return false;
  return (
    isTextOrBytes(facts.annotation) ||
    isRawListener(file, owner) ||
    findParsed(owner, node.name) !== undefined
  );
}

function parameterAround(file: SpanFile, call: TSESTree.CallExpression): Message | undefined {
  for (let at: TSESTree.Node | undefined = call.parent; at != null; at = at.parent) {
    if (!isFunction(at) || at.params.length === 0) continue;
    const parameter = at.params.find(
      (one): one is TSESTree.Identifier => one.type === "Identifier" && isVisible(file, call, one),
    );
    if (parameter === undefined) return undefined;
    const parsed = findParsed(at, parameter.name);
    if (
      parsed !== undefined &&
      parsed.statement.range[1] <= call.range[0] &&
      isVisible(file, call, parsed.name)
    )
      return { text: parsed.name.name, node: parsed.name };
    if (isTextOrBytes(parameter.typeAnnotation?.typeAnnotation) || isRawListener(file, at)) return undefined;
    return { text: parameter.name, node: parameter };
  }
  return undefined;
}

function isVisible(file: SpanFile, at: TSESTree.Node, name: TSESTree.Identifier): boolean {
  return findVariable(file, at, name.name)?.defs.some((definition) => definition.name === name) === true;
}
