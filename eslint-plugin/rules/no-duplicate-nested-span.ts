import { noDuplicateNestedSpan as check } from "../../spans/checks/no-duplicate-nested-span.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noDuplicateNestedSpan = createCheckRule(check, {
  type: "suggestion",
  docs: { description: "disallow spans that double the one around them", recommended: true },
  repairs: "choices",
  options: {
    pedantic: {
      type: "boolean",
      description: "Also report spans around nothing but a call that the SDK traces by itself.",
    },
    autoInstrumented: {
      type: "array",
      items: { type: "string" },
      description: "With `pedantic`: callees of the team's own that are traced, as they are written.",
    },
  },
});
