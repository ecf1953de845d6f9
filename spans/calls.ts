import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberName, type FunctionNode } from "./ast.ts";
import { helperPathOf } from "./client/side.ts";
import { findDefinition } from "./definition.ts";
import type { SpanFile } from "./file.ts";
import { helperNames, type HelperName } from "./helper.ts";
import { findImport } from "./imports.ts";
import { resolveSpecifier } from "./paths.ts";
import { isSentryModule, isSentryReExport } from "./sentry.ts";

export type StartApi = "startSpan" | "startSpanManual" | "startInactiveSpan";

/** A span already written: a call of one of the SDK's start functions, or of the team's wrapper. */
export interface SpanCall {
  readonly api: StartApi;
  readonly node: TSESTree.CallExpression;
  readonly options: TSESTree.ObjectExpression | undefined;
  readonly callback: FunctionNode | undefined;
  /** Static `name` and `op`, where they are string literals. */
  readonly name: string | undefined;
  readonly op: string | undefined;
}

export const START_APIS: readonly string[] = ["startSpan", "startSpanManual", "startInactiveSpan"];

/** Reads a span that someone wrote; `undefined` for any other node. */
export function readSpanCall(file: SpanFile, node: TSESTree.Node): SpanCall | undefined {
  if (node.type !== "CallExpression") return undefined;
  // Every check asks it of every call.
  if (readCalls.has(node)) return readCalls.get(node);
  const api = startApi(file, node.callee);
  const call = api === undefined ? undefined : describeCall(api, node);
  readCalls.set(node, call);
  return call;
}

const readCalls = new WeakMap<TSESTree.CallExpression, SpanCall | undefined>();

/** The parts of a start call that is known to be one. */
export function describeCall(api: StartApi, node: TSESTree.CallExpression): SpanCall {
  const [first] = node.arguments;
  const last = node.arguments.at(-1);
  const options = first?.type === "ObjectExpression" ? first : undefined;
  return {
    api,
    node,
    options,
    callback: isFunction(last) ? last : undefined,
    name: options === undefined ? undefined : literalProperty(options, "name"),
    op: options === undefined ? undefined : literalProperty(options, "op"),
  };
}

/** The emitted helper that a call names; `undefined` for any other call. */
export function readHelperCall(file: SpanFile, node: TSESTree.Node): HelperName | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
  const binding = findImport(file, node.callee.name);
  if (binding === undefined || resolveSpecifier(file.path, binding.module) !== helperPathOf(file))
    return undefined;
  return helperNames.find((name) => name === binding.imported);
}

/** The innermost span whose callback runs a node, up to the function that the node belongs to; the call itself is not looked at. */
export function findSpanAround(file: SpanFile, node: TSESTree.Node): SpanCall | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (!isFunction(at)) continue;
    const call = at.parent === undefined ? undefined : readSpanCall(file, at.parent);
    return call?.callback === at ? call : undefined;
  }
  return undefined;
}

/** Whether a callback does nothing but run this node: `() => node`, `() => { return node; }`, `async () => await node`. */
export function isWholeCallback(callback: FunctionNode, node: TSESTree.Node): boolean {
  if (onlyExpression(callback.body) === node) return true;
  return (
    callback.body.type === "BlockStatement" &&
    callback.body.body.length === 1 &&
    callback.body.body[0] === node
  );
}

function onlyExpression(body: TSESTree.BlockStatement | TSESTree.Expression): TSESTree.Node | undefined {
  if (body.type !== "BlockStatement") return body.type === "AwaitExpression" ? body.argument : body;
  const [statement, ...rest] = body.body;
  if (statement === undefined || rest.length > 0) return undefined;
  const inner =
    statement.type === "ReturnStatement"
      ? statement.argument
      : statement.type === "ExpressionStatement"
        ? statement.expression
        : null;
  return inner?.type === "AwaitExpression" ? inner.argument : (inner ?? undefined);
}

function startApi(file: SpanFile, callee: TSESTree.Expression): StartApi | undefined {
  if (callee.type === "MemberExpression" && callee.object.type === "Identifier") {
    const name = memberName(callee);
    if (name === undefined || !START_APIS.includes(name)) return undefined;
    return isSentryNamespace(file, callee.object) ? (name as StartApi) : undefined;
  }
  if (callee.type !== "Identifier") return undefined;
  const binding = findImport(file, callee.name);
  if (binding === undefined || findDefinition(file, callee, callee.name)?.block.type !== "Program")
    return undefined;
  const { wrapper } = file.config;
  if (wrapper !== undefined && binding.imported === wrapper.name) {
    const module = resolveSpecifier(file.path, binding.module);
    if (module === wrapper.module || module === resolveSpecifier(file.path, wrapper.module))
      return "startSpan";
  }
  return isSentryModule(file, binding.module) && START_APIS.includes(binding.imported)
    ? (binding.imported as StartApi)
    : undefined;
}

/** `Sentry` in `Sentry.startSpan`: the SDK's namespace, or a project's re-export of it. */
export function isSentryNamespace(file: SpanFile, node: TSESTree.Identifier): boolean {
  const binding = findImport(file, node.name);
  if (binding === undefined || findDefinition(file, node, node.name)?.block.type !== "Program") return false;
  if (isSentryModule(file, binding.module)) return binding.imported === "*" || binding.imported === "default";
  return (
    isSentryReExport(file, binding.module) && (binding.imported === "Sentry" || binding.imported === "*")
  );
}

/** The value of a string property of an object literal. */
export function literalProperty(object: TSESTree.ObjectExpression, name: string): string | undefined {
  for (const property of object.properties) {
    if (property.type !== "Property" || keyName(property.key, property.computed) !== name) continue;
    return property.value.type === "Literal" && typeof property.value.value === "string"
      ? property.value.value
      : undefined;
  }
  return undefined;
}
