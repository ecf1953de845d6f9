import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, type FunctionNode } from "../ast.ts";
import { readHelperCall } from "../calls.ts";
import type { PlannedEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";
import { isDirective } from "../flow.ts";
import { calleePath } from "../carry/callee.ts";
import { skip, type Outcome } from "../outcome.ts";
import { helperCallee } from "../sentry.ts";
import type { MessageReceiveSite } from "../site.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";
import { walk } from "../walk.ts";
import { findHandedOver, findTaken, type Taken } from "./taken.ts";

/**
 * In code of a page a message is only remembered: `rememberTrace(JSON.parse(event.data))`. A page has one active span for everything, so
 * nothing is put around the handling; what the user does next links to the trace or continues it.
 */
export function planClientReceive(file: SpanFile, { node, entry }: MessageReceiveSite): Outcome {
  const name = isFunction(node) ? entry.function : calleePath(node).join(".");
  if (file.clientSdk === undefined) return skip("no-sdk", "@sentry/browser");
  if (entry.types !== undefined) return skip("types-not-applicable", name);
  if (isRemembered(file, node)) return { kind: "already" };
  const taken = isFunction(node) ? findTaken(file, node, entry) : handedOver(file, node, entry);
  if (taken === undefined) return skip("message-not-found", name);
  const callee = helperCallee(file, isFunction(node) ? node.body : node, "rememberTrace");
  if (typeof callee === "string") return skip(callee);
  const group =
    taken.kind === "values"
      ? wrapValues(file, taken.nodes, callee.text)
      : noteFirst(file, node as FunctionNode, `${callee.text}(${taken.text})`);
  return {
    kind: "plan",
    decision: "continue",
    group: { ...group, indents: [] },
    needs: callee.needs,
  };
}

function handedOver(
  file: SpanFile,
  call: TSESTree.CallExpression,
  entry: MessageReceiveSite["entry"],
): Taken | undefined {
  const node = findHandedOver(file, call, entry);
  return node === undefined ? undefined : { kind: "values", nodes: [node] };
}

function isRemembered(file: SpanFile, node: MessageReceiveSite["node"]): boolean {
  let found = false;
  for (const part of isFunction(node) ? [node.body] : node.arguments)
    walk(part, (inner) => {
      if (readHelperCall(file, inner) === "rememberTrace") found = true;
      return !found;
    });
  return found;
}

interface Edits {
  readonly range: Range;
  readonly edits: readonly PlannedEdit[];
}

function wrapValues(file: SpanFile, nodes: readonly TSESTree.Expression[], callee: string): Edits {
  const edits = nodes.flatMap((node): PlannedEdit[] => {
    const { range } = node;
    const [open, close] = layOut(file, range, callee);
    return [
      { range: [range[0], range[0]], text: open, side: "open" },
      { range: [range[1], range[1]], text: close, side: "close" },
    ];
  });
  return {
    range: [Math.min(...nodes.map(({ range }) => range[0])), Math.max(...nodes.map(({ range }) => range[1]))],
    edits,
  };
}

/** On the line where it stands, if there is room. */
function layOut(file: SpanFile, [start, end]: Range, callee: string): readonly [string, string] {
  const style = styleOf(file);
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = end + (/\r?\n|$/.exec(file.text.slice(end))?.index ?? 0);
  const isOneLine = !file.text.slice(start, end).includes("\n");
  if (!isOneLine || lineEnd - lineStart + callee.length + 2 <= style.width) return [`${callee}(`, ")"];
  const eol = lineEndAt(file.text, start);
  const indent = lineIndent(file.text, start);
  return [`${callee}(${eol}${indent}${style.unit}`, `${style.argumentCommas ? "," : ""}${eol}${indent})`];
}

/** As the first statement of the listener: on a line of its own, unless the block is one line. */
function noteFirst(file: SpanFile, handler: FunctionNode, call: string): Edits {
  const block = handler.body as TSESTree.BlockStatement;
  const { text } = file;
  const statement = `${call}${styleOf(file).semicolons ? ";" : ""}`;
  const directive = block.body.filter(isDirective).at(-1);
  const from = directive?.range[1] ?? block.range[0] + 1;
  const lineEnd = from + (/\r?\n|$/.exec(text.slice(from))?.index ?? 0);
  const [first] = block.body.filter((one) => !isDirective(one));
  const isOneLine = lineEnd >= block.range[1] || (first !== undefined && first.range[0] < lineEnd);
  const indent =
    first === undefined
      ? lineIndent(text, block.range[0]) + styleOf(file).unit
      : lineIndent(text, first.range[0]);
  const at = isOneLine ? from : lineEnd;
  const semicolon = isOneLine && !statement.endsWith(";") ? ";" : "";
  const note = isOneLine
    ? ` ${statement}${semicolon}`
    : `${lineEndAt(text, block.range[0])}${indent}${statement}`;
  return { range: [at, at], edits: [{ range: [at, at], text: note, side: "open" }] };
}
