import { noUnknownAttributeNamespace as check } from "../../spans/checks/no-unknown-attribute-namespace.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noUnknownAttributeNamespace = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "disallow attribute keys in namespaces that no view of Sentry reads",
    recommended: false,
    strict: true,
    configs: ["conventions"],
  },
  repairs: "suggestion",
  options: {
    namespaces: {
      type: "array",
      items: { type: "string" },
      description: "Beginnings of keys, up to the first dot, that are reported.",
    },
  },
});
