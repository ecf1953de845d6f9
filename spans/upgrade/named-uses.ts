import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappersUp } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { replaceRange } from "../repairs/replace.ts";
import { findRemoval, hubFunctions, integrationFunctions } from "./removed.ts";

/** What becomes of a use of a name that is imported by itself: the function that is called instead. */
export interface NamedUse {
  readonly name: string;
  readonly edits: readonly PlannedEdit[];
}

/** `getCurrentHub().getScope()` -> `getCurrentScope()`, `new Replay(options)` -> `replayIntegration(options)`. */
export function namedUse(file: SpanFile, imported: string, use: TSESTree.Node): NamedUse | undefined {
  const found = imported === "getCurrentHub" ? hubUse(use) : integrationUse(file, imported, use);
  const isCommented = found?.edits.some(({ range }) =>
    file.comments.some((comment) => range[0] <= comment.range[0] && comment.range[1] <= range[1]),
  );
  return isCommented === true ? undefined : found;
}

function hubUse(use: TSESTree.Node): NamedUse | undefined {
  const member = memberOfCall(use);
  const name = member === undefined ? undefined : findRemoval(hubFunctions, memberName(member) ?? "");
  if (member === undefined || name === undefined) return undefined;
  if (member.parent.type !== "CallExpression" || member.parent.callee !== member) return undefined;
  // What a scope lacks is replaced together with the scope.
  const next = memberOfCall(member);
  if (next !== undefined && /^get(?:Span|TraceId|Transaction)$/.test(memberName(next) ?? ""))
    return undefined;
  return { name, edits: [replaceRange([use.range[0], member.range[1]], name)] };
}

function integrationUse(file: SpanFile, imported: string, use: TSESTree.Node): NamedUse | undefined {
  const name = findRemoval(integrationFunctions, imported);
  const created = use.parent;
  if (name === undefined || created?.type !== "NewExpression" || created.callee !== use) return undefined;
  const head = replaceRange([created.range[0], use.range[1]], name);
  if (created.arguments.length === 0) {
    const isOpen = file.text[created.range[1] - 1] !== ")";
    return { name, edits: [{ ...head, text: name + (isOpen ? "()" : "") }] };
  }
  return keepsOptions(imported) && created.arguments.length === 1 ? { name, edits: [head] } : undefined;
}

/** Integrations whose options are what they were. */
export function keepsOptions(name: string): boolean {
  return /^(?:Replay|Feedback|RewriteFrames|ExtraErrorData|CaptureConsole|Modules|RequestData|OnUncaughtException|OnUnhandledRejection|ContextLines|LinkedErrors)$/.test(
    name,
  );
}

/** The member that is taken of what a callee's call gives: `.b` of `a().b`. */
export function memberOfCall(callee: TSESTree.Node): TSESTree.MemberExpression | undefined {
  const call = callee.parent;
  if (call?.type !== "CallExpression" || call.callee !== callee) return undefined;
  const outer = skipWrappersUp(call);
  const member = outer.parent;
  return member?.type === "MemberExpression" && member.object === outer ? member : undefined;
}
