import { noCaptureAndRethrow as check } from "../../spans/checks/no-capture-and-rethrow.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noCaptureAndRethrow = createCheckRule(check, {
  type: "suggestion",
  docs: {
    description: "disallow capturing an error and throwing it again",
    recommended: false,
    strict: true,
  },
  repairs: "suggestion",
  options: {
    ignoreWithContext: {
      type: "boolean",
      description: "Accept a capture with a second argument, which says more than the error does.",
    },
  },
});
