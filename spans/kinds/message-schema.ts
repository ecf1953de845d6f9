import type { TSESTree } from "@typescript-eslint/types";
import { keyName } from "../ast.ts";
import { entriesOf } from "../carry/entries.ts";
import { takeAsked, type SchemaObject } from "../carry/extend-schema.ts";
import { propertyEdits } from "../carry/print-property.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import type { Outcome } from "../outcome.ts";
import type { MessageSchemaSite } from "../site.ts";
import { nodesOf } from "../walk.ts";
import { messageReceive } from "./message-receive.ts";
import { messageSend } from "./message-send.ts";

/** The run-time schemas of this file that messages with a carrier go through: they list `_sentry`, so that it is not stripped. */
export const messageSchema = defineKind<"message-schema">({
  kind: "message-schema",
  codemod: "carry-trace",
  anchors: (config: SpanwrightConfig) => [...messageSend.anchors(config), ...messageReceive.anchors(config)],
  companion: () => /\b(?:zod|valibot)\b/,
  nodeTypes: ["ObjectExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): MessageSchemaSite | undefined {
  if (node.type !== "ObjectExpression") return undefined;
  const object = schemasOf(file).get(node);
  return object === undefined ? undefined : { kind: "message-schema", node, object };
}

function plan({ node, object }: MessageSchemaSite, file: SpanFile): Outcome {
  const isListed = node.properties.some(
    (property) => property.type === "Property" && keyName(property.key, property.computed) === "_sentry",
  );
  if (isListed) return { kind: "already" };
  const group = { range: node.range, edits: propertyEdits(file, object), indents: [] };
  return { kind: "plan", decision: "edit", group, needs: [] };
}

const known = new WeakMap<SpanFile, ReadonlyMap<TSESTree.Node, SchemaObject>>();

/** The sites of this file are planned to learn which schemas stand in their way; a site that is skipped needs none. */
function schemasOf(file: SpanFile): ReadonlyMap<TSESTree.Node, SchemaObject> {
  const found = known.get(file);
  if (found !== undefined) return found;
  const schemas = new Map<TSESTree.Node, SchemaObject>();
  known.set(file, schemas);
  const { send, receive } = entriesOf(file);
  if (send.length + receive.length === 0) return schemas;
  const note = (outcome: Outcome): void => {
    const objects = takeAsked(file);
    if (outcome.kind !== "skip") for (const object of objects) schemas.set(object.node, object);
  };
  for (const node of nodesOf(file.program)) {
    for (const site of sitesAt(messageReceive, node, file)) note(messageReceive.plan(site, file));
    for (const site of sitesAt(messageSend, node, file)) note(messageSend.plan(site, file));
  }
  return schemas;
}

function sitesAt<Site extends { readonly kind: string }>(
  kind: {
    readonly nodeTypes: readonly string[];
    detect(node: TSESTree.Node, file: SpanFile): Site | readonly Site[] | undefined;
  },
  node: TSESTree.Node,
  file: SpanFile,
): readonly Site[] {
  const found = kind.nodeTypes.includes(node.type) ? kind.detect(node, file) : undefined;
  return found === undefined ? [] : "kind" in found ? [found] : found;
}
