import type { TSESTree } from "@typescript-eslint/types";
import { contains, functionName, isFunction, matchesSymbol, type FunctionNode } from "../ast.ts";
import type { SendEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { walk } from "../walk.ts";
import { calleeName, findNamedAround, matchesCallee } from "./callee.ts";
import { findPayload } from "./payload.ts";

/** Methods by which a message leaves, for a function that the config names without saying at which call. */
const SENDS = /^(?:send|emit|postMessage|publish|add|sendToQueue|sendMessage|enqueue|produce|write)$/;

/** A call at which a message leaves, with the function that the config named, where it named one. */
export interface Sink {
  readonly call: TSESTree.CallExpression;
  readonly sender: FunctionNode | undefined;
}

/** Whether a config entry means this call. */
export function findSink(file: SpanFile, call: TSESTree.CallExpression, entry: SendEntry): Sink | undefined {
  if (entry.at !== undefined) {
    const sender = matchesCallee(call, entry.at, file) ? findNamedAround(call, entry.function) : undefined;
    return sender === undefined ? undefined : { call, sender };
  }
  if (entry.function.includes(".") && matchesCallee(call, entry.function, file))
    return { call, sender: undefined };
  if (entry.function.startsWith(".") || !SENDS.test(calleeName(call))) return undefined;
  const sender = findNamedAround(call, entry.function);
  return sender !== undefined && sinksOf(file, sender, entry).includes(call) ? { call, sender } : undefined;
}

/** A function that the config names and in which no message leaves: reported, so that a wrong name does not go unnoticed. */
export function isEmptySender(file: SpanFile, node: FunctionNode, entry: SendEntry): boolean {
  const name = functionName(node);
  // `.send` means calls, not the methods of that name.
  if (name === undefined || entry.function.startsWith(".") || !matchesSymbol(name, entry.function))
    return false;
  if (entry.at === undefined) return sinksOf(file, node, entry).length === 0;
  return !callsIn(node).some((call) => matchesCallee(call, entry.at ?? "", file));
}

/** The calls by which a function sends: those that serialise, else those that take an object, else whatever there is. */
function sinksOf(file: SpanFile, sender: FunctionNode, entry: SendEntry): readonly TSESTree.CallExpression[] {
  const calls = callsIn(sender).filter((call) => SENDS.test(calleeName(call)));
  const payloads = calls.map((call) => findPayload(file, call, entry));
  const serialized = calls.filter((_, index) => {
    const payload = payloads[index];
    return payload?.kind === "payload" && payload.isSerialized;
  });
  if (serialized.length > 0) return serialized;
  const carrying = calls.filter((_, index) => payloads[index]?.kind === "payload");
  return carrying.length > 0 ? carrying : calls;
}

function callsIn(sender: FunctionNode): TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  walk(sender.body, (node) => {
    if (isFunction(node) && functionName(node) === functionName(sender)) return false;
    if (node.type === "CallExpression") calls.push(node);
    return undefined;
  });
  return calls.filter((call) => contains(sender.range, call.range));
}
