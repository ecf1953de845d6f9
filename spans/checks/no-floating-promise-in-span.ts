import type { TSESTree } from "@typescript-eslint/types";
import { memberPath, skipWrappers, type FunctionNode } from "../ast.ts";
import { isSentryNamespace } from "../calls.ts";
import { defineCheck, type Suggestion } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { walkOwn } from "../flow.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { isSurelyPromise } from "../promise.ts";
import { insertAt, repairOf, replaceRange } from "../repairs/replace.ts";
import { readStartCall } from "../start-call.ts";
import { floatingStatement, isLastOf } from "./no-floating-span.ts";

export interface NoFloatingPromiseInSpanOptions {
  /** Callees that may be left running: `audit`, `metrics.flush`. */
  readonly allow: readonly string[];
}

type Message = "floating" | "addReturn" | "makeAsync";

/** Work that a statement starts and nobody waits for. */
interface Floating {
  readonly node: TSESTree.Expression;
  readonly statement: TSESTree.ExpressionStatement;
  /** `void work();` */
  readonly voided: TSESTree.UnaryExpression | undefined;
}

/**
 * Async work that a synchronous span callback starts and does not return: `startSpan` ends the span when the callback returns, so it
 * lasts 0 ms and no error marks it.
 *
 * @see facts: sentry 1.3 and 2, row 21
 */
export const noFloatingPromiseInSpan = defineCheck<
  "no-floating-promise-in-span",
  Message,
  NoFloatingPromiseInSpanOptions
>({
  name: "no-floating-promise-in-span",
  messages: {
    floating: "The span{{name}} ends before this is done: return or await the promise.",
    addReturn: "Return it.",
    makeAsync: "Make the callback async and wait for it.",
  },
  defaultOptions: { allow: [] },
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { allow }) {
    const call = readStartCall(file, node);
    const callback = call?.callback;
    // Whoever ends a span by hand may do it when the promise settles.
    if (call?.api !== "startSpan" || callback === undefined || callback.async || callback.generator)
      return [];
    if (callback.body.type !== "BlockStatement") return [];
    const all = findFloating(file, callback.body).filter(({ node: { callee } }) => {
      const path = memberPath(callee)?.join(".") ?? "";
      return !allow.includes(path);
    });
    return all.map((one) => ({
      node: one.node,
      message: "floating",
      data: { name: call.name === undefined ? "" : ` '${call.name}'` },
      alternatives: suggestionsFor(callback, one, all),
    }));
  },
});

type FloatingCall = Floating & { readonly node: TSESTree.CallExpression | TSESTree.NewExpression };

function findFloating(file: SpanFile, body: TSESTree.BlockStatement): FloatingCall[] {
  const found: FloatingCall[] = [];
  walkOwn(body, (node) => {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
    // A span inside is another rule's, no-floating-span.
    if (readStartCall(file, node) !== undefined || !isSurelyPromise(file, node)) return;
    const voided =
      node.parent.type === "UnaryExpression" && node.parent.operator === "void" ? node.parent : undefined;
    const statement = floatingStatement(voided ?? node);
    if (statement !== undefined && (voided === undefined || isOnlyWork(file, body, voided)))
      found.push({ node, statement, voided });
  });
  return found;
}

/** `void` says that it is meant, but a span around nothing else measures nothing. */
function isOnlyWork(
  file: SpanFile,
  body: TSESTree.BlockStatement,
  voided: TSESTree.UnaryExpression,
): boolean {
  return body.body.every((statement) => {
    if (statement.type !== "ExpressionStatement") return false;
    const value = skipWrappers(statement.expression);
    if (value === voided) return true;
    // What only describes the span is no work.
    const [root] = value.type === "CallExpression" ? (memberPath(value.callee) ?? []) : [];
    return root !== undefined && (/span/i.test(root) || isSdk(file, value));
  });
}

function isSdk(file: SpanFile, node: TSESTree.Node): boolean {
  return (
    node.type === "CallExpression" &&
    node.callee.type === "MemberExpression" &&
    node.callee.object.type === "Identifier" &&
    isSentryNamespace(file, node.callee.object)
  );
}

function suggestionsFor(
  callback: FunctionNode,
  { node, statement, voided }: Floating,
  all: readonly Floating[],
): Suggestion<Message>[] {
  if (callback.returnType != null) return [];
  const before = (one: Floating, text: string) =>
    one.voided === undefined
      ? insertAt(one.node.range[0], text)
      : replaceRange([one.voided.range[0], one.node.range[0]], text);
  const isWhole = skipWrappers(statement.expression) === (voided ?? node);
  const returned: Suggestion<Message>[] =
    isWhole && isLastOf(statement, callback) && all.length === 1
      ? [{ ...repairOf([before({ node, statement, voided }, "return ")]), message: "addReturn" }]
      : [];
  // One that is made to wait for the first only would end before the others.
  const edits = [insertAt(callback.range[0], "async "), ...all.map((one) => before(one, "await "))];
  return [...returned, { ...repairOf(edits), message: "makeAsync" }];
}
