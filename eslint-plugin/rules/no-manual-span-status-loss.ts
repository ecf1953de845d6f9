import { noManualSpanStatusLoss as check } from "../../spans/checks/no-manual-span-status-loss.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noManualSpanStatusLoss = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow ending a span before its error status is set",
    recommended: true,
    configs: ["on-save"],
  },
  repairs: "suggestion",
});
