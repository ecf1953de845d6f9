import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { MessageTypeSite } from "../site.ts";

export const messageType = defineKind<"message-type">({
  kind: "message-type",
  codemod: "carry-trace",
  anchors: () => [],
  nodeTypes: ["TSInterfaceDeclaration", "TSTypeAliasDeclaration"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): MessageTypeSite | undefined {
  void node;
  void file;
  return undefined;
}

function plan(site: MessageTypeSite, file: SpanFile): Outcome {
  void site;
  void file;
  return skip("ambiguous-name");
}
