import { createRule } from "../create-rule.ts";
import { openFile } from "../open-file.ts";
import { followSpans } from "../span-paths.ts";

/** Changes to a span that has ended for sure: it is frozen then, and what comes later is not sent. */
export const noUseAfterSpanEnd = createRule<"late", readonly []>({
  meta: {
    type: "problem",
    docs: { description: "disallow changing a span that has ended, which ignores it", recommended: true },
    schema: [],
    defaultOptions: [],
    messages: { late: "The span{{name}} has ended before this, so it is ignored." },
  },
  create(context) {
    const opened = openFile(context, ({ wrapper }) =>
      wrapper === undefined ? /\bstart(?:InactiveSpan|Span(?:Manual)?)\b/ : /\b(?:end|finish)\b/,
    );
    if (opened.kind !== "opened") return {};
    return followSpans(
      context.sourceCode,
      opened.file,
      // Who is given the span may still end it, but not before it has it.
      { allowEscape: true, endFunctions: [] },
      ({ span, late }) => {
        const { name } = span.call;
        for (const { kind, node } of late) {
          if (kind !== "use") continue;
          context.report({ node, messageId: "late", data: { name: name === undefined ? "" : ` '${name}'` } });
        }
      },
    );
  },
});
