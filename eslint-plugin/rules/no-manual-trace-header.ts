import { noManualTraceHeader as check } from "../../spans/checks/no-manual-trace-header.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noManualTraceHeader = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow trace headers and variables written by hand where the SDK has its own way",
    recommended: true,
  },
  repairs: "suggestion",
});
