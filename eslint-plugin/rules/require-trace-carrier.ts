import { createInsertionRule } from "../create-insertion-rule.ts";

/** The send side of `carry-trace`: what the codemod would change is what this reports. */
export const requireTraceCarrier = createInsertionRule({
  docs: { description: "require that messages carry the trace of who sends them", recommended: false },
  codemods: ["carry-trace"],
  kinds: ["message-send"],
});
