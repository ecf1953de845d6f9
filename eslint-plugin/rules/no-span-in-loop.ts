import { noSpanInLoop as check } from "../../spans/checks/no-span-in-loop.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noSpanInLoop = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "disallow spans that are started again and again",
    recommended: false,
    strict: true,
    offInTests: true,
  },
  options: {
    max: {
      type: "integer",
      minimum: 0,
      description: "Spans that a loop over a literal array may start; 0 by default.",
    },
    allowAwaited: { type: "boolean", description: "Accept rounds that wait for something (default)." },
    ignoreCallbacks: {
      type: "array",
      items: { type: "string" },
      description: "Array methods of which the callbacks are no loop.",
    },
  },
});
