import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { ProviderSite } from "../site.ts";

export const provider = defineKind<"provider">({
  kind: "provider",
  codemod: "wrap-providers",
  anchors: () => [],
  nodeTypes: ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): ProviderSite | undefined {
  void node;
  void file;
  return undefined;
}

function plan(site: ProviderSite, file: SpanFile): Outcome {
  void site;
  void file;
  return skip("ambiguous-name");
}
