import { noSensitiveAttribute as check } from "../../spans/checks/no-sensitive-attribute.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noSensitiveAttribute = createCheckRule(check, {
  type: "problem",
  docs: { description: "disallow secrets and personal data in attributes", recommended: true },
  options: {
    deny: { type: "array", items: { type: "string" }, description: "Further words that must not be sent." },
    allow: {
      type: "array",
      items: { type: "string" },
      description: "Keys, and names of values, that may be sent whatever they are called.",
    },
    allowUserId: { type: "boolean", description: "Accept the id of the user." },
  },
});
