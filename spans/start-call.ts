import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, skipWrappersUp } from "./ast.ts";
import { describeCall, readSpanCall, START_APIS, type SpanCall, type StartApi } from "./calls.ts";
import type { SpanFile } from "./file.ts";
import { sdkFunctionOf } from "./sdk-reference.ts";

/**
 * A start call of any Sentry SDK, also of one for browsers. The codemods look at server spans only (`readSpanCall`); what is wrong with a
 * span is wrong on both sides.
 */
export function readStartCall(file: SpanFile, node: TSESTree.Node): SpanCall | undefined {
  const known = readSpanCall(file, node);
  if (known !== undefined || node.type !== "CallExpression") return known;
  const api = sdkFunctionOf(file, node);
  return api !== undefined && START_APIS.includes(api) ? describeCall(api as StartApi, node) : undefined;
}

/** The start call that a function is the callback of. */
export function startCallOf(file: SpanFile, callback: TSESTree.Node): SpanCall | undefined {
  if (!isFunction(callback)) return undefined;
  const { parent } = skipWrappersUp(callback);
  const call = parent === undefined ? undefined : readStartCall(file, parent);
  return call?.callback === callback ? call : undefined;
}
