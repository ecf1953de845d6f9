import type { TSESTree } from "@typescript-eslint/types";
import { isFunction } from "../ast.ts";
import { findPublishSpan } from "../carry/around.ts";
import { carrierInPlace, carrierOf, type Carrier } from "../carry/carrier.ts";
import { testTypes, type TypeTest } from "../carry/condition.ts";
import { entriesOf, lastName } from "../carry/entries.ts";
import { isLazy } from "../carry/lazy.ts";
import { sendOptions } from "../carry/options.ts";
import { findPayload, type Payload } from "../carry/payload.ts";
import type { Run } from "../carry/run.ts";
import { findSchemaOf } from "../carry/schema.ts";
import { findSink, isEmptySender, type Sink } from "../carry/sinks.ts";
import { findUnit, nodeOf, type Unit } from "../carry/unit.ts";
import { variableFacts } from "../carry/variable.ts";
import { withCarrier } from "../carry/with-carrier.ts";
import { wrapRun } from "../carry/wrap-run.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { PlannedEdit } from "../edit.ts";
import { textOf, type SpanFile } from "../file.ts";
import { wrapBody } from "../forms/body.ts";
import { wrapOperand } from "../forms/operand.ts";
import { isMidChain } from "../function/call-use.ts";
import { defineKind } from "../kind.ts";
import type { SpanOptions } from "../options.ts";
import { skip, type Outcome, type Skip, type SpanPlan } from "../outcome.ts";
import { helperCallee, sentryCallee, type CalleeReference } from "../sentry.ts";
import type { MessageSendSite } from "../site.ts";

