import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, matchesSymbol, skipWrappers, type FunctionNode } from "../ast.ts";
import { matchesCallee, matchesFunction } from "../carry/callee.ts";
import type { ReceiveEntry } from "../config.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { symbolsOf } from "../name.ts";

/** Events that tell of a connection or of the page and bring no message. */
const LIFECYCLE =
  /^(?:open|close|error|connect|disconnect|connect_error|connect_timeout|reconnect\w*|ping|pong|online|offline|load|unload|beforeunload|visibilitychange|messageerror)$/;

/**
 * Where a config entry has a page take messages in: the listener (by its own name, also behind `useCallback`; by the call that registers
 * it, `socket.on`; by the property that it is assigned to, `ws.onmessage`), or the call of a function of another module.
 */
export function findClientReceiver(
  file: SpanFile,
  node: TSESTree.Node,
  { function: wanted }: ReceiveEntry,
): FunctionNode | TSESTree.CallExpression | undefined {
  if (isFunction(node)) return symbolsOf(node).some((name) => matchesSymbol(name, wanted)) ? node : undefined;
  if (node.type === "AssignmentExpression")
    return node.operator === "=" && matchesFunction(node.left, wanted, file)
      ? findFunction(file, node.right)
      : undefined;
  if (node.type !== "CallExpression" || !matchesCallee(node, wanted, file)) return undefined;
  const [event] = node.arguments;
  if (event?.type === "Literal" && LIFECYCLE.test(String(event.value))) return undefined;
  const last = node.arguments.at(-1);
  const listener = last === undefined ? undefined : findFunction(file, last);
  if (listener !== undefined) return listener;
  const callee = skipWrappers(node.callee);
  // A function of this file is looked at where it is written, whoever calls it.
  return findFunction(file, callee) === undefined ? node : undefined;
}

/** The call or the assignment that makes a function the listener of something, where it stands there itself or by name. */
export function findRegistration(
  file: SpanFile,
  handler: FunctionNode,
): TSESTree.CallExpression | TSESTree.AssignmentExpression | undefined {
  const places: TSESTree.Node[] = [handler, ...referencesOf(file, handler)];
  for (const place of places) {
    const { parent } = place;
    if (parent?.type === "AssignmentExpression" && parent.right === place) return parent;
    if (parent?.type === "CallExpression" && parent.callee !== place && parent.arguments.length > 1)
      if (parent.arguments[0]?.type === "Literal") return parent;
  }
  return undefined;
}

/** The function that an expression stands for: itself, or the one behind a name, `useCallback(…)` looked through. */
function findFunction(file: SpanFile, expression: TSESTree.Node): FunctionNode | undefined {
  const inner = skipWrappers(expression);
  if (isFunction(inner)) return inner;
  if (inner.type === "CallExpression") {
    const functions = inner.arguments.filter((argument) => isFunction(argument));
    return functions.length === 1 ? functions[0] : undefined;
  }
  if (inner.type !== "Identifier") return undefined;
  const definition = findDefinition(file, inner, inner.name)?.node;
  if (isFunction(definition)) return definition;
  if (definition?.type !== "VariableDeclarator" || definition.init === null) return undefined;
  const { init } = definition;
  return init.type === "Identifier" ? undefined : findFunction(file, init);
}

function referencesOf(file: SpanFile, handler: FunctionNode): TSESTree.Node[] {
  const names = new Set(symbolsOf(handler));
  return file.scopes.scopes.flatMap((scope) =>
    scope.variables
      .filter((variable) => names.has(variable.name))
      .flatMap((variable) => variable.references.map(({ identifier }) => identifier as TSESTree.Node)),
  );
}
