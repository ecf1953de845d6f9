import { validAttributeValue as check } from "../../spans/checks/valid-attribute-value.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const validAttributeValue = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "require attribute values that a span can keep",
    recommended: true,
    configs: ["conventions"],
  },
  repairs: "suggestion",
  options: { allowJson: { type: "boolean", description: "Accept whole payloads as JSON." } },
});
