import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, memberPath, skipWrappersUp } from "../ast.ts";
import { readSpanCall } from "../calls.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { wrapOperand } from "../forms/operand.ts";
import { findCallSpan } from "../function/written.ts";
import { findStepEntry } from "../gen-ai/entries.ts";
import { defineKind } from "../kind.ts";
import { calleeSpanName } from "../name.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { StepSite } from "../site.ts";

/** Awaited calls inside a provider, or inside what consumes it, that the config names: children of the span around them. */
export const step = defineKind<"step">({
  kind: "step",
  codemod: "wrap-providers",
  anchors: ({ providers = [] }: SpanwrightConfig) =>
    providers.flatMap(({ steps = [] }) => steps.map((name) => name.split(".").at(-1) ?? name)),
  nodeTypes: ["CallExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): StepSite | undefined {
  if (node.type !== "CallExpression" || !hasSteps(file)) return undefined;
  const path = memberPath(node.callee);
  if (path === undefined || !isAwaited(spanAround(file, node) ?? node)) return undefined;
  for (let at: TSESTree.Node | null | undefined = node.parent; at != null; at = at.parent) {
    const entry = isFunction(at) ? findStepEntry(file, at) : undefined;
    if (entry?.steps?.some((wanted) => matchesStep(path, wanted)) === true)
      return { kind: "step", node, entry };
  }
  return undefined;
}

function hasSteps({ config }: SpanFile): boolean {
  return config.providers?.some(({ steps = [] }) => steps.length > 0) === true;
}

/** The span of which the callback is nothing but this call: what is awaited of a step that has its span already. */
function spanAround(file: SpanFile, node: TSESTree.CallExpression): TSESTree.CallExpression | undefined {
  const callback = skipWrappersUp(node).parent;
  const call = isFunction(callback) ? callback.parent : undefined;
  return call?.type === "CallExpression" && readSpanCall(file, call)?.callback === callback
    ? call
    : undefined;
}

/** `saveSession` means `saveSession()` and `this.saveSession()`; `store.save` means that member of that object. */
function matchesStep(path: readonly string[], wanted: string): boolean {
  const parts = wanted.split(".");
  return parts.every((part, index) => path[path.length - parts.length + index] === part);
}

const COMBINATORS = new Set(["all", "allSettled", "any", "race"]);

/** `await call()`, an element of `await Promise.all([call()])`, also with a `.catch` behind the call. */
function isAwaited(node: TSESTree.Node): boolean {
  const { parent } = skipWrappersUp(node);
  switch (parent?.type) {
    case "AwaitExpression":
      return true;
    case "ArrayExpression": {
      const call = skipWrappersUp(parent).parent;
      if (call?.type !== "CallExpression" || memberPath(call.callee)?.[0] !== "Promise") return false;
      return COMBINATORS.has(memberPath(call.callee)?.[1] ?? "") && isAwaited(call);
    }
    case "MemberExpression": {
      const isChained = /^(?:then|catch|finally)$/.test(memberName(parent) ?? "");
      const call = skipWrappersUp(parent).parent;
      return isChained && call?.type === "CallExpression" && isAwaited(call);
    }
    default:
      return false;
  }
}

function plan({ node }: StepSite, file: SpanFile): Outcome {
  const written = findCallSpan(file, node);
  if (written?.isWhole === true) return { kind: "already", name: written.name, op: written.op };
  const name = calleeSpanName(file, node);
  return name === undefined
    ? skip("ambiguous-name")
    : wrapOperand(file, node, { options: { name: name.replace("#", ""), op: "function", attributes: [] } });
}
