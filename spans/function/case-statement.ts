import type { TSESTree } from "@typescript-eslint/types";
import { memberPath, skipWrappers } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { readFlow } from "../flow.ts";
import { callOf, findStatementSpan } from "./written.ts";

/** Whether a `case` is the one that a config names: `"start-build"`, a number, or `Command.StartBuild` by its path or its last name. */
export function matchesCase(clause: TSESTree.SwitchCase, label: string): boolean {
  if (clause.test === null) return label === "default";
  const test = skipWrappers(clause.test);
  if (test.type === "Literal") return String(test.value) === label;
  const path = memberPath(test);
  return path !== undefined && (path.join(".") === label || (path.length > 1 && path.at(-1) === label));
}

/**
 * The one statement that does the work among several: the only `try`, or the only call that is not a log line and besides which nothing
 * is awaited. A span that is there already counts as the work.
 */
export function findWork(
  file: SpanFile,
  statements: readonly TSESTree.Statement[],
): TSESTree.Statement | undefined {
  const flat = statements.flatMap((statement) =>
    statement.type === "BlockStatement" ? statement.body : [statement],
  );
  const written = flat.find((statement) => findStatementSpan(file, statement) !== undefined);
  if (written !== undefined) return written;
  const tries = flat.filter(({ type }) => type === "TryStatement");
  if (tries.length > 0) return tries.length === 1 ? tries[0] : undefined;
  const calls = flat.filter((statement) => isCall(statement) && !isLog(statement));
  const waiting = flat.filter((statement) => readFlow(statement).awaits);
  if (waiting.length === 0) return calls.length === 1 ? calls[0] : undefined;
  const [only, ...others] = waiting;
  return others.length === 0 && only !== undefined && calls.includes(only) ? only : undefined;
}

/** Without a jump at its end, a case goes on with the next one. */
export function fallsThrough(clause: TSESTree.SwitchCase): boolean {
  const { cases } = clause.parent;
  if (cases.at(-1) === clause) return false;
  return !jumps(clause.consequent.at(-1));
}

function jumps(statement: TSESTree.Statement | undefined): boolean {
  switch (statement?.type) {
    case "BreakStatement":
    case "ReturnStatement":
    case "ThrowStatement":
    case "ContinueStatement":
      return true;
    case "BlockStatement":
      return jumps(statement.body.at(-1));
    case "IfStatement":
      return statement.alternate != null && jumps(statement.consequent) && jumps(statement.alternate);
    default:
      return false;
  }
}

function isCall(statement: TSESTree.Statement): boolean {
  return callOf(statement) !== undefined;
}

function isLog(statement: TSESTree.Statement): boolean {
  const call = callOf(statement);
  const path = call === undefined ? [] : (memberPath(call.callee) ?? []);
  return path.some((part) => /^(?:console|log|logger|\w*log|\w*logger|debug)$/i.test(part));
}
