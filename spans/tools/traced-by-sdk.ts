import type { TSESTree } from "@typescript-eslint/types";
import {
  functionName,
  isFunction,
  memberName,
  memberPath,
  skipWrappersUp,
  type FunctionNode,
} from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { findImport, importBindings } from "../imports.ts";
import { nodesOf } from "../walk.ts";

/** First SDK major that makes the spans of a framework's tools by itself. @see facts/sentry.md section 7 */
const TOOL_MAKERS: readonly { readonly module: RegExp; readonly names: RegExp; readonly since: number }[] = [
  { module: /^ai$/, names: /^(?:tool|dynamicTool)$/, since: 9 },
  { module: /^@langchain\/core\/tools$/, names: /^(?:tool|DynamicTool|DynamicStructuredTool)$/, since: 10 },
  { module: /^@mastra\/core(?:\/tools)?$/, names: /^createTool$/, since: 11 },
];

const SERVER_MODULE = /^@modelcontextprotocol\/(?:sdk\/server|server)(?:\/|$)/;

/** First SDK major that traces MCP servers without `wrapMcpServerWithSentry`. */
const SERVERS_SINCE = 11;

/** The function is what a framework runs as a tool, or it answers the requests of an MCP server: the SDK has the span. */
export function isTracedTool(file: SpanFile, node: FunctionNode): boolean {
  return isFrameworkTool(file, node) || (isServerTraced(file) && answersRequests(file, node));
}

/** The call stands in what answers the requests of an MCP server that the SDK traces. */
export function isInServerHandler(file: SpanFile, node: TSESTree.Node): boolean {
  return isServerTraced(file) && handlerAround(node) !== undefined;
}

/** `tool({ execute: async (input) => … })`, `tool(async (input) => …, { name })` */
function isFrameworkTool(file: SpanFile, node: FunctionNode): boolean {
  const own = skipWrappersUp(node);
  const call = own.parent?.type === "Property" ? own.parent.parent.parent : own.parent;
  if (call?.type !== "CallExpression" && call?.type !== "NewExpression") return false;
  const [local] = memberPath(call.callee) ?? [];
  const binding = local === undefined ? undefined : findImport(file, local);
  return TOOL_MAKERS.some(
    ({ module, names, since }) =>
      binding !== undefined &&
      module.test(binding.module) &&
      names.test(binding.imported) &&
      file.sdk.major >= since,
  );
}

function isServerTraced(file: SpanFile): boolean {
  const bindings = importBindings(file);
  if (!bindings.some(({ module }) => SERVER_MODULE.test(module))) return false;
  return file.sdk.major >= SERVERS_SINCE || file.text.includes("wrapMcpServerWithSentry");
}

/** It is a handler of the server, or nothing in this file but handlers calls it. */
function answersRequests(file: SpanFile, node: FunctionNode): boolean {
  if (handlerAround(node) !== undefined || isHandler(node)) return true;
  if (isExported(node)) return false;
  const name = functionName(node)?.split(".").at(-1);
  const calls = nodesOf(file.program).filter(
    (one) => one.type === "CallExpression" && memberPath(one.callee)?.at(-1) === name,
  );
  return calls.length > 0 && calls.every((one) => handlerAround(one) !== undefined);
}

function handlerAround(node: TSESTree.Node): FunctionNode | undefined {
  for (let at = node.parent; at != null; at = at.parent) if (isFunction(at) && isHandler(at)) return at;
  return undefined;
}

/** `server.setRequestHandler(CallToolRequestSchema, fn)`, `server.registerTool("name", config, fn)`, `server.tool("name", fn)` */
function isHandler(node: FunctionNode): boolean {
  const call = skipWrappersUp(node).parent;
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
  const method = memberName(call.callee) ?? "";
  if (!/^(?:setRequestHandler|registerTool|tool)$/.test(method)) return false;
  const [first] = call.arguments;
  return method !== "setRequestHandler" || /^CallTool/.test(memberPath(first ?? node)?.at(-1) ?? "");
}

function isExported(node: FunctionNode): boolean {
  const declared = node.type === "FunctionDeclaration" ? node : node.parent?.parent;
  return (
    declared?.parent?.type === "ExportNamedDeclaration" ||
    declared?.parent?.type === "ExportDefaultDeclaration"
  );
}
