import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappersUp } from "../ast.ts";
import type { Repair } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { sentryCallee } from "../sentry.ts";
import { isScope } from "./legacy-span.ts";
import { removedProblem, type UpgradeProblem } from "./problem.ts";
import type { Removal } from "./removed.ts";

const MEMBERS: Readonly<Record<string, Removal>> = {
  getSpan: { since: 8, instead: "getActiveSpan" },
  setSpan: { since: 8, instead: "withActiveSpan" },
  getTransaction: { since: 8, instead: "getActiveSpan and getRootSpan" },
  getTraceId: { since: 7, instead: "getActiveSpan()?.spanContext().traceId" },
  clear: { since: 11, instead: "a scope of your own (withScope)" },
};

/**
 * Methods that scopes do not have: `getTraceId` never was one.
 *
 * @see facts: sentry 2, rows 5 and 6
 */
export function scopeMemberProblem(file: SpanFile, node: TSESTree.Node): UpgradeProblem | undefined {
  if (node.type !== "MemberExpression") return undefined;
  const name = memberName(node) ?? "";
  const removal = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
  if (removal === undefined || removal.since > file.sdk.major || !isScope(file, node.object))
    return undefined;
  const repair = scopeRepair(file, node);
  const isCertain = name === "getSpan";
  return removedProblem(file, { node, what: `scope.${name}`, instead: removal.instead, repair, isCertain });
}

/** Puts the right call in the place of `scope.getSpan()` and `scope.getTraceId()`, whatever stands before the dot. */
export function scopeRepair(file: SpanFile, node: TSESTree.MemberExpression): Repair | undefined {
  const { parent: call } = node;
  if (call.type !== "CallExpression" || call.callee !== node || call.arguments.length > 0) return undefined;
  const name = memberName(node);
  const rest = name === "getSpan" ? "()" : name === "getTraceId" ? "()?.spanContext().traceId" : undefined;
  const isRead = skipWrappersUp(call).parent?.type === "MemberExpression";
  if (rest === undefined || (isRead && name === "getTraceId")) return undefined;
  const callee = sentryCallee(file, node, "getActiveSpan");
  const isCommented = file.comments.some(
    ({ range }) => call.range[0] <= range[0] && range[1] <= call.range[1],
  );
  if (typeof callee === "string" || isCommented) return undefined;
  return repairOf([replaceRange(call.range, callee.text + rest)], callee.needs);
}
