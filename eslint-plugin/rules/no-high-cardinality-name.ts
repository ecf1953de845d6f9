import { noHighCardinalityName as check } from "../../spans/checks/no-high-cardinality-name.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noHighCardinalityName = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "disallow span names with an id, an address, a time or a text in them",
    recommended: true,
    configs: ["conventions"],
  },
  repairs: "suggestion",
  options: {
    allow: {
      type: "array",
      items: { type: "string" },
      description: "Regular expressions of what may stand in a hole of a name.",
    },
    holes: {
      type: "string",
      enum: ["idLike", "any"],
      description: "`any` reports whatever is not one of a few values.",
    },
  },
});
