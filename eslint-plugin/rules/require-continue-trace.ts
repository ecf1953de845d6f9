import { requireContinueTrace as check } from "../../spans/checks/require-continue-trace.ts";
import { createCheckRule } from "../create-check-rule.ts";
import { createInsertionRule } from "../create-insertion-rule.ts";
import { joinRules } from "../join-rules.ts";

const docs = {
  description: "require that the spans of a receiver go on with the trace of its message",
  recommended: true,
};

/** What is wrong with code that reads a trace, and the receive side of `carry-trace`: what the codemod would change is reported. */
export const requireContinueTrace = joinRules(
  createCheckRule(check, {
    type: "problem",
    docs,
    repairs: "choices",
    options: {
      carriers: {
        type: "array",
        items: { type: "string" },
        description: "Fields of a message that hold the trace; `_sentry` by default.",
      },
    },
  }),
  createInsertionRule({ docs, codemods: ["carry-trace"], kinds: ["message-receive"] }),
);
