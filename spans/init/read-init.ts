import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "../ast.ts";
import { findConstValue } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { readSdkReference } from "../sdk-reference.ts";
import { nodesOf } from "../walk.ts";
import { runtimeOf, type InitRuntime } from "./runtime.ts";

/** A call of an SDK's `init` with options that can be read here. */
export interface InitCall {
  readonly node: TSESTree.CallExpression;
  readonly options: TSESTree.ObjectExpression;
  /** The module that the SDK comes from. */
  readonly module: string;
  readonly runtime: InitRuntime;
  /** All options are in the literal: nothing is spread into it, and nothing but `init` gets it. */
  readonly isWhole: boolean;
}

/**
 * Reads a call of an SDK's `init`: `Sentry.init({ … })`, `init({ … })`, `Sentry.init(options)` with a const above, and `X.init` where X is
 * the SDK or, switched off, a stand-in (`const X = enabled ? Sentry : stub`).
 *
 * @returns `undefined` for any other node; for a const that two calls share, the first of them only.
 */
export function readInit(file: SpanFile, node: TSESTree.Node): InitCall | undefined {
  if (node.type !== "CallExpression") return undefined;
  const module = findInitModule(file, node.callee);
  const [argument] = node.arguments;
  if (module === undefined || argument === undefined) return undefined;
  const inner = skipWrappers(argument);
  const runtime = runtimeOf(module, file.path);
  if (inner.type === "ObjectExpression")
    return { node, options: inner, module, runtime, isWhole: hasNoSpread(inner) };
  if (inner.type !== "Identifier") return undefined;
  const options = findConstObject(file, inner);
  if (options === undefined) return undefined;
  const uses = nodesOf(file.program).filter((one) => one.type === "Identifier" && one.name === inner.name);
  const isFirst = !uses.some((use) => use.range[0] < node.range[0] && isInitArgument(file, use));
  // The declaration and the argument: with a third use, an option could be set somewhere else.
  return isFirst
    ? { node, options, module, runtime, isWhole: hasNoSpread(options) && uses.length === 2 }
    : undefined;
}

/** Words of which a file must hold one to have an `init`. */
export const initAnchors: readonly string[] = ["init"];

function findInitModule(file: SpanFile, callee: TSESTree.Expression): string | undefined {
  const direct = readSdkReference(file, callee);
  if (direct !== undefined)
    return direct.path.length === 1 && direct.path[0] === "init" ? direct.module : undefined;
  const inner = skipWrappers(callee);
  if (inner.type !== "MemberExpression" || memberName(inner) !== "init") return undefined;
  return findSwitchedSdk(file, inner.object);
}

/** The SDK's module behind a const that is the SDK or a stand-in. */
function findSwitchedSdk(file: SpanFile, node: TSESTree.Node): string | undefined {
  const inner = skipWrappers(node);
  if (inner.type !== "Identifier") return undefined;
  const init = findConstValue(file, inner);
  if (init === undefined) return undefined;
  const value = skipWrappers(init);
  const branches =
    value.type === "ConditionalExpression"
      ? [value.consequent, value.alternate]
      : value.type === "LogicalExpression"
        ? [value.left, value.right]
        : [value];
  for (const branch of branches) {
    const reference = readSdkReference(file, branch);
    if (reference?.path.length === 0) return reference.module;
  }
  return undefined;
}

/** The object literal that a plain const of the file holds. */
export function findConstObject(
  file: SpanFile,
  identifier: TSESTree.Identifier,
): TSESTree.ObjectExpression | undefined {
  const init = findConstValue(file, identifier);
  if (init === undefined) return undefined;
  const value = skipWrappers(init);
  return value.type === "ObjectExpression" ? value : undefined;
}

function isInitArgument(file: SpanFile, { parent }: TSESTree.Node): boolean {
  return parent?.type === "CallExpression" && findInitModule(file, parent.callee) !== undefined;
}

function hasNoSpread({ properties }: TSESTree.ObjectExpression): boolean {
  return properties.every(({ type }) => type === "Property");
}
