import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberPath } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { importBindings } from "../imports.ts";
import { nodesOf } from "../walk.ts";
import { findDeclaredType, knownOf, nameOf, type Known } from "../known-value.ts";

/** `@modelcontextprotocol/sdk/client/index.js`, and the package of its own that it became. */
const CLIENT_MODULE = /^@modelcontextprotocol\/(?:sdk\/client|client)(?:\/|$)/;
const PACKAGES = new Set(["@modelcontextprotocol/sdk", "@modelcontextprotocol/client"]);

/** Aliases of aliases: no real code goes deeper. */
const MAX_DEPTH = 6;

/**
 * Whether an expression is the client of an MCP server: by the imported class, by annotations of this file, or by types. Where a file
 * has the class and nothing says what the receiver is, the shape of the call decides.
 *
 * @param request - the first argument of the call that is asked about.
 */
export function isMcpClient(
  file: SpanFile,
  node: TSESTree.Expression,
  request: TSESTree.Node | undefined,
): boolean {
  if (PACKAGES.has(file.types?.libraryOf(file.path, node.range) ?? "")) return true;
  if (!importsClient(file)) return false;
  const known = knownOf(file, node);
  if (known !== undefined && known.kind !== "given") return isClient(file, known, 0);
  // A wrapper of the project may have a method of the same name; it is not asked with an object like this, or it is `this`.
  return memberPath(node)?.at(-1) !== "this" && isToolRequest(request);
}

/** `{ name, arguments }`: how a client is asked to call a tool. */
function isToolRequest(node: TSESTree.Node | undefined): boolean {
  if (node?.type !== "ObjectExpression") return false;
  const keys = node.properties.map((one) =>
    one.type === "Property" ? keyName(one.key, one.computed) : undefined,
  );
  return keys.includes("name") && keys.includes("arguments");
}

const importing = new WeakMap<SpanFile, boolean>();

function importsClient(file: SpanFile): boolean {
  const known =
    importing.get(file) ??
    (importBindings(file).some(({ module }) => CLIENT_MODULE.test(module)) ||
      nodesOf(file.program).some((node) => isClientImport(node)));
  importing.set(file, known);
  return known;
}

/** `await import("@modelcontextprotocol/sdk/client/index.js")` */
function isClientImport(node: TSESTree.Node | null | undefined): boolean {
  const inner = node?.type === "AwaitExpression" ? node.argument : node;
  return (
    inner?.type === "ImportExpression" &&
    inner.source.type === "Literal" &&
    typeof inner.source.value === "string" &&
    CLIENT_MODULE.test(inner.source.value)
  );
}

/** The name, or the last part of the qualified name, stands for the imported class. */
function isClientClass(file: SpanFile, path: readonly string[] | undefined): boolean {
  const [first, second] = path ?? [];
  if (first === undefined) return false;
  const binding = importBindings(file).find(
    ({ local, module }) => local === first && CLIENT_MODULE.test(module),
  );
  if (binding !== undefined)
    return binding.imported === "*" ? second === "Client" : binding.imported === "Client";
  return nodesOf(file.program).some(
    (node) =>
      node.type === "VariableDeclarator" &&
      isClientImport(node.init) &&
      (node.id.type === "ObjectPattern"
        ? node.id.properties.some(
            (one) =>
              one.type === "Property" &&
              keyName(one.key, one.computed) === "Client" &&
              one.value.type === "Identifier" &&
              one.value.name === first,
          )
        : node.id.type === "Identifier" && node.id.name === first && second === "Client"),
  );
}

function isClient(file: SpanFile, known: Known, depth: number): boolean {
  switch (known.kind) {
    case "given":
      return false;
    case "made":
      return isClientClass(file, known.path);
    case "interface":
      return known.node.extends.some(({ expression }) => isClientClass(file, memberPath(expression)));
    case "class": {
      const base = known.node.superClass;
      return base != null && isClientClass(file, memberPath(base));
    }
    case "type":
      return isClientType(file, known.node, depth);
  }
}

function isClientType(file: SpanFile, type: TSESTree.TypeNode, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  if (type.type === "TSUnionType" || type.type === "TSIntersectionType")
    return type.types.some((part) => isClientType(file, part, depth + 1));
  if (type.type !== "TSTypeReference") return false;
  if (isClientClass(file, memberPath(type.typeName))) return true;
  const [argument] = type.typeArguments?.params ?? [];
  const name = nameOf(type);
  if (name === "InstanceType" && argument?.type === "TSTypeQuery")
    return isClientClass(file, memberPath(argument.exprName));
  const declared = name === undefined ? undefined : findDeclaredType(file, name);
  return declared !== undefined && isClient(file, declared, depth + 1);
}
