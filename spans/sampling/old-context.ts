import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, keyName, memberName, skipWrappersUp } from "../ast.ts";
import type { FunctionNode } from "../ast.ts";
import type { Repair } from "../check.ts";
import { findDefinition } from "../definition.ts";
import type { PlannedEdit } from "../edit.ts";
import { textOf, type Range, type SpanFile } from "../file.ts";
import { quoted } from "../options.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { styleOf } from "../style.ts";
import { nodesIn } from "./nodes-in.ts";
import { contextPath } from "./context.ts";

/** A place that reads `transactionContext`, and what puts it right. */
export interface OldContextUse {
  readonly node: TSESTree.Node;
  readonly repair: Repair | undefined;
}

const KEY = "transactionContext";

/**
 * What a sampler reads of `transactionContext`, which the context has not had since version 9: every `?.` behind it gives `undefined`,
 * and every root the default rate. The name is `context.name` now, the op an attribute.
 */
export function findOldContext(file: SpanFile, sampler: FunctionNode): readonly OldContextUse[] {
  const uses: OldContextUse[] = [];
  for (const node of nodesIn(sampler)) {
    if (
      node.type === "Property" &&
      node.parent.type === "ObjectPattern" &&
      keyName(node.key, node.computed) === KEY
    ) {
      if (isContextPattern(file, sampler, node.parent))
        uses.push({ node: node.key, repair: repairPattern(file, sampler, node) });
    }
    if (node.type === "MemberExpression" && memberName(node) === KEY && isPath(file, sampler, node, 1))
      uses.push({ node: node.property, repair: repairMember(file, sampler, node) });
  }
  return uses;
}

function isPath(file: SpanFile, sampler: FunctionNode, node: TSESTree.Node, length: number): boolean {
  return contextPath(file, sampler, node)?.length === length;
}

/** `({ transactionContext }) =>` or `const { transactionContext } = context`. */
function isContextPattern(file: SpanFile, sampler: FunctionNode, pattern: TSESTree.ObjectPattern): boolean {
  const holder = pattern.parent.type === "AssignmentPattern" ? pattern.parent : pattern;
  if (sampler.params[0] === holder) return true;
  return (
    pattern.parent.type === "VariableDeclarator" &&
    pattern.parent.init !== null &&
    isPath(file, sampler, pattern.parent.init, 0)
  );
}

/** `context.transactionContext?.name`, `const transaction = context.transactionContext`. */
function repairMember(
  file: SpanFile,
  sampler: FunctionNode,
  member: TSESTree.MemberExpression,
): Repair | undefined {
  const outer = skipWrappersUp(member);
  const { parent } = outer;
  const from = member.object.range[1];
  const dot = member.optional ? "?." : ".";
  if (parent?.type === "MemberExpression" && parent.object === outer) {
    const present = presentName(file, parent);
    return present === undefined
      ? undefined
      : repairOf([replaceRange([from, parent.range[1]], dot + present)]);
  }
  if (parent?.type === "LogicalExpression" && parent.operator === "&&" && parent.left === outer) {
    // What there is now is always there, so nothing need ask for it.
    const guard: Range = [outer.range[0], parent.right.range[0]];
    const holds = ({ range }: TSESTree.Comment): boolean => guard[0] <= range[0] && range[1] <= guard[1];
    const isBare = /^\s*&&\s*$/.test(file.text.slice(outer.range[1], guard[1]));
    return isBare && !file.comments.some(holds) ? repairOf([replaceRange(guard, "")]) : undefined;
  }
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return undefined;
  const { name } = parent.id;
  const edits = editsOfUses(file, sampler, parent, name, (use) => {
    const present = presentName(file, use);
    return present === undefined
      ? undefined
      : replaceRange([use.object.range[1], use.range[1]], `.${present}`);
  });
  return edits === undefined || parent.id.typeAnnotation != null
    ? undefined
    : repairOf([replaceRange([from, member.range[1]], ""), ...edits]);
}

