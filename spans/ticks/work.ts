import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode } from "../ast.ts";
import { asNode, bodyRun, type Run } from "../carry/run.ts";
import { wrapRun } from "../carry/wrap-run.ts";
import type { SpanFile } from "../file.ts";
import { readFlow } from "../flow.ts";
import { wrapBody } from "../forms/body.ts";
import { changesInArrow } from "../forms/movable.ts";
import { findBodySpan, findStatementSpan, type WrittenSpan } from "../function/written.ts";
import { findNarrowedPaths } from "../narrowing.ts";
import type { SpanOptions } from "../options.ts";
import { skip, type Skip, type SpanPlan } from "../outcome.ts";
import { sentryCallee, type CalleeReference } from "../sentry.ts";

/** How the span of a tick is started: by a helper, with the job in front of its options; absent: by the SDK. */
export interface WorkStart {
  readonly callee: CalleeReference;
  readonly leading: readonly string[];
}

/**
 * Puts a function's work into a span: what comes behind the guards at its start, since most ticks of a poller find nothing to do, and
 * a span for each of these would be noise. Where the rest cannot stand alone, the whole body.
 */
export function wrapWork(
  file: SpanFile,
  node: FunctionNode,
  options: SpanOptions,
  start?: WorkStart,
): SpanPlan | Skip {
  const run = workOf(node);
  if (run !== undefined && !changesInArrow(node) && findNarrowedPaths(file, asNode(run)).length === 0) {
    const callee = start?.callee ?? sentryCallee(file, node.body, "startSpan");
    if (typeof callee === "string") return skip(callee);
    const wrapped = wrapRun(file, run, { options, callee, leading: start?.leading ?? [], decision: "wrap" });
    if (wrapped.kind === "plan") return wrapped;
  }
  return wrapBody(file, node, options, start === undefined ? undefined : { ...start, isOptional: false });
}

/** The span that a function's body, or its work behind the guards, consists of; or one around most of it. */
export function findWorkSpan(file: SpanFile, node: FunctionNode): WrittenSpan | undefined {
  const [only, ...others] = workOf(node)?.statements ?? [];
  const written = only === undefined || others.length > 0 ? undefined : findStatementSpan(file, only);
  return written ?? findBodySpan(file, node);
}

/** The statements behind the guards, where there are guards and something behind them. */
function workOf(node: FunctionNode): Run | undefined {
  const run = bodyRun(node.body);
  if (run === undefined) return undefined;
  const first = run.statements.findIndex((statement) => !isGuard(statement));
  return first > 0 ? { ...run, statements: run.statements.slice(first) } : undefined;
}

/** `if (this.isBusy) return;` */
function isGuard(statement: TSESTree.Statement): boolean {
  if (statement.type !== "IfStatement" || statement.alternate !== null || readFlow(statement.test).awaits)
    return false;
  const { consequent } = statement;
  const [only, ...others] = consequent.type === "BlockStatement" ? consequent.body : [consequent];
  if (only?.type !== "ReturnStatement" || others.length > 0) return false;
  return only.argument === null || only.argument.type === "Literal" || only.argument.type === "Identifier";
}
