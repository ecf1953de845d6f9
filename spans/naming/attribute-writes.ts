import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, skipWrappers } from "../ast.ts";
import { readSpanCall } from "../calls.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { findProperty } from "../repairs/property.ts";
import { readSpanValue } from "../span-value.ts";

/** An attribute that is put on a span: in the options of a start call, by `setAttribute` or by `setAttributes`. */
export interface AttributeWrite {
  readonly key: string;
  readonly keyNode: TSESTree.Node;
  readonly value: TSESTree.Node;
  /** Where it is one of several in an object literal. */
  readonly property: TSESTree.Property | undefined;
  readonly object: TSESTree.ObjectExpression | undefined;
}

/** Words of which a file must hold one to write an attribute. */
export function attributeAnchors(config: SpanwrightConfig): readonly string[] {
  return [...startAnchors(config), "setAttribute", "setAttributes"];
}

/** Words of which a file must hold one to start a span. */
export function startAnchors({ wrapper }: SpanwrightConfig): readonly string[] {
  return [
    "startSpan",
    "startSpanManual",
    "startInactiveSpan",
    ...(wrapper === undefined ? [] : [wrapper.name]),
  ];
}

/** The attributes that a call puts on a span for sure, with keys that are written out. */
export function readAttributeWrites(file: SpanFile, node: TSESTree.Node): readonly AttributeWrite[] {
  if (node.type !== "CallExpression") return [];
  const options = readSpanCall(file, node)?.options;
  if (options !== undefined) {
    const value = findProperty(options, "attributes")?.value;
    return value === undefined ? [] : fromObject(value);
  }
  if (node.callee.type !== "MemberExpression") return [];
  const name = memberName(node.callee);
  const [first, second] = node.arguments;
  if (first === undefined || (name !== "setAttribute" && name !== "setAttributes")) return [];
  if (readSpanValue(file, node.callee.object) === undefined) return [];
  if (name === "setAttributes") return fromObject(first);
  const key = skipWrappers(first);
  return key.type === "Literal" && typeof key.value === "string" && second !== undefined
    ? [{ key: key.value, keyNode: key, value: second, property: undefined, object: undefined }]
    : [];
}

function fromObject(node: TSESTree.Node): readonly AttributeWrite[] {
  const object = skipWrappers(node);
  if (object.type !== "ObjectExpression") return [];
  return object.properties.flatMap((property): AttributeWrite[] => {
    if (property.type !== "Property" || property.method) return [];
    const key = keyName(property.key, property.computed);
    return key === undefined ? [] : [{ key, keyNode: property.key, value: property.value, property, object }];
  });
}
