import { noFloatingPromiseInSpan as check } from "../../spans/checks/no-floating-promise-in-span.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noFloatingPromiseInSpan = createCheckRule(check, {
  type: "problem",
  docs: { description: "disallow async work that a span does not wait for", recommended: true },
  repairs: "choices",
  options: {
    allow: {
      type: "array",
      items: { type: "string" },
      description: "Callees that may be left running, as they are written: `audit`, `metrics.flush`.",
    },
  },
});
