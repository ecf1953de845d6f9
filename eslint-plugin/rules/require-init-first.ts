import { requireInitFirst as check } from "../../spans/checks/require-init-first.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const requireInitFirst = createCheckRule(check, {
  type: "problem",
  docs: { description: "require Sentry.init to run before what it instruments is loaded", recommended: true },
  repairs: "both",
  options: {
    instrumentFile: {
      type: "string",
      description:
        "Base name of the file that calls init; absent: `instrument`, `instrumentation`, `sentry`.",
    },
    modules: {
      type: "array",
      items: { type: "string" },
      description: "Further packages that are instrumented when they are loaded.",
    },
    init: {
      type: "string",
      enum: ["import", "flag"],
      description: "`flag`: `--import` loads the instrument file, so the order of imports does not matter.",
    },
  },
});
