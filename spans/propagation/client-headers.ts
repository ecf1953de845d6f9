import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, skipWrappersUp } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { nodesOf } from "../walk.ts";

/**
 * Whether an object of headers goes to a client that the SDK instruments, so that it adds trace headers by itself: `fetch`, `http`,
 * `undici`, `axios` and what is built on them. A socket or a message is none.
 */
export function isClientHeaders(file: SpanFile, object: TSESTree.Node): boolean {
  const outer = skipWrappersUp(object);
  const { parent } = outer;
  if (
    parent?.type === "NewExpression" &&
    parent.callee.type === "Identifier" &&
    parent.callee.name === "Headers"
  )
    return isClientHeaders(file, parent);
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" && parent.init === outer)
    return isUsedAsHeaders(file, parent, parent.id.name);
  // `...(trace ? { "sentry-trace": trace } : {})`
  if (parent?.type === "ConditionalExpression" || parent?.type === "LogicalExpression")
    return isClientHeaders(file, parent);
  if (parent?.type === "SpreadElement" && parent.parent.type === "ObjectExpression")
    return isClientHeaders(file, parent.parent);
  return parent?.type === "Property" && isHeadersOfCall(parent);
}

/** The headers in a variable: `headers` in `headers["sentry-trace"] = …`. */
export function isClientVariable(file: SpanFile, identifier: TSESTree.Identifier): boolean {
  const definition = findDefinition(file, identifier, identifier.name);
  return definition?.kind === "variable" && isUsedAsHeaders(file, definition.node, identifier.name);
}

function isUsedAsHeaders(file: SpanFile, declaration: TSESTree.Node, name: string): boolean {
  return nodesOf(file.program).some(
    (node) =>
      node.type === "Identifier" &&
      node.name === name &&
      node.parent.type === "Property" &&
      node.parent.value === node &&
      isHeadersOfCall(node.parent) &&
      findDefinition(file, node, name)?.node === declaration,
  );
}

/** `headers: …` in an argument of a client's call. */
function isHeadersOfCall(property: TSESTree.Property): boolean {
  if (keyName(property.key, property.computed) !== "headers") return false;
  const argument = skipWrappersUp(property.parent);
  const { parent } = argument;
  return parent?.type === "CallExpression" && parent.callee !== argument && isClient(parent.callee);
}

const CLIENT = /^(?:fetch|\$fetch|ofetch|axios|got|ky|request)$/;
const METHOD = /^(?:fetch|request|get|post|put|patch|delete|head|options|stream|create|extend)$/;
const CLIENT_OBJECT =
  /^(?:axios|undici|https?|got|ky|window|globalThis|self|client|httpClient|api|apiClient|http2?Client)$/;

function isClient(callee: TSESTree.Expression): boolean {
  if (callee.type === "Identifier") return CLIENT.test(callee.name);
  if (callee.type !== "MemberExpression") return false;
  const name = memberName(callee) ?? "";
  const owner = callee.object.type === "Identifier" ? callee.object.name : memberTail(callee.object);
  return name === "fetch" || (METHOD.test(name) && CLIENT_OBJECT.test(owner ?? ""));
}

function memberTail(node: TSESTree.Node): string | undefined {
  return node.type === "MemberExpression" ? memberName(node) : undefined;
}
