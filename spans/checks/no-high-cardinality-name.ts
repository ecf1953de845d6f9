import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "../ast.ts";
import { readSpanCall, type SpanCall } from "../calls.ts";
import { defineCheck, type SpanProblem, type Suggestion } from "../check.ts";
import type { PlannedEdit } from "../edit.ts";
import { textOf, type SpanFile } from "../file.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { isIdLike } from "../naming/hole.ts";
import {
  hoistHoles,
  readNameParts,
  unescapeTemplate,
  type HoistedName,
  type NameParts,
} from "../naming/hoist.ts";
import { effectiveOp } from "../naming/infer-op.ts";
import { isFiniteValue } from "../naming/static-value.ts";
import { stylePrefix } from "../naming/style.ts";
import { wantedName } from "../naming/wanted-name.ts";
import { addProperty, findProperty } from "../repairs/property.ts";
import { quotedLike } from "../repairs/requote.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { sdkFunctionOf } from "../sdk-reference.ts";
import { readSpanValue } from "../span-value.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";

export interface NoHighCardinalityNameOptions {
  /** Regular expressions; what stands in a hole is left alone where one matches its text. */
  readonly allow: readonly string[];
  /** `any`: whatever is not one of a few values. */
  readonly holes: "idLike" | "any";
}

type Message = "hole" | "whole" | "literal" | "hoist";

/**
 * Names with an id, an address, a time or a text in them: each span gets a name of its own, and nothing can be grouped, compared or
 * alerted on.
 *
 * @see facts: sentry 2, row 24
 */
export const noHighCardinalityName = defineCheck<
  "no-high-cardinality-name",
  Message,
  NoHighCardinalityNameOptions
>({
  name: "no-high-cardinality-name",
  codemod: "name-spans",
  messages: {
    hole: "'{{text}}' gives each span a name of its own; put it into an attribute.",
    whole: "A name that is '{{text}}' is another one for each span.",
    literal: "'{{text}}' holds an id or an address, which belongs into an attribute.",
    hoist: "Name it '{{name}}', with {{keys}} as attributes.",
  },
  defaultOptions: { allow: [], holes: "idLike" },
  anchors: (config) => [...startAnchors(config), "updateSpanName", "updateName"],
  nodeTypes: ["CallExpression"],
  detect(node, file, { allow, holes }) {
    const found = readName(file, node);
    if (found === undefined) return [];
    const patterns = allow.map((pattern) => new RegExp(pattern));
    const isBad = (hole: TSESTree.Node): boolean =>
      (holes === "any" ? !isFiniteValue(file, hole) : isIdLike(hole)) &&
      !isFiniteValue(file, hole) &&
      !patterns.some((pattern) => pattern.test(textOf(file, hole)));
    return problemOf(file, found, isBad) ?? [];
  },
});

interface FoundName {
  readonly name: TSESTree.Node;
  /** Where attributes can be put. */
  readonly call: SpanCall | undefined;
  readonly property: TSESTree.Property | undefined;
}

/** The name in the options of a start call, or the one that a span is given later. */
function readName(file: SpanFile, node: TSESTree.Node): FoundName | undefined {
  const call = readSpanCall(file, node);
  if (call?.options !== undefined) {
    const property = findProperty(call.options, "name");
    return property === undefined ? undefined : { name: property.value, call, property };
  }
  if (node.type !== "CallExpression") return undefined;
  if (sdkFunctionOf(file, node) === "updateSpanName") return nameAt(node, 1);
  const isUpdate = node.callee.type === "MemberExpression" && memberName(node.callee) === "updateName";
  return isUpdate && readSpanValue(file, (node.callee as TSESTree.MemberExpression).object) !== undefined
    ? nameAt(node, 0)
    : undefined;
}

function nameAt({ arguments: args }: TSESTree.CallExpression, index: number): FoundName | undefined {
  const name = args[index];
  return name === undefined ? undefined : { name, call: undefined, property: undefined };
}

