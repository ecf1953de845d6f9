import { findSpanAround } from "../calls.ts";
import { calleePath } from "../carry/callee.ts";
import { defineCheck } from "../check.ts";
import { isFlushCall } from "../shutdown/flush-calls.ts";
import { endsBefore } from "../span-end.ts";

/**
 * Flushing inside the callback of a span: the span is not over yet, so it is not part of what is sent.
 *
 * @see facts: sentry 8
 */
export const noFlushInSpan = defineCheck({
  name: "no-flush-in-span",
  messages: {
    flush:
      "'{{callee}}' cannot send the span{{name}} that it is called in, as that one is still open. Call it behind the span.",
  },
  defaultOptions: {},
  anchors: ({ flushFunctions = [] }) => [
    "flush",
    "close",
    ...flushFunctions.map((name) => name.split(".").at(-1) ?? name),
  ],
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    if (node.type !== "CallExpression" || !isFlushCall(file, node)) return [];
    const span = findSpanAround(file, node);
    if (span === undefined || endsBefore(span, node)) return [];
    const data = {
      callee: calleePath(node).join("."),
      name: span.name === undefined ? "" : ` '${span.name}'`,
    };
    return [{ node, message: "flush", data }];
  },
});
