import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberPath, type FunctionNode } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { modelClientOf } from "../gen-ai/model-client.ts";
import { importBindings } from "../imports.ts";
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
  const path = memberPath(callee);
  const [root] = path ?? [];
  if (root === undefined) return false;
  if (root === "fetch") return findDefinition(file, callee, "fetch") === undefined;
  const origin = root === "this" ? fieldOrigin(file, callee, path?.[1]) : originOf(file, callee, root);
  const module = importBindings(file).find(({ local }) => local === origin)?.module;
  return module !== undefined && (BOUNDARY.test(module) || modelClientOf(module) !== undefined);
}

/** The import that a name stands for, or that its value is made of: `const run = promisify(execFile)`, `new Client()`. */
function originOf(file: SpanFile, at: TSESTree.Node, name: string): string | undefined {
  const definition = findDefinition(file, at, name);
  if (definition?.kind !== "variable" || definition.node.type !== "VariableDeclarator") return name;
  const { init } = definition.node;
  return init === null ? name : rootOfValue(init);
}

/** The same for a field: `client = new OpenAI()`, `constructor(private readonly client: Client)`. */
function fieldOrigin(file: SpanFile, at: TSESTree.Node, name: string | undefined): string | undefined {
  for (let owner = at.parent; owner != null; owner = owner.parent) {
    if (owner.type !== "ClassBody") continue;
    for (const member of owner.body) {
      if (member.type === "PropertyDefinition" && keyName(member.key, member.computed) === name) {
        if (member.value !== null) return rootOfValue(member.value);
        return typeName(member.typeAnnotation?.typeAnnotation);
      }
      if (member.type !== "MethodDefinition" || member.kind !== "constructor") continue;
      for (const one of member.value.params)
        if (
          one.type === "TSParameterProperty" &&
          one.parameter.type === "Identifier" &&
          one.parameter.name === name
        )
          return typeName(one.parameter.typeAnnotation?.typeAnnotation);
    }
    return undefined;
  }
  return undefined;
}

function typeName(type: TSESTree.TypeNode | undefined): string | undefined {
  if (type?.type === "TSUnionType") return type.types.map(typeName).find((name) => name !== undefined);
  return type?.type === "TSTypeReference" ? memberPath(type.typeName)?.[0] : undefined;
}

function rootOfValue(value: TSESTree.Expression): string | undefined {
  const inner = value.type === "AwaitExpression" ? value.argument : value;
  if (inner.type === "NewExpression") return memberPath(inner.callee)?.[0];
  if (inner.type !== "CallExpression") return memberPath(inner)?.[0];
  const [argument] = inner.arguments;
  const isPromisify = /^(?:util\.)?promisify$/.test(memberPath(inner.callee)?.join(".") ?? "");
  return isPromisify && argument !== undefined ? memberPath(argument)?.[0] : memberPath(inner.callee)?.[0];
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
