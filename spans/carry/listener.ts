import type { TSESTree } from "@typescript-eslint/types";
import {
  findVariable,
  functionName,
  isFunction,
  skipWrappers,
  skipWrappersUp,
  type FunctionNode,
} from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { importBindings } from "../imports.ts";
import { walk } from "../walk.ts";
import { calleeName, isChannelCall } from "./callee.ts";

const LISTENS = /^(?:on|once|addListener|addEventListener|prependListener)$/;
/** Consumers that take only a callback, or a name and a callback. */
const CONSUMES = /^(?:subscribe|consume|process|each|eachMessage)$/;

/** A call that registers a listener for messages: `socket.on("message", f)`, `queue.process(f)`. */
export function isListenCall(call: TSESTree.CallExpression): boolean {
  const name = calleeName(call);
  if (CONSUMES.test(name)) return true;
  const [event] = call.arguments;
  return LISTENS.test(name) && event?.type === "Literal" && typeof event.value === "string";
}

/** The listener that is written in the call itself; of an emitter, the one for `message`, since others tell of the connection. */
export function inlineListener(call: TSESTree.CallExpression): FunctionNode | undefined {
  const [event] = call.arguments;
  if (LISTENS.test(calleeName(call)) && !(event?.type === "Literal" && event.value === "message"))
    return undefined;
  const last = call.arguments.findLast((argument) => isFunction(skipWrappers(argument)));
  const inner = last === undefined ? undefined : skipWrappers(last);
  return isFunction(inner) ? inner : undefined;
}

/** The call that registers a function as a listener: written in it, or given by name. */
export function findListenCall(file: SpanFile, handler: FunctionNode): TSESTree.CallExpression | undefined {
  const { parent } = skipWrappersUp(handler);
  if (parent?.type === "CallExpression") return isListenCall(parent) ? parent : undefined;
  const name = functionName(handler);
  if (name === undefined) return undefined;
  const isMethod = parent?.type === "MethodDefinition" || parent?.type === "PropertyDefinition";
  return isMethod
    ? findMethodListen(file, name.split(".").at(-1) ?? name)
    : findNamedListen(file, handler, name);
}

/** Text or bytes arrive in the first parameter: `ws` sockets, and listeners that say so. Processes, workers and ports give objects. */
export function isRawListener(file: SpanFile, handler: FunctionNode): boolean {
  const call = findListenCall(file, handler);
  if (call === undefined || isChannelCall(call)) return false;
  if (calleeName(call) === "addEventListener") return true;
  return (
    LISTENS.test(calleeName(call)) &&
    importBindings(file).some(({ module }) => module === "ws" || module === "node:net")
  );
}

function findNamedListen(
  file: SpanFile,
  handler: FunctionNode,
  name: string,
): TSESTree.CallExpression | undefined {
  const at = handler.type === "FunctionDeclaration" ? (handler.parent ?? handler) : handler;
  for (const { identifier } of findVariable(file, at, name)?.references ?? []) {
    const outer = skipWrappersUp(identifier as TSESTree.Node);
    const { parent } = outer;
    if (parent?.type === "CallExpression" && parent.callee !== outer && isListenCall(parent)) return parent;
  }
  return undefined;
}

/** `socket.on("message", this.onMessage)`, also with `.bind(this)`. */
function findMethodListen(file: SpanFile, name: string): TSESTree.CallExpression | undefined {
  let found: TSESTree.CallExpression | undefined;
  walk(file.program, (node) => {
    if (found !== undefined) return false;
    if (node.type !== "CallExpression" || !isListenCall(node)) return undefined;
    const isGiven = node.arguments.some((argument) => {
      const inner = skipWrappers(argument);
      const member =
        inner.type === "CallExpression" &&
        inner.callee.type === "MemberExpression" &&
        calleeName(inner) === "bind"
          ? skipWrappers(inner.callee.object)
          : inner;
      return (
        member.type === "MemberExpression" &&
        member.object.type === "ThisExpression" &&
        (member.property.type === "Identifier" || member.property.type === "PrivateIdentifier") &&
        member.property.name === name.replace(/^#/, "")
      );
    });
    if (isGiven) found = node;
    return undefined;
  });
  return found;
}
