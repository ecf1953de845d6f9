import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { MessageSendSite } from "../site.ts";

export const messageSend = defineKind<"message-send">({
  kind: "message-send",
  codemod: "carry-trace",
  anchors: () => [],
  nodeTypes: ["CallExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): MessageSendSite | undefined {
  void node;
  void file;
  return undefined;
}

function plan(site: MessageSendSite, file: SpanFile): Outcome {
  void site;
  void file;
  return skip("ambiguous-name");
}
