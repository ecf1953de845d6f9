import { readSpanCall } from "../calls.ts";
import { defineCheck } from "../check.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { isFiniteValue } from "../naming/static-value.ts";
import { findProperty } from "../repairs/property.ts";

/**
 * Ops that are worked out when the span starts. Views and rules are made for a closed set of ops.
 *
 * @see facts: lint-rules 3
 */
export const noDynamicSpanOp = defineCheck<"no-dynamic-span-op", "dynamic">({
  name: "no-dynamic-span-op",
  messages: {
    dynamic: "An op groups spans, so it has to be one of a few: write it out, or type it as a union.",
  },
  defaultOptions: {},
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    const options = readSpanCall(file, node)?.options;
    const op = options === undefined ? undefined : findProperty(options, "op")?.value;
    return op === undefined || isFiniteValue(file, op) ? [] : [{ node: op, message: "dynamic" }];
  },
});
