import { spanNameFormat as check } from "../../spans/checks/span-name-format.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const spanNameFormat = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "require span names in the style that the config asks for",
    recommended: false,
    configs: ["conventions"],
  },
  repairs: "suggestion",
  options: {
    ignore: {
      type: "array",
      items: { type: "string" },
      description: "Regular expressions of names to leave alone.",
    },
  },
});