/** Where a message leaves the process: `sendEvent(event)`, `ws.send(JSON.stringify(x))`, `queue.add(name, data)`, as the config names them. */
export const messageSend = defineKind<"message-send">({
  kind: "message-send",
  codemod: "carry-trace",
  anchors: (config: SpanwrightConfig) =>
    (config.send ?? []).flatMap((entry) =>
      [entry.function, entry.at].flatMap((name) => (name === undefined ? [] : [lastName(name)])),
    ),
  nodeTypes: ["CallExpression", "FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): MessageSendSite | undefined {
  for (const entry of entriesOf(file).send) {
    if (isFunction(node)) {
      if (isEmptySender(file, node, entry)) return { kind: "message-send", node, entry, sink: undefined };
    } else if (node.type === "CallExpression") {
      const sink = findSink(file, node, entry);
      if (sink === undefined) continue;
      const payload = findPayload(file, node, entry);
      if (payload.kind === "skip") return { kind: "message-send", node, entry, sink };
      if (!claims(file, payload, sink)) return undefined;
      if (testTypes(file, entry.types, payload.message, payload.message).kind === "never") return undefined;
      const unit = entry.span === false ? undefined : findUnit(file, sink, payload);
      const at = unit === undefined || unit.kind === "skip" ? node : (nodeOf(unit) ?? node);
      return { kind: "message-send", node: at, entry, sink };
    }
  }
  return undefined;
}

const claimed = new WeakMap<SpanFile, Map<number, TSESTree.Node>>();

/** A message that is serialised once and sent from two places is one site: the first. */
function claims(file: SpanFile, payload: Payload, { call }: Sink): boolean {
  const known = claimed.get(file) ?? new Map<number, TSESTree.Node>();
  claimed.set(file, known);
  const start = payload.isSerialized ? payload.message.range[0] : call.range[0];
  const first = known.get(start);
  if (first === undefined) known.set(start, call);
  return first === undefined || first === call;
}

function plan({ entry, sink, node }: MessageSendSite, file: SpanFile): Outcome {
  if (sink === undefined) return skip("message-not-found", entry.at ?? entry.function);
  const payload = findPayload(file, sink.call, entry);
  if (payload.kind === "skip") return payload;
  const schema =
    sink.sender === undefined ? undefined : findSchemaOf(file, sink.sender, textOf(file, payload.message));
  if (schema !== undefined) return skip("run-time-schema", schema);

  const options = sendOptions(file, sink, entry, node);
  if ("kind" in options) return options;
  const test = testTypes(file, entry.types, payload.message, node);
  if (test.kind === "unknown")
    return skip("message-not-found", `${textOf(file, payload.message).slice(0, 40)}.type`);
  const carrier = carrierOf(file, payload, test, entry.types);
  if (typeof carrier === "string") return skip(carrier);
  if (entry.span === false)
    return carrier === undefined ? { kind: "already" } : carryOnly(file, payload, carrier);

  const unit = findUnit(file, sink, payload);
  const found = unit.kind === "skip" ? undefined : unit;
  const span =
    findPublishSpan(file, sink.call, found, options) ??
    (node === sink.call ? undefined : findPublishSpan(file, node, found, options));
  if (span !== undefined) {
    const { name, op } = span;
    return carrier === undefined ? { kind: "already", name, op } : carryOnly(file, payload, carrier);
  }
  if (found === undefined)
    return wholeBody(file, sink, { options, test, payload, carrier }) ?? (unit as Skip);
  const spanned = wrapUnit(file, found, { options, test, payload, carrier });
  const isLost = spanned.kind === "skip" && spanned.reason === "jump-leaves-statement";
  return (isLost ? wholeBody(file, sink, { options, test, payload, carrier }) : undefined) ?? spanned;
}

function carryOnly(file: SpanFile, payload: Payload, carrier: Carrier): SpanPlan {
  const edits = carrierInPlace(file, payload, carrier, "");
  const group = { range: payload.message.range, edits, indents: [] };
  return { kind: "plan", decision: "carry", group, needs: carrier.needs };
}

interface Publish {
  readonly options: SpanOptions;
  readonly test: TypeTest;
  readonly payload: Payload;
  /** Absent: the message carries a trace already. */
  readonly carrier: Carrier | undefined;
}

function wrapUnit(file: SpanFile, unit: Unit, publish: Publish): SpanPlan | Skip {
  const { options, test, payload, carrier } = publish;
  const callee = startCallee(file, unit.kind === "expression" ? unit.node : unit.run.block, test);
  if (typeof callee === "string") return skip(callee);
  const leading = test.kind === "condition" ? [test.text] : [];
  const wrap = { options, callee, leading, decision: "carry" } as const;
  if (unit.kind === "expression") {
    if (isMidChain(unit.node)) return skip("optional-chain");
    if (isLazy(file, unit.node)) return skip("sync-result-unknown");
    const wrapped = wrapOperand(file, unit.node, wrap);
    const run =
      wrapped.kind === "skip" && wrapped.reason === "await-in-operand" ? ownRun(unit.node) : undefined;
    if (run !== undefined) return wrapUnit(file, { kind: "statements", run }, publish);
    return wrapped.kind === "skip" || carrier === undefined
      ? wrapped
      : withCarrier(file, unit.node, wrapped, payload, carrier);
  }
  const inner = (shift: string): readonly PlannedEdit[] =>
    carrier === undefined ? [] : carrierInPlace(file, payload, carrier, shift);
  const wrapped = wrapRun(file, unit.run, { ...wrap, inner, access: accessOf(test) });
  return wrapped.kind === "skip"
    ? wrapped
    : { ...wrapped, needs: [...wrapped.needs, ...(carrier?.needs ?? [])] };
}

/** The statement that is nothing but this call: it can wait for what is awaited in its arguments. */
function ownRun(node: TSESTree.Expression): Run | undefined {
  const statement = node.parent;
  const block = statement?.parent;
  return statement?.type === "ExpressionStatement" && block?.type === "BlockStatement"
    ? { block, statements: [statement] }
    : undefined;
}

/** The callback of `startSpanIf` may run without a span. */
function accessOf(test: TypeTest): "." | "?." {
  return test.kind === "condition" ? "?." : ".";
}

function startCallee(file: SpanFile, at: TSESTree.Node, test: TypeTest): CalleeReference | Skip["reason"] {
  return test.kind === "condition"
    ? helperCallee(file, at, "startSpanIf")
    : sentryCallee(file, at, "startSpan");
}

/** Where a guard stands between serialising and sending, the whole function is the unit. */
function wholeBody(
  file: SpanFile,
  { sender }: Sink,
  { options, test, payload, carrier }: Publish,
): SpanPlan | undefined {
  if (sender === undefined) return undefined;
  const { message } = payload;
  const owner = message.type === "Identifier" ? variableFacts(file, message)?.parameterOf : undefined;
  if (test.kind === "condition" && owner !== sender) return undefined;
  const callee = startCallee(file, sender.body, test);
  if (typeof callee === "string") return undefined;
  const leading = test.kind === "condition" ? [test.text] : [];
  const wrapped = wrapBody(file, sender, options, { callee, leading, isOptional: test.kind === "condition" });
  if (wrapped.kind === "skip") return undefined;
  const shift = wrapped.group.indents[0]?.unit ?? "";
  const edits = carrier === undefined ? [] : carrierInPlace(file, payload, carrier, shift);
  return {
    ...wrapped,
    decision: "carry",
    group: { ...wrapped.group, edits: [...wrapped.group.edits, ...edits] },
    needs: [...wrapped.needs, ...(carrier?.needs ?? [])],
  };
}
