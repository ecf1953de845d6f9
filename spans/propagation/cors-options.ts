import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { findConstObject } from "../init/read-init.ts";
import { findImport, requiredModule } from "../imports.ts";
import { nodesOf } from "../walk.ts";

/** Modules whose default export (or `cors`) makes a CORS middleware or plugin out of options. */
const CORS_MODULES =
  /^(?:cors|@koa\/cors|koa2-cors|hono\/cors|micro-cors|@fastify\/cors|fastify-cors|elysia-cors|@elysiajs\/cors)$/;

/**
 * The options that a CORS middleware is made with: `cors(options)` of `cors`, `@koa/cors` and `hono/cors`, `register(cors, options)` of
 * Fastify, `enableCors(options)` of Nest; written there, or in a const of the file.
 *
 * @param callees - further names of functions that take such options.
 * @returns `undefined` for any other node; for a const that several calls share, all but the first of them.
 */
export function readCorsOptions(
  file: SpanFile,
  node: TSESTree.Node,
  callees: readonly string[] = [],
): TSESTree.ObjectExpression | undefined {
  const argument = corsArgument(file, node, callees);
  if (argument === undefined) return undefined;
  const inner = skipWrappers(argument);
  if (inner.type === "ObjectExpression") return inner;
  if (inner.type !== "Identifier") return undefined;
  const isSeen = nodesOf(file.program).some((other) => {
    if (other.type !== "CallExpression" || other.range[0] >= node.range[0]) return false;
    const earlier = corsArgument(file, other, callees);
    return earlier?.type === "Identifier" && earlier.name === inner.name;
  });
  return isSeen ? undefined : findConstObject(file, inner);
}

function corsArgument(
  file: SpanFile,
  node: TSESTree.Node,
  callees: readonly string[],
): TSESTree.CallExpressionArgument | undefined {
  if (node.type !== "CallExpression") return undefined;
  const { callee } = node;
  const [first, second] = node.arguments;
  if (callee.type === "Identifier" && (callees.includes(callee.name) || isCors(file, callee))) return first;
  if (requiredModule(callee) !== undefined && CORS_MODULES.test(requiredModule(callee) ?? "")) return first;
  if (callee.type !== "MemberExpression") return undefined;
  if (memberName(callee) === "enableCors") return first;
  return memberName(callee) === "register" && first !== undefined && isCors(file, first) ? second : undefined;
}

function isCors(file: SpanFile, node: TSESTree.Node): boolean {
  if (node.type === "AwaitExpression") return isCors(file, node.argument);
  if (node.type === "ImportExpression")
    return node.source.type === "Literal" && CORS_MODULES.test(String(node.source.value));
  const required = requiredModule(node);
  if (required !== undefined) return CORS_MODULES.test(required);
  const binding = node.type === "Identifier" ? findImport(file, node.name) : undefined;
  return (
    binding !== undefined &&
    /^(?:default|\*|cors|fastifyCors)$/.test(binding.imported) &&
    CORS_MODULES.test(binding.module)
  );
}
