import type { TSESTree } from "@typescript-eslint/types";
import { symbolOf } from "../ast.ts";
import { configAttributes } from "../attributes.ts";
import type { ReceiveEntry, SendEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { functionSpanName, moduleName } from "../name.ts";
import { withHouseNames } from "../naming/apply.ts";
import { literal, type SpanOptions } from "../options.ts";
import type { Skip } from "../outcome.ts";
import { calleeName, calleePath, isChannelCall } from "./callee.ts";
import type { Sink } from "./sinks.ts";

/** Jobs go through a queue whoever names it; other methods are a queue only where the config names the destination. */
const QUEUES = /^(?:add|addBulk|sendToQueue|enqueue|publish|produce)$/;
const SOCKETS = /^(?:send|emit|write)$/;

/**
 * The span of a send: `publish <destination>`. Without a destination, the function that sends, as a step on a socket or of the program.
 *
 * @param at - what the span goes around.
 * @see facts/sentry.md sections 3 and 6
 */
export function sendOptions(
  file: SpanFile,
  { call, sender }: Sink,
  entry: SendEntry,
  at: TSESTree.Node,
): SpanOptions | Skip {
  const method = calleeName(call);
  const isQueue = entry.destination !== undefined || QUEUES.test(method);
  const sending = sender === undefined ? symbolName(file, call) : functionSpanName(file, sender);
  const step = SOCKETS.test(method) && !isChannelCall(call) ? "websocket" : "function";
  return complete(file, entry, at, {
    name: isQueue
      ? `publish ${entry.destination ?? receiverOf(call)}`
      : (sending ?? calleePath(call).join(".")),
    op: isQueue ? "queue.publish" : step,
  });
}

/** The span of a receiver: `process <destination>`; without one, a step named after the function that takes the message. */
export function receiveOptions(
  file: SpanFile,
  entry: ReceiveEntry,
  at: TSESTree.Node,
  name: string,
): SpanOptions | Skip {
  const { destination } = entry;
  return complete(file, entry, at, {
    name: destination === undefined ? name : `process ${destination}`,
    op: destination === undefined ? "function" : "queue.process",
  });
}

/** What the config says comes first. */
function complete(
  file: SpanFile,
  entry: SendEntry | ReceiveEntry,
  at: TSESTree.Node,
  { name, op }: { readonly name: string; readonly op: string },
): SpanOptions | Skip {
  const attributes = configAttributes(file, at, at, entry.attributes);
  if ("kind" in attributes) return attributes;
  const { destination } = entry;
  const options: SpanOptions = {
    name: entry.name ?? name,
    op: entry.op ?? op,
    attributes:
      destination === undefined
        ? attributes
        : [["messaging.destination.name", literal(destination)], ...attributes],
  };
  return withHouseNames(file, options, entry.name);
}

/** `invoiceQueue` of `this.invoiceQueue.add(…)`. */
function receiverOf(call: TSESTree.CallExpression): string {
  const path = calleePath(call);
  return (path.at(-2) === "this" ? undefined : path.at(-2)?.replace(/^#/, "")) ?? calleeName(call);
}

function symbolName(file: SpanFile, call: TSESTree.CallExpression): string | undefined {
  const symbol = symbolOf(call);
  if (symbol === "<module>") return undefined;
  return symbol.includes(".") ? symbol : `${moduleName(file.path)}.${symbol}`;
}
