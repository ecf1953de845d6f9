import { createInsertionRule } from "../create-insertion-rule.ts";

/** The lint side of the codemods: reports the sites that `spanwright apply` would change, and its fix gives the same bytes. */
export const requireSpan = createInsertionRule({
  docs: {
    description: "require the spans that the spanwright codemods would put in",
    recommended: false,
    configs: ["on-save"],
  },
});