function repairPattern(
  file: SpanFile,
  sampler: FunctionNode,
  property: TSESTree.Property,
): Repair | undefined {
  const pattern = property.parent as TSESTree.ObjectPattern;
  const value = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
  if (value.type === "ObjectPattern") return repairNested(file, property, value);
  if (value.type !== "Identifier" || property.value.type === "AssignmentPattern") return undefined;
  const owner = pattern.parent.type === "VariableDeclarator" ? pattern.parent : sampler;
  const wanted = new Map<string, string>();
  const local = (key: "name" | "attributes"): string => {
    const bound = pattern.properties.find(
      (one): one is TSESTree.Property =>
        one.type === "Property" && keyName(one.key, one.computed) === key && one.value.type === "Identifier",
    );
    if (bound?.value.type === "Identifier") return bound.value.name;
    const isTaken = nodesIn(sampler).some((one) => one.type === "Identifier" && isDeclared(file, one, key));
    const text = isTaken ? `root${key === "name" ? "Name" : "Attributes"}` : key;
    wanted.set(key, text === key ? key : `${key}: ${text}`);
    return text;
  };
  const edits = editsOfUses(file, sampler, owner, value.name, (use) => {
    const name = memberName(use);
    if (name === "name") return replaceRange(use.range, local("name"));
    return name === "op"
      ? replaceRange(use.range, `${local("attributes")}?.[${quoted("sentry.op", styleOf(file))}]`)
      : undefined;
  });
  if (edits === undefined || edits.length === 0 || wanted.size === 0) return undefined;
  return repairOf([replaceRange(property.range, [...wanted.values()].join(", ")), ...edits]);
}

/** A variable of the file, or of the sampler, has the name: `process.name` and keys do not count. */
function isDeclared(file: SpanFile, node: TSESTree.Identifier, name: string): boolean {
  return node.name === name && findDefinition(file, node, name) !== undefined;
}

/** `{ transactionContext: { name } }` -> `{ name }`. */
function repairNested(
  file: SpanFile,
  property: TSESTree.Property,
  pattern: TSESTree.ObjectPattern,
): Repair | undefined {
  const [only, ...others] = pattern.properties;
  if (only?.type !== "Property" || others.length > 0 || keyName(only.key, only.computed) !== "name")
    return undefined;
  const holds = ({ range }: TSESTree.Comment): boolean =>
    property.range[0] <= range[0] && range[1] <= property.range[1];
  return file.comments.some(holds) ? undefined : repairOf([replaceRange(property.range, textOf(file, only))]);
}

/** What stands in the present context for a member of the old one. */
function presentName(file: SpanFile, access: TSESTree.MemberExpression): string | undefined {
  const name = memberName(access);
  if (name === "name") return "name";
  return name === "op" ? `attributes?.[${quoted("sentry.op", styleOf(file))}]` : undefined;
}

/** The edits of all places that read a local name; `undefined` when one of them is something else than a member that is known. */
function editsOfUses(
  file: SpanFile,
  sampler: FunctionNode,
  owner: TSESTree.Node,
  name: string,
  edit: (use: TSESTree.MemberExpression) => PlannedEdit | undefined,
): readonly PlannedEdit[] | undefined {
  const edits: PlannedEdit[] = [];
  for (const node of nodesIn(sampler)) {
    if (node.type !== "Identifier" || node.name !== name || isKey(node)) continue;
    if (findDefinition(file, node, name)?.node !== owner || isDeclaration(node, owner, sampler)) continue;
    const outer = skipWrappersUp(node);
    const access =
      outer.parent?.type === "MemberExpression" && outer.parent.object === outer ? outer.parent : undefined;
    const planned = access === undefined ? undefined : edit(access);
    if (planned === undefined || findEnclosingFunction(node) === undefined) return undefined;
    edits.push(planned);
  }
  return edits;
}

function isKey(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  return parent.type === "Property" && parent.key === node && !parent.computed && !parent.shorthand;
}

/** The name in its own declaration. */
function isDeclaration(node: TSESTree.Identifier, owner: TSESTree.Node, sampler: FunctionNode): boolean {
  const place = owner.type === "VariableDeclarator" ? owner.id : sampler.params[0];
  return place !== undefined && place.range[0] <= node.range[0] && node.range[1] <= place.range[1];
}
