import { preferStartSpan as check } from "../../spans/checks/prefer-start-span.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const preferStartSpan = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "disallow ending spans by hand where `startSpan` would end them",
    recommended: false,
    strict: true,
  },
  repairs: "choices",
});
