import { noNoopSpanApi as check } from "../../spans/checks/no-noop-span-api.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noNoopSpanApi = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow span methods and properties that do nothing",
    recommended: true,
  },
  repairs: "suggestion",
});
