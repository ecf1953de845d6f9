import { validSpanStatus as check } from "../../spans/checks/valid-span-status.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const validSpanStatus = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "require span statuses that Sentry keeps",
    recommended: true,
    configs: ["migration", "on-save"],
  },
  repairs: "both",
  options: {
    allowFreeText: { type: "boolean", description: "Accept messages that Sentry drops or leaves unbounded." },
  },
});
