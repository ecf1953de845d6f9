import type { TSESTree } from "@typescript-eslint/types";
import { readSpanCall, type SpanCall } from "../../spans/index.ts";
import { createRule } from "../create-rule.ts";
import { openFile } from "../open-file.ts";
import { followSpans } from "../span-paths.ts";

export interface RequireSpanEndOptions {
  /** A span that is handed to a function has an owner there, so it is not reported. Default: true. */
  readonly allowEscape?: boolean;
  /** Functions that end the span that they are given. */
  readonly endFunctions?: readonly string[];
}

type MessageId = "never" | "some" | "discarded" | "twice";

/** Spans that the code has to end, and does not on every path: one that is never ended is never sent. */
export const requireSpanEnd = createRule<MessageId, readonly [RequireSpanEndOptions]>({
  meta: {
    type: "problem",
    docs: {
      description: "require that a span which the code ends itself is ended once, on every path",
      recommended: true,
    },
    schema: [
      {
        type: "object",
        description: "Who else may end a span.",
        properties: {
          allowEscape: {
            type: "boolean",
            description: "Leave a span alone that is handed to a function (default), which may end it.",
          },
          endFunctions: {
            type: "array",
            items: { type: "string" },
            description: "Functions that end the span that they are given.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{}],
    messages: {
      never: "The span{{name}} is never ended, so it is never sent.",
      some: "The span{{name}} is not ended on every path: one that returns or throws before its 'end()' is never sent.",
      discarded: "Nobody can end the span{{name}}, so it is never sent: nothing keeps it.",
      twice: "The span{{name}} has ended already.",
    },
  },
  create(context) {
    const opened = openFile(context, () => /\bstart(?:InactiveSpan|SpanManual)\b/);
    if (opened.kind !== "opened") return {};
    const { file } = opened;
    const [{ allowEscape = true, endFunctions = [] }] = context.options;
    const report = (node: TSESTree.Node, messageId: MessageId, { name }: SpanCall): void =>
      context.report({ node, messageId, data: { name: name === undefined ? "" : ` '${name}'` } });
    return {
      ...followSpans(context.sourceCode, file, { allowEscape, endFunctions }, ({ span, left, late }) => {
        const { call } = span;
        // `startSpan` ends its span by itself.
        if (call.api === "startSpan") return;
        for (const { kind, node } of late) if (kind === "end") report(node, "twice", call);
        if (left === "none") return;
        const isLost = call.api === "startSpanManual" && call.callback?.params.length === 0;
        report(call.node, isLost ? "discarded" : left === "all" ? "never" : "some", call);
      }),
      ExpressionStatement({ expression }) {
        const call = readSpanCall(file, expression);
        if (call?.api === "startInactiveSpan") report(expression, "discarded", call);
      },
    };
  },
});
