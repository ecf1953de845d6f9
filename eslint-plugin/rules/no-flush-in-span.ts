import { noFlushInSpan as check } from "../../spans/checks/no-flush-in-span.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noFlushInSpan = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow flushing inside a span, which is not over yet",
    recommended: true,
  },
});
