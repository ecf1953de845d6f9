import type { TSESTree } from "@typescript-eslint/types";
import { entriesOf, lastName } from "../carry/entries.ts";
import { matchesCallee } from "../carry/callee.ts";
import { hasMethod, isInside, planAction } from "../client/actions.ts";
import { isClientFile } from "../client/side.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import type { Outcome } from "../outcome.ts";
import type { ClientActionSite } from "../site.ts";

/** What a user of a page does next, such as the request behind a button: it links to what the last message told. */
export const clientAction = defineKind<"client-action">({
  kind: "client-action",
  codemod: "carry-trace",
  anchors: (config: SpanwrightConfig) => (config.actions ?? []).map((entry) => lastName(entry.function)),
  nodeTypes: ["CallExpression"],
  detect,
  plan: (site: ClientActionSite, file: SpanFile): Outcome => planAction(file, site),
});

function detect(node: TSESTree.Node, file: SpanFile): ClientActionSite | undefined {
  if (node.type !== "CallExpression") return undefined;
  const entry = entriesOf(file).actions.find(
    (one) => matchesCallee(node, one.function, file) && hasMethod(node, one.method) && isInside(node, one.in),
  );
  return entry === undefined || !isClientFile(file) ? undefined : { kind: "client-action", node, entry };
}
