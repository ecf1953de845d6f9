import { noRemovedApi as check } from "../../spans/checks/no-removed-api.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const noRemovedApi = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "disallow what the installed major of the SDK no longer has",
    recommended: true,
    configs: ["migration"],
  },
  repairs: "both",
});
