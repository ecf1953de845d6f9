import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { StepSite } from "../site.ts";

export const step = defineKind<"step">({
  kind: "step",
  codemod: "wrap-providers",
  anchors: () => [],
  nodeTypes: ["CallExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): StepSite | undefined {
  void node;
  void file;
  return undefined;
}

function plan(site: StepSite, file: SpanFile): Outcome {
  void site;
  void file;
  return skip("ambiguous-name");
}
