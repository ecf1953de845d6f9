import { noRedundantSpanStatus as check } from "../../spans/checks/no-redundant-span-status.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noRedundantSpanStatus = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "disallow an error status where the span gets it by itself",
    recommended: false,
    strict: true,
  },
  repairs: "suggestion",
});
