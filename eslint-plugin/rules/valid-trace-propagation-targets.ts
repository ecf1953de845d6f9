import { validTracePropagationTargets as check } from "../../spans/checks/valid-trace-propagation-targets.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const validTracePropagationTargets = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "require trace propagation targets that match what they are meant for",
    recommended: true,
  },
  repairs: "both",
  options: {
    server: {
      type: "string",
      enum: ["auto", "always", "never"],
      description: "Where the SDK runs; `auto`: told by its package, or by the file's name.",
    },
  },
});
