import { handlerErrorCapture as check } from "../../spans/checks/handler-error-capture.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const handlerErrorCapture = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "require that errors which a request handler answers with 5xx are captured",
    recommended: false,
    strict: true,
    configs: ["on-save"],
    offInTests: true,
  },
  repairs: "suggestion",
  options: {
    expectedErrors: {
      type: "array",
      items: { type: "string" },
      description: "Error classes that are no failure, beside those of the config.",
    },
  },
});
