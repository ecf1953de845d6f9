import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, type FunctionNode } from "../ast.ts";
import { lastName } from "../carry/entries.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import type { Outcome } from "../outcome.ts";
import type { TickSite } from "../site.ts";
import { detectRun, runsOnQueueOnly } from "../ticks/detect-run.ts";
import { findBodyEntry, findCallbackEntry, tickEntries } from "../ticks/entries.ts";
import { planBody, planCallback } from "../ticks/plan-function.ts";
import { planCall, planReference } from "../ticks/plan-run.ts";

/** What a timer, a schedule, a queue or an endless loop runs, as far as the config names it: each run gets a trace of its own. */
export const tick = defineKind<"tick">({
  kind: "tick",
  codemod: "wrap-ticks",
  anchors: ({ ticks = [] }: SpanwrightConfig) => ticks.map((entry) => lastName(entry.function)),
  nodeTypes: [
    "FunctionDeclaration",
    "FunctionExpression",
    "ArrowFunctionExpression",
    "CallExpression",
    "NewExpression",
  ],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): TickSite | undefined {
  if (tickEntries(file).length === 0) return undefined;
  return isFunction(node) ? detectFunction(node, file) : detectRun(node, file);
}

function detectFunction(node: FunctionNode, file: SpanFile): TickSite | undefined {
  if (node.body == null) return undefined;
  const callback = findCallbackEntry(file, node);
  if (callback !== undefined) return { kind: "tick", form: "callback", node, entry: callback };
  const body = findBodyEntry(file, node);
  if (body === undefined || (body.span !== "body" && runsOnQueueOnly(file, body))) return undefined;
  return { kind: "tick", form: "body", node, entry: body };
}

function plan(site: TickSite, file: SpanFile): Outcome {
  switch (site.form) {
    case "call":
      return planCall(site, file);
    case "reference":
      return planReference(site, file);
    case "callback":
      return planCallback(site, file);
    case "body":
      return planBody(site, file);
  }
}
