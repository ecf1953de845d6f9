import { requireFlushBeforeExit as check } from "../../spans/checks/require-flush-before-exit.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const requireFlushBeforeExit = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "require that Sentry has sent everything before the process exits",
    recommended: true,
    configs: ["on-save"],
    offInTests: true,
  },
  repairs: "suggestion",
  options: {
    scope: {
      type: "string",
      enum: ["importing", "all"],
      description: "Look at files that import Sentry (default), or at all.",
    },
  },
});
