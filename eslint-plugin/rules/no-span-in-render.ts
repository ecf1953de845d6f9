import { noSpanInRender as check } from "../../spans/checks/no-span-in-render.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noSpanInRender = createCheckRule(check, {
  type: "problem",
  docs: { description: "disallow spans that rendering or a getter starts", recommended: true },
});
