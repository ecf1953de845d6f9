import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, memberPath, skipWrappers } from "../ast.ts";
import { defineCheck, type SpanProblem, type Suggestion } from "../check.ts";
import { findDefinition } from "../definition.ts";
import { textOf, type SpanFile } from "../file.ts";
import { attributeAnchors, readAttributeWrites, type AttributeWrite } from "../naming/attribute-writes.ts";
import { keyOnceMended } from "../naming/keys.ts";
import { staticTypeOf } from "../naming/static-value.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";

export interface ValidAttributeValueOptions {
  /** Accept whole payloads as JSON. */
  readonly allowJson: boolean;
}

type Message = "dropped" | "json" | "write";
type Problem = SpanProblem<Message>;

/** What is handed around whole: its JSON has no bound, and often something in it that should not be sent. */
const PAYLOADS =
  /^(?:payload|body|request|req|response|res|data|messages?|event|events|result|results|params|args|input|output|headers|query|options|config|context|command|state|record|row|rows|items|error|err)$/i;

/**
 * Values that a span cannot keep: objects, `null`, functions, dates, errors, `NaN`, mixed lists. SDK 8, 9 and 11 drop them, 10 sends what
 * no view can show.
 *
 * @see facts: sentry 1.4
 */
export const validAttributeValue = defineCheck<"valid-attribute-value", Message, ValidAttributeValueOptions>({
  name: "valid-attribute-value",
  messages: {
    dropped: "Sentry drops {{kind}}: an attribute is a string, a number, a boolean or a list of one of them.",
    json: "The JSON of '{{text}}' has no bound; pick the fields that say something.",
    write: "Write {{text}}.",
  },
  defaultOptions: { allowJson: false },
  anchors: attributeAnchors,
  nodeTypes: ["CallExpression"],
  detect: (node, file, options) =>
    readAttributeWrites(file, node).flatMap((write) => problemsOf(file, write, options)),
});

function problemsOf(
  file: SpanFile,
  { key, value }: AttributeWrite,
  { allowJson }: ValidAttributeValueOptions,
): readonly Problem[] {
  const payload = allowJson || isJsonKey(keyOnceMended(file, key)) ? undefined : findPayload(value);
  if (payload !== undefined) return [{ node: value, message: "json", data: { text: textOf(file, payload) } }];
  const found = readDropped(file, value);
  if (found === undefined) return [];
  const { kind, text } = found;
  const repair: Suggestion<Message> | undefined =
    text === undefined
      ? undefined
      : { ...repairOf([replaceRange(value.range, text)]), message: "write", data: { text } };
  return [{ node: value, message: "dropped", data: { kind }, repair }];
}

/** The conventions ask for JSON in these. */
function isJsonKey(key: string): boolean {
  return /^(?:gen_ai|mcp|ai)\./.test(key);
}

function findPayload(value: TSESTree.Node): TSESTree.Node | undefined {
  const inner = skipWrappers(value);
  if (inner.type !== "CallExpression" || memberPath(inner.callee)?.join(".") !== "JSON.stringify")
    return undefined;
  const [argument] = inner.arguments;
  const name = argument === undefined ? undefined : memberPath(argument)?.at(-1);
  return name !== undefined && PAYLOADS.test(name) ? argument : undefined;
}

/** What kind of value it is, and how to write one that is kept. */
function readDropped(
  file: SpanFile,
  value: TSESTree.Node,
): { readonly kind: string; readonly text?: string } | undefined {
  const inner = skipWrappers(value);
  const text = textOf(file, inner);
  switch (inner.type) {
    case "ObjectExpression":
      return { kind: "an object" };
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "ClassExpression":
      return { kind: "a function" };
    case "Literal":
      return inner.value === null && inner.raw === "null"
        ? { kind: "null" }
        : "regex" in inner
          ? { kind: "a regular expression", text: `String(${text})` }
          : "bigint" in inner
            ? { kind: "a bigint", text: `String(${text})` }
            : undefined;
    case "Identifier":
      if (inner.name === "NaN" && findDefinition(file, inner, "NaN") === undefined) return { kind: "NaN" };
      return findDefinition(file, inner, inner.name)?.kind === "catch" ? { kind: "an error" } : undefined;
    case "NewExpression":
      return readNew(inner, text);
    case "ArrayExpression":
      return readArray(file, inner);
    default:
      return undefined;
  }
}

function readNew(
  { callee }: TSESTree.NewExpression,
  text: string,
): { readonly kind: string; readonly text?: string } | undefined {
  const name = callee.type === "MemberExpression" ? memberName(callee) : keyName(callee, false);
  if (name === "Date") return { kind: "a Date", text: `${text}.toISOString()` };
  if (name === "URL") return { kind: "a URL", text: `${text}.pathname` };
  if (name === "Map" || name === "Set") return { kind: `a ${name}`, text: `${text}.size` };
  return name?.endsWith("Error") === true ? { kind: "an error" } : undefined;
}

function readArray(
  file: SpanFile,
  { elements }: TSESTree.ArrayExpression,
): { readonly kind: string } | undefined {
  const values = elements.filter((element) => element !== null);
  const nested = values.find(({ type }) => type === "ArrayExpression" || type === "ObjectExpression");
  if (nested !== undefined)
    return { kind: nested.type === "ArrayExpression" ? "a list in a list" : "a list of objects" };
  if (values.some((element) => readDropped(file, element) !== undefined))
    return { kind: "a list with something else in it" };
  const types = new Set(values.map(staticTypeOf));
  return types.size > 1 && !types.has(undefined) ? { kind: "a list of several types" } : undefined;
}
