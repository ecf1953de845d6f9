import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, skipWrappersUp } from "../ast.ts";
import { configAttributes } from "../attributes.ts";
import { findSpanAround, isWholeCallback, readHelperCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import { wrapOperand } from "../forms/operand.ts";
import { toGroup } from "../forms/wrap.ts";
import { isMidChain } from "../function/call-use.ts";
import { findCalledFunction } from "../function/result.ts";
import type { HelperName } from "../helper.ts";
import { calleeSpanName } from "../name.ts";
import { withHouseNames } from "../naming/apply.ts";
import type { SpanOptions } from "../options.ts";
import { skip, type Outcome, type Skip } from "../outcome.ts";
import { helperCallee } from "../sentry.ts";
import type { ChildProcessSite } from "../site.ts";
import { walk } from "../walk.ts";
import { envEdits } from "./env-edits.ts";
import { findStart, tracedAround } from "./find.ts";
import { programName } from "./name.ts";

/** `spawn("git", ["init"])` becomes `traceChildProcess({ … }, (traceEnv) => spawn("git", ["init"], { env: traceEnv() }))`. */
export function planStart({ node, entry }: ChildProcessSite, file: SpanFile): Outcome {
  if (isInside(file, node, "traceChildProcess")) return { kind: "already" };
  const around = findSpanAround(file, node);
  if (around?.callback !== undefined && isWholeCallback(around.callback, node))
    return skip("already-traced", around.name);
  if (node.type === "CallExpression" && isMidChain(node)) return skip("optional-chain");
  const api = findStart(file, node)?.api ?? "spawn";
  const options = optionsOf({ node, entry }, file, programName(file, node.arguments[0], api), "subprocess");
  if ("kind" in options) return options;
  const parameter = freeParameter(node);
  const inner = (shift: string) => envEdits(file, node, api, { traceEnv: parameter, shift });
  if (inner("") === undefined) return skip("env-not-reachable", options.name);
  const callee = helperCallee(file, node, "traceChildProcess");
  if (typeof callee === "string") return skip(callee);
  return wrapOperand(file, node, { options, callee, parameter, inner: (shift) => inner(shift) ?? [] });
}

/** `promisify(exec)` becomes `traceExec(promisify(exec))`: declared once, it may be called a hundred times. */
export function planExec({ node }: ChildProcessSite, file: SpanFile): Outcome {
  if (tracedAround(file, node) !== undefined) return { kind: "already" };
  const callee = helperCallee(file, node, "traceExec");
  if (typeof callee === "string") return skip(callee);
  const [start, end] = node.range;
  return {
    kind: "plan",
    decision: "wrap",
    needs: callee.needs,
    group: toGroup(file, node, {
      edits: [
        { range: [start, start], text: `${callee.text}(`, side: "open" },
        { range: [end, end], text: ")", side: "close" },
      ],
    }),
  };
}

/** `main().catch(report)` in the file that a child process runs: goes on with the trace that its parent put into the environment. */
export function planEntry({ node, entry }: ChildProcessSite, file: SpanFile): Outcome {
  if (isInside(file, node, "startProcess")) return { kind: "already" };
  if (node.type !== "CallExpression") return skip("sync-result-unknown");
  // The helper answers with a promise, so what it runs must have answered with one.
  const isAwaited = skipWrappersUp(node).parent?.type === "AwaitExpression";
  const isAsync = findCalledFunction(file, node)?.async === true;
  if (!isAwaited && !isAsync && file.types?.kindOfValue(file.path, node.range) !== "promise")
    return skip("sync-result-unknown");
  const options = optionsOf({ node, entry }, file, calleeSpanName(file, node) ?? entry.function, "function");
  if ("kind" in options) return options;
  const callee = helperCallee(file, node, "startProcess");
  if (typeof callee === "string") return skip(callee);
  return wrapOperand(file, node, { options, callee, decision: "continue" });
}

function optionsOf(
  { node, entry }: Pick<ChildProcessSite, "node" | "entry">,
  file: SpanFile,
  name: string,
  op: string,
): SpanOptions | Skip {
  const attributes = configAttributes(file, node, node, entry.attributes);
  return "kind" in attributes
    ? attributes
    : withHouseNames(file, { name, op: entry.op ?? op, attributes }, entry.name);
}

/** A call that is all of what a helper runs. */
function isInside(file: SpanFile, node: TSESTree.Node, helper: HelperName): boolean {
  const callback = skipWrappersUp(node).parent;
  return (
    isFunction(callback) &&
    callback.parent != null &&
    readHelperCall(file, callback.parent) === helper &&
    isWholeCallback(callback, node)
  );
}

function freeParameter(root: TSESTree.Node): string {
  const names = new Set<string>();
  walk(root, (node) => void (node.type === "Identifier" && names.add(node.name)));
  return names.has("traceEnv") ? "addTraceEnv" : "traceEnv";
}
