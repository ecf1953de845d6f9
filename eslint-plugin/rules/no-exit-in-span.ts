import { noExitInSpan as check } from "../../spans/checks/no-exit-in-span.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noExitInSpan = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow exits inside a span, which is never sent then",
    recommended: true,
    offInTests: true,
  },
});
