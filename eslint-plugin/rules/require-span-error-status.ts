import { requireSpanErrorStatus as check } from "../../spans/checks/require-span-error-status.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const requireSpanErrorStatus = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "require an error status for spans whose failure nobody else sees",
    recommended: true,
    configs: ["on-save"],
  },
  repairs: "suggestion",
  options: {
    catches: {
      type: "string",
      enum: ["outermost", "all"],
      description: "Report the catch that decides about the whole span (default), or each one.",
    },
    expectedErrors: {
      type: "array",
      items: { type: "string" },
      description: "Error classes that are no failure, beside those of the config.",
    },
    statusFunctions: {
      type: "array",
      items: { type: "string" },
      description: "Functions that set the status, beside those of the config.",
    },
  },
});
