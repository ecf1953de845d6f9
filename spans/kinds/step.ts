import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberPath } from "../ast.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { wrapOperand } from "../forms/operand.ts";
import { isAwaitedStep, matchesStep, stepSpanAround } from "../function/step.ts";
import { findCallSpan } from "../function/written.ts";
import { findStepEntry } from "../gen-ai/entries.ts";
import { defineKind } from "../kind.ts";
import { calleeSpanName } from "../name.ts";
import { withHouseNames } from "../naming/apply.ts";
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
  if (path === undefined || !isAwaitedStep(stepSpanAround(file, node) ?? node)) return undefined;
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

function plan({ node }: StepSite, file: SpanFile): Outcome {
  const written = findCallSpan(file, node);
  if (written?.isWhole === true) return { kind: "already", name: written.name, op: written.op };
  const name = calleeSpanName(file, node);
  return name === undefined
    ? skip("ambiguous-name")
    : wrapOperand(file, node, {
        options: withHouseNames(file, { name: name.replace("#", ""), op: "function", attributes: [] }),
      });
}
