import { readSpanCall } from "../calls.ts";
import { defineCheck } from "../check.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { effectiveOp, lacksOp } from "../naming/infer-op.ts";
import { findProperty } from "../repairs/property.ts";
import { quotedLike } from "../repairs/requote.ts";
import { repairOf } from "../repairs/replace.ts";
import { lineEndAt, lineIndent } from "../style.ts";

export interface RequireSpanOpOptions {
  /** Accept inactive spans without one. */
  readonly allowForInactive: boolean;
}

/**
 * Spans without an op: Sentry shows them as `default`, and groups them with nothing.
 *
 * @see facts: lint-rules 3
 */
export const requireSpanOp = defineCheck<"require-span-op", "missing" | "add", RequireSpanOpOptions>({
  name: "require-span-op",
  codemod: "name-spans",
  messages: { missing: "This span has no op.", add: "Add op '{{op}}'." },
  defaultOptions: { allowForInactive: false },
  anchors: startAnchors,
  nodeTypes: ["CallExpression"],
  detect(node, file, { allowForInactive }) {
    const call = readSpanCall(file, node);
    if (call?.options === undefined || !lacksOp(call.options)) return [];
    if (allowForInactive && call.api === "startInactiveSpan") return [];
    const name = findProperty(call.options, "name");
    const op = effectiveOp(file, call);
    if (name === undefined || op === undefined) return [];
    const isBroken = file.text.slice(call.options.range[0], name.range[0]).includes("\n");
    const gap = isBroken ? lineEndAt(file.text, name.range[0]) + lineIndent(file.text, name.range[0]) : " ";
    const text = `,${gap}op: ${quotedLike(file, call.options, op)}`;
    // Before anything that is put behind the last property.
    const edit = { range: [name.range[1], name.range[1]], text, side: "close" } as const;
    return [
      {
        node: call.options,
        message: "missing",
        repair: { ...repairOf([edit]), message: "add", data: { op } },
      },
    ];
  },
});
