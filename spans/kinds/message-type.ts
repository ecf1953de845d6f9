import type { TSESTree } from "@typescript-eslint/types";
import { keyName } from "../ast.ts";
import { entriesOf } from "../carry/entries.ts";
import { findMembers, membersOf, type MemberOwner, type TypeDeclaration } from "../carry/message-literal.ts";
import { memberEdit } from "../carry/print-member.ts";
import type { SpanwrightConfig } from "../config.ts";
import { textOf, type SpanFile } from "../file.ts";
import { defineKind } from "../kind.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { MessageTypeSite } from "../site.ts";

/** The base types that messages extend: they get `_sentry?`, so that producers and consumers see the carrier. */
export const messageType = defineKind<"message-type">({
  kind: "message-type",
  codemod: "carry-trace",
  anchors: (config: SpanwrightConfig) =>
    (config.messages ?? []).map(({ type }) => type.split(".")[0] ?? type),
  nodeTypes: ["TSInterfaceDeclaration", "TSTypeAliasDeclaration", "ClassDeclaration"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): MessageTypeSite | undefined {
  if (
    node.type !== "TSInterfaceDeclaration" &&
    node.type !== "TSTypeAliasDeclaration" &&
    node.type !== "ClassDeclaration"
  )
    return undefined;
  const entry = entriesOf(file).messages.find(({ type }) => type.split(".")[0] === node.id?.name);
  return entry === undefined || isMergedInto(node) ? undefined : { kind: "message-type", node, entry };
}

/** A second declaration of the same interface adds to the first. */
function isMergedInto(node: TypeDeclaration): boolean {
  const outer = node.parent.type === "ExportNamedDeclaration" ? node.parent : node;
  const block = outer.parent;
  if (block?.type !== "Program" && block?.type !== "TSModuleBlock") return false;
  const name = node.id?.name;
  for (const statement of block.body) {
    const one = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (one === node) return false;
    if (one?.type === "TSInterfaceDeclaration" && one.id.name === name) return true;
  }
  return false;
}

function plan({ node, entry }: MessageTypeSite, file: SpanFile): Outcome {
  const [, ...path] = entry.type.split(".");
  if (node.type === "TSTypeAliasDeclaration" && isInferred(file, node.typeAnnotation))
    return skip("run-time-schema", textOf(file, node.typeAnnotation).slice(0, 60));
  const owner = findMembers(node, path);
  if (owner === undefined) return skip("no-carrier-type", entry.type);
  if (hasCarrier(owner)) return { kind: "already" };
  if (hasNarrowIndex(owner)) return skip("no-carrier-type", entry.type);
  return {
    kind: "plan",
    decision: "edit",
    group: { range: owner.range, edits: [memberEdit(file, owner)], indents: [] },
    needs: [],
  };
}

/** `z.infer<typeof Command>`: the schema is the declaration. */
function isInferred(file: SpanFile, type: TSESTree.TypeNode): boolean {
  if (type.type !== "TSTypeReference") return false;
  return /^(?:\w+\.)?(?:infer|input|output|Infer|InferOutput|InferInput|Static|Type|InferType)$/.test(
    textOf(file, type.typeName),
  );
}

function hasCarrier(owner: MemberOwner): boolean {
  return membersOf(owner).some(
    (member) => member.type === "TSPropertySignature" && keyName(member.key, member.computed) === "_sentry",
  );
}

/** `[key: string]: string` admits no object beside it. */
function hasNarrowIndex(owner: MemberOwner): boolean {
  return membersOf(owner).some(
    (member) =>
      member.type === "TSIndexSignature" &&
      !/^TS(?:Any|Unknown)Keyword$/.test(member.typeAnnotation?.typeAnnotation.type ?? ""),
  );
}
