import { validTracesSampler as check } from "../../spans/checks/valid-traces-sampler.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const validTracesSampler = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "require trace samplers that read the context as it is and answer a rate",
    recommended: true,
    configs: ["migration"],
  },
  repairs: "both",
  options: {
    requireParent: {
      type: "boolean",
      description: "Report samplers that never look at the decision of the caller.",
    },
  },
});
