import { validInitOptions as check } from "../../spans/checks/valid-init-options.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const validInitOptions = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow options of Sentry.init that do nothing in the installed version",
    recommended: true,
    configs: ["migration"],
  },
  repairs: "suggestion",
});
