import { validAttributeType as check } from "../../spans/checks/valid-attribute-type.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const validAttributeType = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "require attribute values of the type that the key takes",
    recommended: true,
    configs: ["conventions"],
  },
  repairs: "suggestion",
});
