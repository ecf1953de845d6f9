import { noFullSampling as check } from "../../spans/checks/no-full-sampling.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noFullSampling = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "disallow sampling every root in production",
    recommended: false,
    strict: true,
    offInTests: true,
  },
  options: {
    max: { type: "number", description: "The rate from which on sampling counts as full." },
    healthPatterns: {
      type: "array",
      items: { type: "string" },
      description: "Words of endpoints that a server's sampler should know; none: it need not know any.",
    },
  },
});
