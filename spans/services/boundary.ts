import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberPath, skipWrappers, type FunctionNode } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { modelClientOf } from "../gen-ai/model-client.ts";
import { findImport, importBindings } from "../imports.ts";
import { knownOf } from "../known-value.ts";
import { walk } from "../walk.ts";

/** Packages by which work leaves the program: models come from the list of model clients. */
const BOUNDARY =
  /^(?:@modelcontextprotocol\/(?:sdk\/client|client)(?:\/.*)?|(?:node:)?(?:child_process|https?)|execa|zx|tinyexec|cross-spawn|node-pty|simple-git|axios|got|ky|undici|node-fetch|ofetch|@octokit\/.+|octokit)$/;

/**
 * Whether a function reaches a model, an MCP server, another process or HTTP, by its own calls or by what it calls in the same file.
 * What lies behind an import of the project is not seen: detection is local to a file.
 */
export function reachesBoundary(file: SpanFile, node: FunctionNode): boolean {
  return reaches(file, node, new Set());
}

function reaches(file: SpanFile, node: FunctionNode, seen: Set<FunctionNode>): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  let found = false;
  walk(node.body, (inner) => {
    if (found) return false;
    if (inner.type === "CallExpression" || inner.type === "NewExpression") {
      const called = inner.type === "CallExpression" ? calledHere(file, inner) : undefined;
      found = called === undefined ? isBoundary(file, inner.callee) : reaches(file, called, seen);
    }
    return undefined;
  });
  return found;
}

function isBoundary(file: SpanFile, callee: TSESTree.Expression): boolean {
  const root = rootOf(callee);
  if (root.type === "Identifier" && root.name === "fetch")
    return findDefinition(file, callee, "fetch") === undefined;
  const origin = originOf(file, root);
  const module = importBindings(file).find(({ local }) => local === origin)?.module;
  return module !== undefined && (BOUNDARY.test(module) || modelClientOf(module) !== undefined);
}

/** `run` of `run()`, `this.octokit` of `this.octokit.rest.pulls.create()`. */
function rootOf(callee: TSESTree.Expression): TSESTree.Node {
  let at = skipWrappers(callee);
  while (at.type === "MemberExpression" && at.object.type !== "ThisExpression") at = skipWrappers(at.object);
  return at;
}

/** The imported name that a value is, or is made of: by its type, by `new`, by `const run = promisify(execFile)`. */
function originOf(file: SpanFile, root: TSESTree.Node): string | undefined {
  const source = root.type === "Identifier" ? sourceOf(file, root) : undefined;
  if (source !== undefined) return source;
  const known = knownOf(file, root);
  if (known?.kind === "made") return known.path[0];
  if (known?.kind === "given") return known.by;
  return known?.kind === "type" ? typeRoot(known.node) : undefined;
}

/** The name itself where it is imported or required; `execFile` of a const that is `promisify(execFile)`, `cp` of one that is `cp.exec`. */
function sourceOf(file: SpanFile, name: TSESTree.Identifier): string | undefined {
  if (findImport(file, name.name) !== undefined) return name.name;
  const declarator = findDefinition(file, name, name.name)?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.init == null) return undefined;
  const { init } = declarator;
  if (init.type !== "CallExpression") return memberPath(init)?.[0];
  const [argument] = init.arguments;
  const isPromisify = /^(?:util\.)?promisify$/.test(memberPath(init.callee)?.join(".") ?? "");
  return isPromisify && argument !== undefined ? memberPath(argument)?.[0] : undefined;
}

function typeRoot(type: TSESTree.TypeNode): string | undefined {
  if (type.type === "TSUnionType") return type.types.map(typeRoot).find((name) => name !== undefined);
  return type.type === "TSTypeReference" ? memberPath(type.typeName)?.[0] : undefined;
}

/** The function of this file that a call names: `load()`, `this.load()`. */
function calledHere(file: SpanFile, call: TSESTree.CallExpression): FunctionNode | undefined {
  const path = memberPath(call.callee);
  if (path?.length === 1 && path[0] !== undefined) {
    const declared = findDefinition(file, call, path[0])?.node;
    const value = declared?.type === "VariableDeclarator" ? declared.init : declared;
    return isFunction(value) ? value : undefined;
  }
  if (path?.length !== 2 || path[0] !== "this") return undefined;
  for (let owner = call.parent as TSESTree.Node | undefined; owner != null; owner = owner.parent) {
    if (owner.type !== "ClassBody") continue;
    const member = owner.body.find(
      (one) =>
        (one.type === "MethodDefinition" || one.type === "PropertyDefinition") &&
        keyName(one.key, one.computed) === path[1],
    );
    const value = member !== undefined && "value" in member ? member.value : undefined;
    return isFunction(value) ? value : undefined;
  }
  return undefined;
}
