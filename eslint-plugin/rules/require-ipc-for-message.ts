import { requireIpcForMessage as check } from "../../spans/checks/require-ipc-for-message.ts";
import { createCheckRule } from "../create-check-rule.ts";

export const requireIpcForMessage = createCheckRule(check, {
  type: "problem",
  docs: { description: "require a channel for the messages of a child process", recommended: true },
  repairs: "choices",
});
