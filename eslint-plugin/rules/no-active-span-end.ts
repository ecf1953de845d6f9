import { noActiveSpanEnd as check } from "../../spans/checks/no-active-span-end.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noActiveSpanEnd = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow the active span in place of the span that is meant",
    recommended: true,
  },
  repairs: "both",
});
