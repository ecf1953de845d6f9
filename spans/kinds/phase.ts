import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberPath } from "../ast.ts";
import { lastName } from "../carry/entries.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { wrapOperand } from "../forms/operand.ts";
import { isAwaitedStep, matchesStep, stepSpanAround } from "../function/step.ts";
import { findCallSpan } from "../function/written.ts";
import { defineKind } from "../kind.ts";
import { calleeSpanName } from "../name.ts";
import { withHouseNames } from "../naming/apply.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { PhaseSite } from "../site.ts";
import { findPhaseEntry } from "../ticks/entries.ts";

/** Awaited calls inside a tick that the config names: the phases of an orchestrator, the steps of a poll. */
export const phase = defineKind<"phase">({
  kind: "phase",
  codemod: "wrap-ticks",
  anchors: ({ ticks = [] }: SpanwrightConfig) =>
    ticks.flatMap(({ phases = [] }) =>
      phases.map((one) => lastName(typeof one === "string" ? one : one.call)),
    ),
  nodeTypes: ["CallExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): PhaseSite | undefined {
  if (node.type !== "CallExpression" || !hasPhases(file)) return undefined;
  const path = memberPath(node.callee);
  if (path === undefined || !isAwaitedStep(stepSpanAround(file, node) ?? node)) return undefined;
  for (let at: TSESTree.Node | null | undefined = node.parent; at != null; at = at.parent) {
    for (const one of (isFunction(at) ? findPhaseEntry(file, at)?.phases : undefined) ?? []) {
      const wanted = typeof one === "string" ? { call: one } : one;
      if (matchesStep(path, wanted.call)) return { kind: "phase", node, phase: wanted };
    }
  }
  return undefined;
}

function hasPhases({ config }: SpanFile): boolean {
  return config.ticks?.some(({ phases = [] }) => phases.length > 0) === true;
}

function plan({ node, phase: wanted }: PhaseSite, file: SpanFile): Outcome {
  const written = findCallSpan(file, node);
  if (written?.isWhole === true) return { kind: "already", name: written.name, op: written.op };
  const name = wanted.name ?? calleeSpanName(file, node)?.replace("#", "");
  if (name === undefined) return skip("ambiguous-name");
  return wrapOperand(file, node, {
    options: withHouseNames(file, { name, op: wanted.op ?? "function", attributes: [] }, wanted.name),
  });
}
