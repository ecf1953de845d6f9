import { noDynamicSpanOp as check } from "../../spans/checks/no-dynamic-span-op.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noDynamicSpanOp = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "disallow ops that are worked out when the span starts",
    recommended: false,
    strict: true,
    configs: ["conventions"],
  },
});
