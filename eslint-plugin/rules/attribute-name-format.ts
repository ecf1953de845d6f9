import { attributeNameFormat as check } from "../../spans/checks/attribute-name-format.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const attributeNameFormat = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "require attribute keys in lower case, with a namespace",
    recommended: false,
    strict: true,
    configs: ["conventions"],
  },
  repairs: "suggestion",
  options: {
    prefix: { type: "string", description: "Namespace of keys that have none." },
    pattern: { type: "string", description: "Regular expression of what a key must look like." },
    ignore: { type: "array", items: { type: "string" }, description: "Keys to leave alone." },
  },
});
