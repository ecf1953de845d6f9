import type { TSESTree } from "@typescript-eslint/types";
import { functionName, isFunction, matchesSymbol, symbolOf } from "../ast.ts";
import { findSpanAround, isWholeCallback } from "../calls.ts";
import { withAlternative } from "../carry/alternative.ts";
import { continues, isContinued } from "../carry/around.ts";
import { calleePath, findNamedAround, matchesCallee } from "../carry/callee.ts";
import { testTypes } from "../carry/condition.ts";
import { entriesOf, lastName } from "../carry/entries.ts";
import { planHandler } from "../carry/handler.ts";
import { isLazy } from "../carry/lazy.ts";
import { findListenCall, inlineListener, isListenCall } from "../carry/listener.ts";
import { findMessage, type Message } from "../carry/message.ts";
import { receiveOptions } from "../carry/options.ts";
import { findSchema, findSchemaOf } from "../carry/schema.ts";
import { variableFacts } from "../carry/variable.ts";
import { findClientReceiver } from "../client/listener.ts";
import { planClientReceive } from "../client/receive.ts";
import { isClientFile } from "../client/side.ts";
import type { ReceiveEntry, SpanwrightConfig } from "../config.ts";
import { textOf, type SpanFile } from "../file.ts";
import { wrapOperand } from "../forms/operand.ts";
import { isMidChain } from "../function/call-use.ts";
import { defineKind } from "../kind.ts";
import { calleeSpanName, functionSpanName } from "../name.ts";
import { skip, type Outcome } from "../outcome.ts";
import { helperCallee } from "../sentry.ts";
import type { MessageReceiveSite } from "../site.ts";

/** Where a message is taken in: the call that handles it, or the listener that does the work itself. */
export const messageReceive = defineKind<"message-receive">({
  kind: "message-receive",
  codemod: "carry-trace",
  anchors: (config: SpanwrightConfig) => (config.receive ?? []).map((entry) => lastName(entry.function)),
  nodeTypes: [
    "CallExpression",
    "FunctionDeclaration",
    "FunctionExpression",
    "ArrowFunctionExpression",
    "AssignmentExpression",
  ],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): MessageReceiveSite | undefined {
  for (const entry of entriesOf(file).receive) {
    if (entry.in !== undefined && !isIn(node, entry.in)) continue;
    if (isClientFile(file)) {
      const receiver = claim(file, node, findClientReceiver(file, node, entry));
      if (receiver !== undefined) return { kind: "message-receive", node: receiver, entry };
      continue;
    }
    if (isReceiver(node, file, entry)) return { kind: "message-receive", node, entry };
  }
  return undefined;
}

const claimed = new WeakMap<SpanFile, Map<TSESTree.Node, TSESTree.Node>>();

/** A listener may be met twice, where it is written and where it is registered by its name: the first counts. */
function claim(
  file: SpanFile,
  node: TSESTree.Node,
  receiver: MessageReceiveSite["node"] | undefined,
): MessageReceiveSite["node"] | undefined {
  const known = claimed.get(file) ?? new Map<TSESTree.Node, TSESTree.Node>();
  claimed.set(file, known);
  if (receiver === undefined || (known.get(receiver) ?? node) !== node) return undefined;
  known.set(receiver, node);
  return receiver;
}

/** @param wanted - a function or method around the node; `<module>` for code that no named function holds. */
function isIn(node: TSESTree.Node, wanted: string): boolean {
  return wanted === "<module>" ? symbolOf(node) === wanted : findNamedAround(node, wanted) !== undefined;
}

function isReceiver(
  node: TSESTree.Node,
  file: SpanFile,
  entry: ReceiveEntry,
): node is MessageReceiveSite["node"] {
  if (isFunction(node)) {
    const name = functionName(node);
    return (
      name !== undefined && matchesSymbol(name, entry.function) && findListenCall(file, node) !== undefined
    );
  }
  if (node.type !== "CallExpression" || !matchesCallee(node, entry.function, file)) return false;
  if (isListenCall(node)) return inlineListener(node) !== undefined;
  // A function that calls itself hands the same message on.
  return findNamedAround(node, entry.function) === undefined && !isUntracedBranch(file, node);
}

/** The other side of `listed ? withIncomingTrace(…) : handle(message)`. */
function isUntracedBranch(file: SpanFile, node: TSESTree.Node): boolean {
  const { parent } = node;
  return (
    parent?.type === "ConditionalExpression" &&
    parent.alternate === node &&
    continues(file, parent.consequent)
  );
}

function plan(site: MessageReceiveSite, file: SpanFile): Outcome {
  const { node, entry } = site;
  if (isClientFile(file)) return planClientReceive(file, site);
  if (isFunction(node)) return planHandler(file, node, functionSpanName(file, node) ?? entry.function, entry);
  const listener = isListenCall(node) ? inlineListener(node) : undefined;
  if (listener !== undefined) return planHandler(file, listener, entry.function, entry);
  return planCall(file, node, entry);
}

function planCall(file: SpanFile, call: TSESTree.CallExpression, entry: ReceiveEntry): Outcome {
  const name = calleeSpanName(file, call) ?? calleePath(call).join(".");
  const options = receiveOptions(file, entry, call, name);
  if ("kind" in options) return options;
  if (isContinued(file, call)) return { kind: "already", name: options.name, op: options.op };
  if (isMidChain(call)) return skip("optional-chain");
  if (isLazy(file, call)) return skip("sync-result-unknown");
  const message = findMessage(file, call, entry.message);
  if (message === undefined) return skip("message-not-found", name);
  const schema = schemaOf(file, call, message);
  if (schema !== undefined) return skip("run-time-schema", schema);
  const around = findSpanAround(file, call);
  if (around?.callback !== undefined && isWholeCallback(around.callback, call))
    return skip("already-traced", around.name);

  const test = testTypes(file, entry.types, message.node, call);
  if (test.kind === "unknown" || test.kind === "never")
    return skip("message-not-found", `${message.text}.type`);
  const callee = helperCallee(file, call, "withIncomingTrace");
  if (typeof callee === "string") return skip(callee);
  const wrapped = wrapOperand(file, call, { options, callee, leading: [message.text], decision: "continue" });
  if (wrapped.kind === "skip" || test.kind === "always") return wrapped;
  return withAlternative(file, call, wrapped, test.text);
}

/** A check that the message went through, in its making or in the function that hands it over. */
function schemaOf(
  file: SpanFile,
  call: TSESTree.CallExpression,
  { node, text }: Message,
): string | undefined {
  const value = node.type === "Identifier" ? variableFacts(file, node)?.value : undefined;
  const made = value === undefined ? undefined : findSchema(file, value);
  if (made !== undefined) return made;
  for (let at: TSESTree.Node | undefined = call.parent; at != null; at = at.parent) {
    if (isFunction(at)) return findSchemaOf(file, at.body, text);
  }
  return findSchemaOf(file, file.program, textOf(file, node));
}
