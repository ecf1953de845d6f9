import type { TSESTree } from "@typescript-eslint/types";
import { lastName } from "../carry/entries.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import { findEntryCall, findExec, findStart } from "../processes/find.ts";
import { planEntry, planExec, planStart } from "../processes/plan.ts";
import type { Outcome } from "../outcome.ts";
import type { ChildProcessSite } from "../site.ts";

/** Child processes and worker threads, as far as the config names what starts them, and what they run. */
export const childProcess = defineKind<"child-process">({
  kind: "child-process",
  codemod: "trace-child-processes",
  anchors: ({ processes = [] }: SpanwrightConfig) => processes.map((entry) => lastName(entry.function)),
  nodeTypes: ["CallExpression", "NewExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): ChildProcessSite | undefined {
  if ((file.config.processes ?? []).length === 0) return undefined;
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  const start = findStart(file, node);
  if (start !== undefined) return { kind: "child-process", form: "start", node, entry: start.entry };
  if (node.type !== "CallExpression") return undefined;
  const exec = findExec(file, node);
  if (exec !== undefined) return { kind: "child-process", form: "exec", node, entry: exec };
  const entry = findEntryCall(file, node);
  return entry === undefined ? undefined : { kind: "child-process", form: "entry", node, entry };
}

function plan(site: ChildProcessSite, file: SpanFile): Outcome {
  switch (site.form) {
    case "start":
      return planStart(site, file);
    case "exec":
      return planExec(site, file);
    case "entry":
      return planEntry(site, file);
  }
}
