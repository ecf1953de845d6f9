import { requireEntryIsolation as check } from "../../spans/checks/require-entry-isolation.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const requireEntryIsolation = createCheckRule(check, {
  type: "problem",
  docs: {
    description: "require a trace of its own for what timers, schedules, queues and sockets run",
    recommended: false,
    strict: true,
    offInTests: true,
  },
  repairs: "choices",
  options: {
    entries: {
      type: "array",
      items: { type: "string" },
      description: "Further functions whose callbacks run by themselves: `bus.subscribe`.",
    },
  },
});
