import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, isFunction, type FunctionNode } from "../ast.ts";
import { configAttributes } from "../attributes.ts";
import { isWholeCallback, literalProperty, readHelperCall } from "../calls.ts";
import { calleeName, calleePath, findNamedAround } from "../carry/callee.ts";
import type { ActionEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { wrapOperand } from "../forms/operand.ts";
import { refuseCall, useOf } from "../function/call-use.ts";
import type { HelperName } from "../helper.ts";
import { functionSpanName } from "../name.ts";
import { withHouseNames } from "../naming/apply.ts";
import { skip, type Outcome } from "../outcome.ts";
import { helperCallee } from "../sentry.ts";
import type { ClientActionSite } from "../site.ts";

/** A span around what the user does next, which links to the last message's trace or continues it. */
export function planAction(file: SpanFile, { node, entry }: ClientActionSite): Outcome {
  if (file.clientSdk === undefined) return skip("no-sdk", "@sentry/browser");
  const attributes = configAttributes(file, node, node, entry.attributes);
  if ("kind" in attributes) return attributes;
  const name = entry.name ?? nameOf(file, node);
  const options = withHouseNames(file, { name, op: entry.op ?? "function", attributes }, entry.name);
  if (isDone(file, node)) return { kind: "already", name: options.name, op: options.op };
  const around = findEnclosingFunction(node);
  if (around !== undefined && startsSpan(around) && isWholeCallback(around, node))
    return skip("already-traced");
  const refusal = callsFetch(node) ? undefined : refuseCall(file, node, useOf(node));
  if (refusal !== undefined) return skip(refusal);
  const callee = helperCallee(file, node, helperOf(entry));
  if (typeof callee === "string") return skip(callee);
  return wrapOperand(file, node, { options, callee, decision: "continue" });
}

/** The call of `fetch` with `method: "PATCH"`, where an entry asks for a method. */
export function hasMethod(call: TSESTree.CallExpression, method: string | undefined): boolean {
  if (method === undefined) return true;
  return call.arguments.some(
    (argument) =>
      argument.type === "ObjectExpression" &&
      literalProperty(argument, "method")?.toUpperCase() === method.toUpperCase(),
  );
}

export function isInside(node: TSESTree.Node, wanted: string | undefined): boolean {
  return wanted === undefined || findNamedAround(node, wanted) !== undefined;
}

function helperOf({ trace = "link" }: ActionEntry): HelperName {
  return trace === "link" ? "startLinkedSpan" : "continueLastTrace";
}

function isDone(file: SpanFile, node: TSESTree.Node): boolean {
  const callback = findEnclosingFunction(node);
  const helper = callback?.parent === undefined ? undefined : readHelperCall(file, callback.parent);
  return helper === "startLinkedSpan" || helper === "continueLastTrace";
}

/** By its name alone: what client code has the SDK from is not what its server side has it from. */
function startsSpan({ parent }: FunctionNode): boolean {
  return parent?.type === "CallExpression" && calleeName(parent) === "startSpan";
}

/** Its answer is a promise, whatever becomes of it. */
function callsFetch(node: TSESTree.CallExpression): boolean {
  return calleePath(node).join(".") === "fetch";
}

/** The nearest function with a name: `RenameDialog.save` has none of its own in an inline handler. */
function nameOf(file: SpanFile, node: TSESTree.Node): string {
  for (let at = node.parent; at != null; at = at.parent) {
    const name = isFunction(at) ? functionSpanName(file, at) : undefined;
    if (name !== undefined) return name;
  }
  return node.type === "CallExpression" ? calleePath(node).join(".") : "action";
}
