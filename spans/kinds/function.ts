import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { FunctionSite } from "../site.ts";

export const functionKind = defineKind<"function">({
  kind: "function",
  codemod: "wrap-functions",
  anchors: () => [],
  nodeTypes: [
    "FunctionDeclaration",
    "FunctionExpression",
    "ArrowFunctionExpression",
    "CallExpression",
    "SwitchCase",
  ],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): FunctionSite | undefined {
  void node;
  void file;
  return undefined;
}

function plan(site: FunctionSite, file: SpanFile): Outcome {
  void site;
  void file;
  return skip("ambiguous-name");
}
