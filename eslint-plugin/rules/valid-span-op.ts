import { validSpanOp as check } from "../../spans/checks/valid-span-op.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const validSpanOp = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "require ops that Sentry's views group as they are meant",
    recommended: true,
    configs: ["migration", "conventions"],
  },
  repairs: "both",
  options: {
    allow: {
      type: "array",
      items: { type: "string" },
      description: "Ops of the team; `agent.*` for all of a namespace.",
    },
    mode: {
      type: "string",
      enum: ["known-mistakes", "conventions"],
      description: "`conventions` reports any op that is not one of Sentry's.",
    },
  },
});
