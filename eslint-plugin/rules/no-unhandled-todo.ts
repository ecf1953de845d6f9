import { isTodoComment, todoReason } from "../../spans/index.ts";
import { createRule } from "../create-rule.ts";

/** Markers that a codemod left where a person must act stay red until they are gone. */
export const noUnhandledTodo = createRule({
  meta: {
    type: "problem",
    docs: {
      description: "disallow markers that a codemod left for a person",
      recommended: true,
      configs: ["migration"],
    },
    schema: [],
    defaultOptions: [],
    messages: { todo: "Left for a person: {{reason}}." },
  },
  create(context) {
    const { sourceCode } = context;
    if (!sourceCode.text.includes("spanwright-todo")) return {};
    return {
      Program() {
        for (const comment of sourceCode.getAllComments()) {
          if (!isTodoComment(comment)) continue;
          const reason = todoReason(comment) ?? "";
          context.report({ loc: comment.loc, messageId: "todo", data: { reason } });
        }
      },
    };
  },
});
