import { noTrivialSpan as check } from "../../spans/checks/no-trivial-span.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noTrivialSpan = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "disallow spans around code that calls nothing and waits for nothing",
    recommended: false,
    strict: true,
    offInTests: true,
  },
  repairs: "choices",
});
