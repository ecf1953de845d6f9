import { noSpanCallbackThis as check } from "../../spans/checks/no-span-callback-this.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noSpanCallbackThis = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow `this`, `super` and `arguments` in span callbacks that are not arrow functions",
    recommended: true,
    configs: ["on-save"],
  },
  repairs: "both",
});
