import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, type FunctionNode } from "../ast.ts";
import { findSpanAround } from "../calls.ts";
import { calleePath } from "../carry/callee.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { mentionsSentry } from "../mentions-sentry.ts";
import { walkOwn } from "../flow.ts";
import { importBindings } from "../imports.ts";
import { resolveSpecifier } from "../paths.ts";
import { asyncEdits } from "../repairs/make-async.ts";
import { insertBefore } from "../repairs/insert-before.ts";
import { insertAt, repairOf } from "../repairs/replace.ts";
import { isSentryReExport, sentryCallee } from "../sentry.ts";
import { isExitCall } from "../shutdown/exit-calls.ts";
import { isFlushCall } from "../shutdown/flush-calls.ts";
import { findLoss } from "../shutdown/lost-data.ts";

export interface RequireFlushBeforeExitOptions {
  /** `importing`: only files that import Sentry, or a module of the project that does; `all`: every file. Absent: as the config says. */
  readonly scope?: "importing" | "all";
}

type Message = "data" | "shutdown" | "unawaited" | "awaitClose" | "awaitIt";
type Problem = SpanProblem<Message>;

/**
 * Exits that throw away what Sentry has not sent: behind a captured error or a span, and when the process is told to stop.
 *
 * @see facts: sentry 8
 */
export const requireFlushBeforeExit = defineCheck<
  "require-flush-before-exit",
  Message,
  RequireFlushBeforeExitOptions
>({
  name: "require-flush-before-exit",
  codemod: "flush-on-shutdown",
  messages: {
    data: "This exit throws away the error or span before it: the SDK sends later. Await 'Sentry.close' first.",
    shutdown: "The process stops here without sending what Sentry holds. Await 'Sentry.close' first.",
    unawaited: "Nobody waits for '{{name}}', so the process may end before everything is sent.",
    awaitClose: "Write '{{text}}' before the exit.",
    awaitIt: "Await it.",
  },
  defaultOptions: {},
  anchors: ({ flushFunctions = [] }) => [
    "exit",
    "flush",
    "close",
    ...flushFunctions.map((name) => name.split(".").at(-1) ?? name),
  ],
  companion: (config, { scope = config.shutdown?.scope }) =>
    scope === "all" ? undefined : mentionsSentry(config),
  nodeTypes: ["CallExpression"],
  detect(node, file, { scope = file.config.shutdown?.scope ?? "importing" }) {
    if (node.type !== "CallExpression" || (scope === "importing" && !importsSentry(file))) return [];
    return problemsAt(file, node);
  },
});

/** The SDK, a module that re-exports it or starts it, or the module of the team's wrapper. */
function importsSentry(file: SpanFile): boolean {
  const isSentry = (module: string): boolean =>
    /^@sentry\/(?!conventions)/.test(module) ||
    isSentryReExport(file, module) ||
    isWrapper(file, module) ||
    (/^[.~@#]/.test(module) && /(?:^|\/)(?:sentry|instrument(?:ation)?)(?:\.\w+)?$/.test(module));
  return (
    importBindings(file).some(({ module, typeOnly }) => !typeOnly && isSentry(module)) ||
    file.program.body.some(
      (statement) => statement.type === "ImportDeclaration" && isSentry(statement.source.value),
    )
  );
}

function isWrapper(file: SpanFile, module: string): boolean {
  const { wrapper } = file.config;
  return wrapper !== undefined && resolveSpecifier(file.path, module) === wrapper.module;
}

/** The exit or the flush that a function is left by, and all others of the function where one change has to take them along. */
function problemsAt(file: SpanFile, fault: TSESTree.CallExpression): readonly Problem[] {
  const problem = problemOf(file, fault);
  if (problem === undefined) return [];
  const owner = findEnclosingFunction(fault);
  if (owner === undefined || owner.async) return [withRepair(file, problem, owner, [fault])];
  // Only once can a function become async.
  const all = faultsIn(file, owner);
  return all[0] === fault ? [withRepair(file, problem, owner, all)] : [];
}

function problemOf(file: SpanFile, call: TSESTree.CallExpression): Problem | undefined {
  if (isExitCall(file, call)) {
    const loss = lossAt(file, call);
    return loss === undefined ? undefined : { node: call, message: loss };
  }
  const isFloating = call.parent.type === "ExpressionStatement" && isFlushCall(file, call);
  const name = calleePath(call).join(".");
  return isFloating ? { node: call, message: "unawaited", data: { name } } : undefined;
}

function lossAt(file: SpanFile, exit: TSESTree.CallExpression): "data" | "shutdown" | undefined {
  // There the span is not over yet, so sending would not help: `no-exit-in-span` has it.
  return findSpanAround(file, exit) === undefined ? findLoss(file, exit) : undefined;
}

function faultsIn(file: SpanFile, owner: FunctionNode): readonly TSESTree.CallExpression[] {
  const faults: TSESTree.CallExpression[] = [];
  walkOwn(owner.body, (node) => {
    if (node.type === "CallExpression" && problemOf(file, node) !== undefined) faults.push(node);
  });
  return faults;
}

function withRepair(
  file: SpanFile,
  problem: Problem,
  owner: FunctionNode | undefined,
  faults: readonly TSESTree.CallExpression[],
): Problem {
  const exits = faults.filter((fault) => isExitCall(file, fault));
  const callee = sentryCallee(file, problem.node, "close");
  const around = owner === undefined ? moduleEdits(file) : asyncEdits(file, owner);
  if (typeof callee === "string" || around === undefined) return problem;
  const text = `await ${callee.text}(${closeTimeout(file.config)})`;
  const inner = faults.map((fault) =>
    exits.includes(fault) ? insertBefore(file, fault, text) : [insertAt(fault.range[0], "await ")],
  );
  if (inner.includes(undefined)) return problem;
  const edits = [...around, ...inner.flatMap((one) => one ?? [])];
  const needs = exits.length === 0 ? [] : callee.needs;
  const message = problem.message === "unawaited" ? "awaitIt" : "awaitClose";
  return { ...problem, repair: { ...repairOf(edits, needs), message, data: { text } } };
}

function closeTimeout({ shutdown }: SpanwrightConfig): number {
  return shutdown?.timeout ?? 2000;
}

/** `await` at the top of a file needs a module, for sure. */
function moduleEdits({ path, moduleFormat, program }: SpanFile): readonly PlannedEdit[] | undefined {
  const isCommonJs = /\.c[jt]s$/.test(path) || (!/\.m[jt]s$/.test(path) && moduleFormat === "cjs");
  const hasModuleSyntax = program.body.some(({ type }) => /^(?:Import|Export)/.test(type));
  return isCommonJs || !hasModuleSyntax ? undefined : [];
}
