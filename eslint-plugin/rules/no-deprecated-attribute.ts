import { noDeprecatedAttribute as check } from "../../spans/checks/no-deprecated-attribute.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noDeprecatedAttribute = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "disallow attribute keys that Sentry's conventions have replaced",
    recommended: true,
    configs: ["migration", "conventions"],
  },
  repairs: "both",
  options: {
    fixStatuses: {
      type: "array",
      items: { type: "string", enum: ["backfill", "normalize", "transform", "none"] },
      description: "What Sentry does with the old key where a rename is a fix.",
    },
    ignore: { type: "array", items: { type: "string" }, description: "Keys to leave alone." },
  },
});
