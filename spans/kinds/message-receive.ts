import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { MessageReceiveSite } from "../site.ts";

export const messageReceive = defineKind<"message-receive">({
  kind: "message-receive",
  codemod: "carry-trace",
  anchors: () => [],
  nodeTypes: ["CallExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): MessageReceiveSite | undefined {
  void node;
  void file;
  return undefined;
}

function plan(site: MessageReceiveSite, file: SpanFile): Outcome {
  void site;
  void file;
  return skip("ambiguous-name");
}
