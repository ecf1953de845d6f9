import { createInsertionRule } from "../create-insertion-rule.ts";

/** The lint side of `trace-child-processes`: what the codemod would change is what this reports. */
export const requireChildProcessTrace = createInsertionRule({
  docs: { description: "require that child processes and threads go on with the trace", recommended: false },
  codemods: ["trace-child-processes"],
});
