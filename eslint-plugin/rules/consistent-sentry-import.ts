import { consistentSentryImport as check } from "../../spans/checks/consistent-sentry-import.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const consistentSentryImport = createCheckRule(check, {
  type: "suggestion",
  docs: { description: "require one style of importing the Sentry SDK", recommended: false },
  repairs: "fix",
  options: {
    style: {
      type: "string",
      enum: ["namespace", "named"],
      description: "Import a namespace (default), or the names that are used.",
    },
  },
});
