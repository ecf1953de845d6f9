import type { TSESTree } from "@typescript-eslint/types";
import { isFunction } from "../ast.ts";
import { readHelperCall } from "../calls.ts";
import type { Range, SpanFile } from "../file.ts";
import type { Erasure } from "./erase.ts";

/** `["a"].includes(message.type) ? withIncomingTrace(message, o, () => call) : call` -> `call`. */
export function eraseListedTypes(file: SpanFile, node: TSESTree.Node): Erasure | undefined {
  if (node.type !== "ConditionalExpression" || node.consequent.type !== "CallExpression") return undefined;
  if (readHelperCall(file, node.consequent) !== "withIncomingTrace") return undefined;
  const callback = node.consequent.arguments.at(-1);
  if (!isFunction(callback)) return undefined;
  const textOf = ({ range }: { readonly range: Range }): string =>
    file.text.slice(range[0], range[1]).replace(/\s+/g, " ");
  if (textOf(callback.body) !== textOf(node.alternate)) return undefined;
  const [start, end] = groupingAround(file.text, node.range);
  return {
    range: node.range,
    edits: [
      { range: [start, node.alternate.range[0]], text: "" },
      { range: [node.alternate.range[1], end], text: "" },
    ],
    dedents: [],
  };
}

/** One pair of parentheses around an expression, if they group it: those of a call or of a statement's head are not its own. */
function groupingAround(text: string, [start, end]: Range): Range {
  const before = /\(\s*$/.exec(text.slice(0, start));
  const after = /^\s*\)/.exec(text.slice(end));
  if (before === null || after === null) return [start, end];
  const owner = /([\w$]+|[)\]])\s*$/.exec(text.slice(0, before.index))?.[1];
  if (owner !== undefined && !/^(?:await|yield|return|void|typeof|case)$/.test(owner)) return [start, end];
  return [before.index, end + after[0].length];
}

/** `_sentry?: { … };` in a message type: with its line, or with its separator where the type stands on one line. */
export function eraseMember(file: SpanFile, node: TSESTree.Node): Erasure | undefined {
  if (node.type !== "TSPropertySignature" || node.key.type !== "Identifier" || node.key.name !== "_sentry")
    return undefined;
  return { range: node.range, edits: [{ range: memberRange(file.text, node), text: "" }], dedents: [] };
}

function memberRange(text: string, node: TSESTree.TSPropertySignature): Range {
  const [start, end] = node.range;
  const lineStart = text.lastIndexOf("\n", start - 1);
  if (text.slice(lineStart + 1, start).trim() === "")
    return [text[lineStart - 1] === "\r" ? lineStart - 1 : lineStart, end];
  const body = node.parent;
  const members =
    body.type === "TSInterfaceBody" ? body.body : body.type === "TSTypeLiteral" ? body.members : [];
  if (members.length === 1) return [body.range[0] + 1, body.range[1] - 1];
  const blank = start - text.slice(0, start).trimEnd().length;
  const isTerminated = /[;,]$/.test(text.slice(start, end));
  const separator = !isTerminated && /[;,]$/.test(text.slice(0, start - blank)) ? 1 : 0;
  return [start - blank - separator, end];
}
