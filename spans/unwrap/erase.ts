import type { TSESTree } from "@typescript-eslint/types";
import { contains, findEnclosingFunction, isFunction } from "../ast.ts";
import { readHelperCall, readSpanCall } from "../calls.ts";
import type { TextEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";
import { withParentheses } from "../forms/wrap.ts";
import { frozenRanges } from "../frozen.ts";
import type { HelperName } from "../helper.ts";
import { lineIndent } from "../style.ts";
import { nodesOf, walk } from "../walk.ts";
import { eraseListedTypes, eraseMember } from "./erase-carry.ts";
import { eraseRemembered } from "./erase-client.ts";
import { eraseDecorator } from "./erase-decorator.ts";
import { eraseEnv } from "./erase-env.ts";
import { eraseGenerator } from "./erase-generator.ts";
import { eraseIpc } from "./erase-ipc.ts";
import { eraseSchemaProperty } from "./erase-schema.ts";
import { hoistEdits } from "./hoists.ts";

/** The edits that take out one span, as if it had never been put in. */
export interface Erasure {
  /** What the span was written around. */
  readonly range: Range;
  readonly edits: readonly TextEdit[];
  /** Lines in these ranges move left by so many characters. */
  readonly dedents: readonly Dedent[];
  /** Consts before the statement that may be the tool's; only planning again can tell. */
  readonly hoists?: readonly TextEdit[];
}

export interface Dedent {
  readonly range: Range;
  readonly width: number;
  readonly frozen: readonly Range[];
}

/**
 * Everything in a file that has one of the shapes that the forms emit. Which of these the tool wrote is decided afterwards, by planning
 * the erased text again: same bytes means ours.
 */
export function findErasures(file: SpanFile): Erasure[] {
  const found: Erasure[] = [];
  for (const node of nodesOf(file.program)) {
    const erasure =
      eraseListedTypes(file, node) ??
      eraseRemembered(file, node) ??
      eraseIpc(file, node) ??
      eraseSchemaProperty(file, node) ??
      eraseCall(file, node) ??
      eraseGenerator(file, node) ??
      eraseDecorator(file, node) ??
      eraseMember(file, node);
    if (erasure !== undefined) found.push(erasure);
  }
  // What a larger erasure deletes anyway is no span of its own.
  return found.filter((one) => !found.some((other) => other !== one && deletes(other, one.range)));
}

function deletes({ edits }: Erasure, range: Range): boolean {
  return edits.some((edit) => contains(edit.range, range));
}

function eraseCall(file: SpanFile, node: TSESTree.Node): Erasure | undefined {
  if (node.type !== "CallExpression") return undefined;
  const helper = readHelperCall(file, node);
  if (helper !== undefined && WRAPPERS.has(helper)) return eraseWrapper(node);
  const isStart =
    readSpanCall(file, node)?.api === "startSpan" ||
    helper === "startSpanIf" ||
    helper === "withIncomingTrace" ||
    helper === "startLinkedSpan" ||
    helper === "continueLastTrace" ||
    helper === "runTick" ||
    helper === "startTick" ||
    helper === "startJob" ||
    helper === "traceChildProcess" ||
    helper === "startProcess" ||
    helper === "traceToolCall";
  const isStream =
    (helper === "traceAsyncGenerator" || helper === "traceGenerator" || helper === "traceReadableStream") &&
    !isHalf(file, node);
  // A stream's callback may have a watcher behind it.
  const callback = isStream ? node.arguments[1] : node.arguments.at(-1);
  if (
    !(isStart || isStream) ||
    !isFunction(callback) ||
    callback.type !== "ArrowFunctionExpression" ||
    callback.params.length > 1
  )
    return undefined;
  if (callback.body.type !== "BlockStatement") return eraseOperand(file, node, callback, callback.body);
  return (
    eraseStatement(file, node, callback, callback.body) ?? eraseBody(file, node, callback, callback.body)
  );
}

/** Helpers around a value; what comes behind it is the tool's. */
const WRAPPERS: ReadonlySet<HelperName> = new Set([
  "withTraceCarrier",
  "rememberTrace",
  "asTick",
  "asJob",
  "traceExec",
]);

/** What the public half of a generator returns goes away with the two halves. */
function isHalf(file: SpanFile, node: TSESTree.CallExpression): boolean {
  const owner = findEnclosingFunction(node);
  return owner !== undefined && eraseGenerator(file, owner) !== undefined;
}

/** `withTraceCarrier(message, types)` -> `message`, `asTick(poll)` -> `poll`. */
function eraseWrapper(node: TSESTree.CallExpression): Erasure | undefined {
  const [message] = node.arguments;
  if (message === undefined) return undefined;
  return {
    range: node.range,
    edits: [
      { range: [node.range[0], message.range[0]], text: "" },
      { range: [message.range[1], node.range[1]], text: "" },
    ],
    dedents: [],
  };
}

function eraseOperand(
  file: SpanFile,
  node: TSESTree.CallExpression,
  callback: TSESTree.ArrowFunctionExpression,
  body: TSESTree.Expression,
): Erasure {
  const arrow = file.text.lastIndexOf("=>", body.range[0]) + 2;
  const [start, end] = withParentheses(file, body, [Math.max(arrow, callback.range[0]), callback.range[1]]);
  return {
    range: node.range,
    edits: [
      { range: [node.range[0], start], text: "" },
      { range: [end, node.range[1]], text: "" },
      ...(readHelperCall(file, node) === "traceChildProcess" ? eraseEnv(file, callback) : []),
    ],
    dedents: dedentOf(file, node, body, [start, end]),
    hoists: hoistEdits(file, node),
  };
}

/** `await startSpan(o, async (span) => { try … });` -> the statement, or the run of statements, that the callback holds. */
function eraseStatement(
  file: SpanFile,
  node: TSESTree.CallExpression,
  callback: TSESTree.ArrowFunctionExpression,
  body: TSESTree.BlockStatement,
): Erasure | undefined {
  const outer = node.parent.type === "AwaitExpression" ? node.parent.parent : node.parent;
  if (body.body.length === 0 || outer.type !== "ExpressionStatement") return undefined;
  // An async callback that nobody awaits is the body of a function: its promise is returned.
  if (node.parent.type !== "AwaitExpression" && isOnlyStatement(outer) && callback.async) return undefined;
  const inner = contentRange(file, body);
  return {
    range: outer.range,
    edits: [
      { range: [outer.range[0], inner[0]], text: "" },
      { range: [inner[1], outer.range[1]], text: "" },
      ...eraseStatus(file, callback),
    ],
    dedents: dedentOf(file, outer, body, inner),
    hoists: hoistEdits(file, node),
  };
}

/** What stands between the braces of a block, comments included. */
function contentRange(file: SpanFile, body: TSESTree.BlockStatement): Range {
  const inner: Range = [body.range[0] + 1, body.range[1] - 1];
  const parts: Range[] = [...body.body, ...file.comments.filter(({ range }) => contains(inner, range))].map(
    ({ range }) => range,
  );
  return [Math.min(...parts.map(([start]) => start)), Math.max(...parts.map(([, end]) => end))];
}

/** `{ return startSpan(o, async () => { … }); }` -> the inner block's content. */
function eraseBody(
  file: SpanFile,
  node: TSESTree.CallExpression,
  callback: TSESTree.ArrowFunctionExpression,
  body: TSESTree.BlockStatement,
): Erasure | undefined {
  const statement = node.parent;
  if (statement.type !== "ReturnStatement" && statement.type !== "ExpressionStatement") return undefined;
  const block = statement.parent;
  if (block.type !== "BlockStatement" || !isFunction(block.parent) || !isOnlyStatement(statement))
    return undefined;
  const directive = block.body
    .filter((one) => one.type === "ExpressionStatement" && typeof one.directive === "string")
    .at(-1);
  const from = directive?.range[1] ?? block.range[0] + 1;
  const onNewLine = /\n[ \t]*$/.test(file.text.slice(from, statement.range[0]));
  const closesOnNewLine = /^[ \t]*\r?\n[ \t]*$/.test(file.text.slice(statement.range[1], block.range[1] - 1));
  const innerEnd = body.range[1] - 1;
  const lineStart = file.text.lastIndexOf("\n", innerEnd - 1) + 1;
  // What is noted behind the brace stays there.
  const before = /\s*$/.exec(file.text.slice(from, statement.range[0]))?.[0].length ?? 0;
  const edits: TextEdit[] = [{ range: [statement.range[0] - before, body.range[0] + 1], text: "" }];
  edits.push({ range: [innerEnd, block.range[1] - 1], text: "" });
  // The inner brace becomes the outer one; as a dedent, so that what is erased around adds up.
  const closing =
    closesOnNewLine && file.text.slice(lineStart, innerEnd).trim() === ""
      ? innerEnd - lineStart - lineIndent(file.text, block.range[1] - 1).length
      : 0;
  const [first] = body.body;
  const width =
    first === undefined || !onNewLine
      ? 0
      : widthBetween(file, lineIndent(file.text, statement.range[0]), first.range[0]);
  const moved: Range = [body.range[0] + 1, Math.max(body.range[0] + 1, lineStart - 1)];
  return {
    range: block.parent.range,
    edits: [...edits, ...eraseStatus(file, callback)],
    dedents: [
      ...(width > 0 ? [{ range: moved, width, frozen: frozenRanges(file, body) }] : []),
      ...(closing > 0 ? [{ range: [lineStart - 1, lineStart] as const, width: closing, frozen: [] }] : []),
    ],
  };
}

function isOnlyStatement(statement: TSESTree.Node): boolean {
  const block = statement.parent;
  if (block?.type !== "BlockStatement" || !isFunction(block.parent)) return false;
  return (
    block.body.filter((one) => one.type !== "ExpressionStatement" || typeof one.directive !== "string")
      .length === 1
  );
}

/** The status lines that go with a callback's parameter. */
function eraseStatus(file: SpanFile, callback: TSESTree.ArrowFunctionExpression): TextEdit[] {
  const [parameter] = callback.params;
  if (parameter?.type !== "Identifier") return [];
  const edits: TextEdit[] = [];
  walk(callback.body, (node) => {
    if (node.type !== "ExpressionStatement") return;
    const text = file.text.slice(node.range[0], node.range[1]);
    if (
      !/^\w+(?:\?\.|\.)setStatus\(\{ code: 2, message: (['"])internal_error\1 \}\);?$/.test(text) ||
      !text.startsWith(parameter.name)
    )
      return;
    const before = /\s*$/.exec(file.text.slice(0, node.range[0]))?.[0].length ?? 0;
    // In an empty block, one space behind it is the tool's, too.
    const after =
      /^ \}/.test(file.text.slice(node.range[1])) && file.text.charAt(node.range[0] - before - 1) === "{"
        ? 1
        : 0;
    edits.push({ range: [node.range[0] - before, node.range[1] + after], text: "" });
  });
  return edits;
}

/** How far an inner text moves left: the difference between the lines that inner begins and outer ends on. */
function dedentOf(file: SpanFile, outer: TSESTree.Node, inner: TSESTree.Node, range: Range): Dedent[] {
  const width = widthBetween(file, lineIndent(file.text, outer.range[1] - 1), range[0]);
  if (width <= 0 || !file.text.slice(outer.range[0], range[0]).includes("\n")) return [];
  return [{ range, width, frozen: frozenRanges(file, inner) }];
}

function widthBetween(file: SpanFile, outerIndent: string, innerStart: number): number {
  // Then nothing was moved right.
  if (file.config.indent === "keep") return 0;
  return lineIndent(file.text, innerStart).length - outerIndent.length;
}
