import type { TSESTree } from "@typescript-eslint/types";
import { skipWrappers } from "../ast.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import { findAttribute, type AttributeType } from "../conventions.ts";
import { textOf, type SpanFile } from "../file.ts";
import { attributeAnchors, readAttributeWrites, type AttributeWrite } from "../naming/attribute-writes.ts";
import { keyOnceMended } from "../naming/keys.ts";
import { staticText, staticTypeOf } from "../naming/static-value.ts";
import { quoted } from "../options.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { styleOf } from "../style.ts";

type Message = "type" | "convert";

/**
 * Values of another type than Sentry's conventions give to the key: `'gen_ai.response.streaming': 'true'`, a count of tokens as text.
 * Sentry cannot add up or compare such.
 *
 * @see facts: sentry 6
 */
export const validAttributeType = defineCheck<"valid-attribute-type", Message>({
  name: "valid-attribute-type",
  codemod: "name-spans",
  messages: {
    type: "'{{key}}' takes {{wanted}}, not {{actual}}.",
    convert: "Write {{text}}.",
  },
  defaultOptions: {},
  anchors: attributeAnchors,
  nodeTypes: ["CallExpression"],
  detect: (node, file) => readAttributeWrites(file, node).flatMap((write) => problemOf(file, write) ?? []),
});

const WORDS: Readonly<Record<AttributeType, string>> = {
  string: "a string",
  boolean: "a boolean",
  integer: "an integer",
  double: "a number",
  "string[]": "a list of strings",
};
const ACTUAL = { string: "a string", number: "a number", boolean: "a boolean", array: "a list" } as const;

function problemOf(
  file: SpanFile,
  { key: written, value }: AttributeWrite,
): SpanProblem<Message> | undefined {
  const key = keyOnceMended(file, written);
  const wanted = findAttribute(key)?.type;
  const actual = staticTypeOf(value);
  if (wanted === undefined || actual === undefined || isOfType(value, actual, wanted)) return undefined;
  const text = converted(file, value, wanted);
  return {
    node: value,
    message: "type",
    data: { key, wanted: WORDS[wanted], actual: ACTUAL[actual] },
    ...(text === undefined
      ? {}
      : {
          repair: {
            ...repairOf([replaceRange(value.range, text)]),
            message: "convert" as const,
            data: { text },
          },
        }),
  };
}

function isOfType(value: TSESTree.Node, actual: keyof typeof ACTUAL, wanted: AttributeType): boolean {
  switch (wanted) {
    case "string":
    case "boolean":
      return actual === wanted;
    case "double":
      return actual === "number";
    case "integer": {
      const inner = skipWrappers(value);
      return actual === "number" && !(inner.type === "Literal" && !Number.isInteger(inner.value));
    }
    case "string[]":
      return actual === "array";
  }
}

/** The same value in the wanted type, where that is beyond doubt. */
function converted(file: SpanFile, value: TSESTree.Node, wanted: AttributeType): string | undefined {
  const inner = skipWrappers(value);
  const text = staticText(inner);
  switch (wanted) {
    case "boolean":
      return text === "true" || text === "false" ? text : undefined;
    case "integer":
    case "double":
      if (text !== undefined)
        return /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) && (wanted === "double" || !text.includes("."))
          ? text
          : undefined;
      return textOfNumber(file, inner);
    case "string": {
      const isPlain = inner.type === "Literal" && typeof inner.value !== "object";
      return isPlain ? quoted(String(inner.value), styleOf(file)) : undefined;
    }
    case "string[]":
      return text === undefined ? undefined : `[${textOf(file, value)}]`;
  }
}

/** The number in `String(list.length)`. */
function textOfNumber(file: SpanFile, node: TSESTree.Node): string | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "String")
    return undefined;
  const [argument] = node.arguments;
  return argument !== undefined && staticTypeOf(argument) === "number" ? textOf(file, argument) : undefined;
}
