import { functionName, isFunction, type FunctionNode } from "../ast.ts";
import type { TickEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { refuseCall } from "../function/call-use.ts";
import { resultOf } from "../function/result.ts";
import { functionSpanName } from "../name.ts";
import { findNarrowedPaths } from "../narrowing.ts";
import { skip, type Outcome } from "../outcome.ts";
import { helperCallee } from "../sentry.ts";
import type { TickCallSite, TickFunctionSite, TickReferenceSite } from "../site.ts";
import { nodesOf } from "../walk.ts";
import { beginsInside, isBegun } from "./begun.ts";
import { runsOf, runsOnTimer } from "./detect-run.ts";
import { findBodyEntry } from "./entries.ts";
import { jobOf } from "./message.ts";
import { callbackName, tickOptions } from "./options.ts";
import { findRunner, type Runner } from "./runner.ts";
import { findWorkSpan, wrapWork } from "./work.ts";

/** A function that is written where it is handed over: its whole body is a tick. */
export function planCallback({ node, entry }: TickFunctionSite, file: SpanFile): Outcome {
  const runner = findRunner(file, node);
  const job = entry.message ?? (runner?.kind === "queue" ? jobOf(node) : undefined);
  return planRoot(file, node, entry, callbackName(file, node), job, runner);
}

/**
 * A function that timers run by its name. Its span is a child where something else calls it, and a root where a timer does; with
 * `span: "body"` the trace begins in it, whoever calls.
 */
export function planBody({ node, entry }: TickFunctionSite, file: SpanFile): Outcome {
  const name = functionSpanName(file, node) ?? entry.function;
  if (entry.span === "body") return planRoot(file, node, entry, name, entry.message);
  const written = findWorkSpan(file, node);
  if (written !== undefined)
    return written.isWhole ? { ...written, kind: "already" } : skip("already-traced", written.name);
  if (!isRunHere(file, entry)) return skip("no-timer-here", functionName(node));
  const options = tickOptions(file, entry, node, node.body, name);
  return "kind" in options ? options : wrapWork(file, node, options);
}

/** Whether the result of the function that an entry names is surely no lazy query. */
export function hasKnownResult(file: SpanFile, entry: TickEntry): boolean {
  return nodesOf(file.program).some(
    (node) =>
      isFunction(node) &&
      node.body != null &&
      findBodyEntry(file, node) === entry &&
      resultOf(file, node) !== "unknown",
  );
}

/** Whether the function that an entry names is in this file and has its span there, or gets it. */
export function hasBodySpan(file: SpanFile, entry: TickEntry): boolean {
  for (const node of nodesOf(file.program)) {
    if (!isFunction(node) || node.body == null || findBodyEntry(file, node) !== entry) continue;
    const outcome = planBody({ kind: "tick", form: "body", node, entry }, file);
    return outcome.kind !== "skip" || outcome.reason === "already-traced";
  }
  return false;
}

function planRoot(
  file: SpanFile,
  node: FunctionNode,
  entry: TickEntry,
  fallback: string,
  job: string | undefined,
  runner?: Runner,
): Outcome {
  const written = findWorkSpan(file, node);
  if (written !== undefined)
    return beginsInside(file, node)
      ? { kind: "already", name: written.name, op: written.op }
      : skip("already-traced", written.name);
  if (job === "unreadable") return skip("message-not-found", fallback);
  const options = tickOptions(file, entry, node, node.body, fallback, runner);
  if ("kind" in options) return options;
  const callee = helperCallee(file, node.body, job === undefined ? "startTick" : "startJob");
  if (typeof callee === "string") return skip(callee);
  return wrapWork(file, node, options, { callee, leading: job === undefined ? [] : [job] });
}

/** Something in this file runs the function from a timer, and can begin a trace there. */
function isRunHere(file: SpanFile, entry: TickEntry): boolean {
  return runsOf(file, entry).some((site) => runsOnTimer(file, site) && canBegin(file, site));
}

function canBegin(file: SpanFile, { form, node }: TickCallSite | TickReferenceSite): boolean {
  if (form === "reference" || isBegun(file, node)) return true;
  return (
    refuseCall(file, node, "promise") === undefined &&
    findNarrowedPaths(file, node).every(({ hoistable }) => hoistable)
  );
}
