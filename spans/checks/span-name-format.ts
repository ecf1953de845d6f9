import type { TSESTree } from "@typescript-eslint/types";
import { skipWrappers } from "../ast.ts";
import { readSpanCall, type SpanCall } from "../calls.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { isIdLike } from "../naming/hole.ts";
import { effectiveOp } from "../naming/infer-op.ts";
import { staticText } from "../naming/static-value.ts";
import { fitsStyle, stylePrefix } from "../naming/style.ts";
import { missedTemplate, wantedName } from "../naming/wanted-name.ts";
import { findProperty } from "../repairs/property.ts";
import { quotedLike } from "../repairs/requote.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";

export interface SpanNameFormatOptions {
  /** Regular expressions of names to leave alone. */
  readonly ignore: readonly string[];
}

type Message = "style" | "template" | "generic" | "write";

const GENERIC =
  /^(?:span|test|op|operation|function|task|job|work|unnamed|execute|execute query|query|request|name|todo|foo)$/i;

/**
 * Names in another style than the config's `names.style`. Without that setting every style is fine.
 *
 * @see facts: lint-rules 3
 */
export const spanNameFormat = defineCheck<"span-name-format", Message, SpanNameFormatOptions>({
  name: "span-name-format",
  codemod: "name-spans",
  messages: {
    style: "The config asks for names in the style '{{style}}'.",
    template: "The conventions name a span of op '{{op}}' '{{wanted}}'.",
    generic: "'{{name}}' says nothing about what the span is around.",
    write: "Name it '{{wanted}}'.",
  },
  defaultOptions: { ignore: [] },
  anchors: (config) => (config.names?.style === undefined ? [] : startAnchors(config)),
  nodeTypes: ["CallExpression"],
  detect(node, file, { ignore }) {
    const { names } = file.config;
    const call = names?.style === undefined ? undefined : readSpanCall(file, node);
    const name = call?.options === undefined ? undefined : findProperty(call.options, "name")?.value;
    const op = call === undefined ? undefined : effectiveOp(file, call);
    if (call === undefined || name === undefined || op === undefined) return [];
    const text = staticText(name);
    if (text === undefined) return prefixProblem(file, name, op) ?? [];
    if (ignore.some((pattern) => new RegExp(pattern).test(text))) return [];
    return textProblem(file, call, name, text, op) ?? [];
  },
});

function textProblem(
  file: SpanFile,
  call: SpanCall,
  node: TSESTree.Node,
  name: string,
  op: string,
): SpanProblem<Message>[] | undefined {
  const { names } = file.config;
  if (GENERIC.test(name)) return [{ node, message: "generic", data: { name } }];
  const style = names?.style ?? "";
  const fits = fitsStyle(names, op, name);
  const template = fits && style === "conventions" ? missedTemplate(op, name) : undefined;
  if (fits && template === undefined) return undefined;
  const wanted = wantedName(file, call, op, name);
  const repair = wanted === name ? { node } : named(file, node, wanted);
  return [
    template === undefined
      ? { ...repair, message: "style", data: { style } }
      : { ...repair, message: "template", data: { op, wanted: template } },
  ];
}

function named(
  file: SpanFile,
  node: TSESTree.Node,
  wanted: string,
): Pick<SpanProblem<Message>, "node" | "repair"> {
  const edit = replaceRange(node.range, quotedLike(file, node, wanted));
  return { node, repair: { ...repairOf([edit]), message: "write", data: { wanted } } };
}

/** A template gets what the style puts before a name; one with an id in it gets its style when that is taken out. */
function prefixProblem(file: SpanFile, name: TSESTree.Node, op: string): SpanProblem<Message>[] | undefined {
  const { names } = file.config;
  const prefix = stylePrefix(names, op);
  const inner = skipWrappers(name);
  if (
    prefix === undefined ||
    prefix === "" ||
    inner.type !== "TemplateLiteral" ||
    inner.expressions.some(isIdLike)
  )
    return undefined;
  if ((inner.quasis[0]?.value.raw ?? "").startsWith(prefix)) return undefined;
  const start = inner.range[0] + 1;
  const end = file.text.lastIndexOf("${", inner.expressions[0]?.range[0] ?? start) + 2;
  // The whole first text is replaced, with what it is delimited by: it is a literal that gets another value.
  const edit = replaceRange([start - 1, end], `\`${prefix}${file.text.slice(start, end)}`);
  return [
    {
      node: name,
      message: "style",
      data: { style: names?.style ?? "" },
      repair: { ...repairOf([edit]), message: "write", data: { wanted: `${prefix}…` } },
    },
  ];
}
