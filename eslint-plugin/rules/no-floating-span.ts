import { noFloatingSpan as check } from "../../spans/checks/no-floating-span.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noFloatingSpan = createCheckRule(check, {
  type: "problem",
  docs: { description: "disallow spans around async work that nobody waits for", recommended: true },
  repairs: "choices",
  options: {
    ignoreTopLevel: {
      type: "boolean",
      description: "Leave spans at the top level of a module alone (default).",
    },
  },
});
