import { requireCorsTraceHeaders as check } from "../../spans/checks/require-cors-trace-headers.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const requireCorsTraceHeaders = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "require CORS lists that let trace headers through",
    recommended: true,
  },
  repairs: "suggestion",
  options: {
    headers: {
      type: "array",
      items: { type: "string" },
      description: "Headers that a browser asks for; add `traceparent` with `propagateTraceparent`.",
    },
    callees: {
      type: "array",
      items: { type: "string" },
      description: "Names of functions that take the options of `cors`.",
    },
  },
});