function problemOf(
  file: SpanFile,
  found: FoundName,
  isBad: (hole: TSESTree.Node) => boolean,
): SpanProblem<Message>[] | undefined {
  const { name } = found;
  const parts = readNameParts(name);
  if (parts === undefined)
    return isBad(name) ? [{ node: name, message: "whole", data: { text: textOf(file, name) } }] : undefined;
  const [bad] = parts.holes.filter(isBad);
  if (bad === undefined) {
    const text = parts.holes.length === 0 ? parts.texts.join("") : "";
    return holdsId(text) ? [{ node: name, message: "literal", data: { text } }] : undefined;
  }
  return [
    {
      node: name,
      message: "hole",
      data: { text: textOf(file, bad) },
      repair: hoist(file, found, parts, isBad),
    },
  ];
}

function hoist(
  file: SpanFile,
  { name, call, property }: FoundName,
  parts: NameParts,
  isBad: (hole: TSESTree.Node) => boolean,
): Suggestion<Message> | undefined {
  if (call?.options === undefined || property === undefined || hasCommentIn(file, name)) return undefined;
  const hoisted = hoistHoles(file, parts, isBad);
  const added = hoisted === undefined ? undefined : attributeEdit(file, call.options, hoisted);
  if (hoisted === undefined || added === undefined) return undefined;
  const text = textOfHoisted(file, call, hoisted);
  const written = hoisted.isPlain ? quotedLike(file, call.options, text) : `\`${text}\``;
  return {
    ...repairOf([replaceRange(name.range, written), ...added]),
    message: "hoist",
    data: { name: text, keys: hoisted.attributes.map(([key]) => `'${key}'`).join(", ") },
  };
}

/** What is left, in the config's style. */
function textOfHoisted(file: SpanFile, call: SpanCall, { text, isPlain }: HoistedName): string {
  const op = effectiveOp(file, call);
  if (isPlain) {
    const name = unescapeTemplate(text);
    return op === undefined ? name : wantedName(file, call, op, name);
  }
  const prefix = op === undefined ? "" : (stylePrefix(file.config.names, op) ?? "");
  return text.startsWith(prefix) ? text : prefix + text;
}

/** The hoisted attributes, less those that are there already; `undefined` where there is no place for them. */
function attributeEdit(
  file: SpanFile,
  options: TSESTree.ObjectExpression,
  { attributes }: HoistedName,
): readonly PlannedEdit[] | undefined {
  const style = styleOf(file);
  const print = ([key, value]: readonly [string, string]): string =>
    `${quotedLike(file, options, key)}: ${value}`;
  const property = findProperty(options, "attributes");
  if (property === undefined) {
    if (options.properties.some(({ type }) => type === "SpreadElement")) return undefined;
    const [open, close] = style.bracketSpacing ? ["{ ", " }"] : ["{", "}"];
    return [addProperty(file, options, `attributes: ${open}${attributes.map(print).join(", ")}${close}`)];
  }
  const object = skipWrappers(property.value);
  if (object.type !== "ObjectExpression") return undefined;
  const missing = attributes.filter(([key]) => findProperty(object, key) === undefined);
  const isOther = attributes.some(([key, value]) => {
    const own = findProperty(object, key);
    return own !== undefined && textOf(file, own.value) !== value;
  });
  if (isOther) return undefined;
  const last = object.properties.at(-1);
  const isBroken =
    last !== undefined &&
    textOf(file, object)
      .slice(0, last.range[0] - object.range[0])
      .includes("\n");
  const gap = isBroken ? lineEndAt(file.text, last.range[0]) + lineIndent(file.text, last.range[0]) : " ";
  return missing.length === 0 ? [] : [addProperty(file, object, missing.map(print).join(`,${gap}`))];
}

function hasCommentIn(file: SpanFile, { range }: TSESTree.Node): boolean {
  return file.comments.some((comment) => range[0] < comment.range[0] && comment.range[1] < range[1]);
}

/** A uuid, an address, or a number as a part of a path. */
function holdsId(text: string): boolean {
  return (
    /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i.test(text) ||
    /https?:\/\/\S/.test(text) ||
    /\/\d{2,}(?=\/|$)/.test(text)
  );
}
