import { requireSpanOp as check } from "../../spans/checks/require-span-op.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const requireSpanOp = createCheckRule(check, {
  type: "suggestion",
  docs: { description: "require an op for each span", recommended: true, configs: ["conventions"] },
  repairs: "suggestion",
  options: { allowForInactive: { type: "boolean", description: "Accept inactive spans without one." } },
});
