import type { TSESTree } from "@typescript-eslint/types";
import { defineCheck } from "../check.ts";
import { walkOwn } from "../flow.ts";
import { removeStatement } from "../repairs/remove-statement.ts";
import { repairOf } from "../repairs/replace.ts";
import { sdkFunctionOf } from "../sdk-reference.ts";

export interface NoCaptureAndRethrowOptions {
  /** Accept a capture that says more than the error does: one with a second argument. */
  readonly ignoreWithContext: boolean;
}

/**
 * An error that is captured and thrown again in one catch: whoever catches it next captures it as well, and with primitives or a
 * wrapping error that makes two events.
 *
 * @see facts: sentry 1.2
 */
export const noCaptureAndRethrow = defineCheck<
  "no-capture-and-rethrow",
  "captured" | "remove",
  NoCaptureAndRethrowOptions
>({
  name: "no-capture-and-rethrow",
  messages: {
    captured: "The error is captured here and thrown again, so the next handler captures it a second time.",
    remove: "Leave capturing to whoever handles it.",
  },
  defaultOptions: { ignoreWithContext: true },
  anchors: () => ["captureException"],
  nodeTypes: ["CatchClause"],
  detect(node, file, { ignoreWithContext }) {
    if (node.type !== "CatchClause" || node.param?.type !== "Identifier") return [];
    const { name } = node.param;
    const last = node.body.body.at(-1);
    if (last?.type !== "ThrowStatement" || !isNamed(last.argument, name)) return [];
    const captures: TSESTree.CallExpression[] = [];
    walkOwn(node.body, (inner) => {
      if (inner.type !== "CallExpression" || sdkFunctionOf(file, inner) !== "captureException") return;
      const isPlain = inner.arguments.length === 1 || !ignoreWithContext;
      // One in a branch may be all that this branch does.
      if (isNamed(inner.arguments[0], name) && isPlain && inner.parent.parent === node.body)
        captures.push(inner);
    });
    return captures.map((capture) => {
      const edit = removeStatement(file, capture.parent);
      const problem = { node: capture, message: "captured" } as const;
      return edit === undefined
        ? problem
        : { ...problem, repair: { ...repairOf([edit]), message: "remove" } };
    });
  },
});

function isNamed(node: TSESTree.Node | null | undefined, name: string): boolean {
  return node?.type === "Identifier" && node.name === name;
}
