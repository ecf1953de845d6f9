import { noPrototypeTracingDecorator as check } from "../../spans/checks/no-prototype-tracing-decorator.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noPrototypeTracingDecorator = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow putting spans around all methods of a class at run time",
    recommended: true,
  },
});
