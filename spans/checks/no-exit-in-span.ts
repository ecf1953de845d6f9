import { findSpanAround } from "../calls.ts";
import { defineCheck } from "../check.ts";
import { isExitCall } from "../shutdown/exit-calls.ts";
import { endsBefore } from "../span-end.ts";

/**
 * Exits inside the callback of a span: the span never ends, so it is never sent, and neither is what runs under it.
 *
 * @see facts: sentry 8
 */
export const noExitInSpan = defineCheck({
  name: "no-exit-in-span",
  messages: {
    exit: "The span{{name}} never ends when the process exits inside it, so it is lost. Exit behind it, once Sentry is closed.",
  },
  defaultOptions: {},
  anchors: () => ["exit"],
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    if (!isExitCall(file, node)) return [];
    const span = findSpanAround(file, node);
    if (span === undefined || endsBefore(span, node)) return [];
    return [{ node, message: "exit", data: { name: span.name === undefined ? "" : ` '${span.name}'` } }];
  },
});
