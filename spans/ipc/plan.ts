import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, isFunction, memberPath, skipWrappers } from "../ast.ts";
import { configAttributes } from "../attributes.ts";
import { readHelperCall } from "../calls.ts";
import { isClientFile } from "../client/side.ts";
import type { EditGroup, PlannedEdit } from "../edit.ts";
import { textOf, type SpanFile } from "../file.ts";
import type { HelperName } from "../helper.ts";
import { withHouseNames } from "../naming/apply.ts";
import { printOptionsFlat, type SpanOptions } from "../options.ts";
import { skip, type Outcome, type Skip, type SpanPlan } from "../outcome.ts";
import { helperCallee } from "../sentry.ts";
import type { IpcSite } from "../site.ts";
import { lineEndAt, lineIndent, styleOf } from "../style.ts";
import { channelOf } from "./find.ts";

/** `ipcRenderer.invoke("save", order)` gets `...pageIpcTrace()` as its last argument. */
export function planSend(file: SpanFile, { node }: IpcSite): Outcome {
  const last = node.arguments.at(-1);
  if (channelOf(file, node) === undefined) return skip("ambiguous-name", first(file, node));
  if (last?.type === "SpreadElement" && isTraceCall(file, last.argument)) return { kind: "already" };
  const callee = helper(file, node, isClientFile(file) ? "pageIpcTrace" : "ipcTrace");
  if ("kind" in callee) return callee;
  const at = last?.range[1] ?? node.range[1] - 1;
  const before = file.text.slice(0, last?.range[0] ?? at);
  const isOwnLine = /\n[ \t]*$/.test(before) && node.arguments.length > 1;
  const gap =
    last !== undefined && isOwnLine ? lineEndAt(file.text, at) + lineIndent(file.text, last.range[0]) : " ";
  return planned(
    "carry",
    { range: [at, at], edits: [{ range: [at, at], text: `,${gap}...${callee.text}()`, side: "close" }] },
    callee.needs,
  );
}

/** `ipcMain.handle("save", listener)` gets `traceIpc({ … }, listener)`; in a page, `rememberIpc(listener)`. */
export function planListen(file: SpanFile, { node, entry }: IpcSite): Outcome {
  const channel = channelOf(file, node);
  if (channel === undefined) return skip("ambiguous-name", first(file, node));
  const [, argument, ...others] = node.arguments;
  if (argument === undefined || argument.type === "SpreadElement" || others.length > 0)
    return skip("message-not-found", channel);
  const options = isClientFile(file) ? undefined : optionsOf(file, node, channel, entry);
  if (options !== undefined && "kind" in options) return options;
  const listener = findListener(file, argument);
  if (listener === undefined)
    return skip("needs-a-person", `${memberPath(node.callee)?.[0] ?? ""}.removeListener`);
  const name = isClientFile(file) ? "rememberIpc" : "traceIpc";
  if (readHelperCall(file, listener) === name)
    return { kind: "already", name: options?.name, op: options?.op };
  const callee = helper(file, listener, name);
  if ("kind" in callee) return callee;
  const lead = options === undefined ? "" : `${printOptionsFlat(options, styleOf(file))}, `;
  const { range } = listener;
  const edits: PlannedEdit[] = [
    { range: [range[0], range[0]], text: `${callee.text}(${lead}`, side: "open" },
    { range: [range[1], range[1]], text: ")", side: "close" },
  ];
  return { ...planned("continue", { range, edits }, callee.needs), name: options?.name, op: options?.op };
}

/** `exposeIpcTrace(contextBridge);` behind the first thing that is exposed; `provideIpcTrace();` behind `Sentry.init(…)` of a page. */
export function planSetup(file: SpanFile, { node, form }: IpcSite): Outcome {
  const statement = node.parent;
  if (statement.type !== "ExpressionStatement" || !("body" in statement.parent))
    return skip("no-single-statement", first(file, node));
  const name = form === "expose" ? "exposeIpcTrace" : "provideIpcTrace";
  const body = statement.parent.body;
  const list: readonly TSESTree.Node[] = Array.isArray(body) ? body : [];
  if (list.length === 0) return skip("no-single-statement", first(file, node));
  const next = list[list.indexOf(statement) + 1];
  if (next?.type === "ExpressionStatement" && readHelperCall(file, next.expression) === name)
    return { kind: "already" };
  const callee = helper(file, node, name);
  if ("kind" in callee) return callee;
  const bridge = node.callee.type === "MemberExpression" ? textOf(file, node.callee.object) : "";
  const call = `${callee.text}(${form === "expose" ? bridge : ""})${styleOf(file).semicolons ? ";" : ""}`;
  const at = statement.range[1];
  const text = lineEndAt(file.text, at) + lineIndent(file.text, statement.range[0]) + call;
  return planned(
    "edit",
    { range: [at, at], edits: [{ range: [at, at], text, side: "close" }] },
    callee.needs,
  );
}

function planned(
  decision: SpanPlan["decision"],
  group: Omit<EditGroup, "indents">,
  needs: SpanPlan["needs"],
): SpanPlan {
  return { kind: "plan", decision, group: { ...group, indents: [] }, needs };
}

function helper(
  file: SpanFile,
  at: TSESTree.Node,
  name: HelperName,
): { readonly text: string; readonly needs: SpanPlan["needs"] } | Skip {
  if (isClientFile(file) && file.clientSdk === undefined) return skip("no-sdk", "@sentry/electron");
  const callee = helperCallee(file, at, name);
  return typeof callee === "string" ? skip(callee) : callee;
}

function isTraceCall(file: SpanFile, node: TSESTree.Node): boolean {
  const name = readHelperCall(file, node);
  return name === "ipcTrace" || name === "pageIpcTrace";
}

function optionsOf(
  file: SpanFile,
  node: TSESTree.Node,
  channel: string,
  entry: IpcSite["entry"],
): SpanOptions | Skip {
  const attributes = configAttributes(file, node, node, entry?.attributes);
  if ("kind" in attributes) return attributes;
  return withHouseNames(
    file,
    { name: entry?.name ?? channel, op: entry?.op ?? "rpc", attributes },
    entry?.name,
  );
}

/**
 * What is wrapped: the listener where it is handed over; a const that is taken off again, where it is made, so that it is the same
 * function in both places.
 *
 * @returns `undefined` for a function that is taken off again and has no such place.
 */
function findListener(file: SpanFile, argument: TSESTree.Expression): TSESTree.Expression | undefined {
  const inner = skipWrappers(argument);
  if (inner.type !== "Identifier" && inner.type !== "MemberExpression") return argument;
  if (!isTakenOff(file, textOf(file, inner))) return argument;
  if (inner.type !== "Identifier") return undefined;
  const definition = findVariable(file, inner, inner.name)?.defs[0];
  if (definition?.type !== "Variable" || definition.parent.kind !== "const") return undefined;
  const init = definition.node.init as TSESTree.Expression | null;
  if (init === null) return undefined;
  return isFunction(init) || init.type === "CallExpression" ? init : undefined;
}

function isTakenOff(file: SpanFile, name: string): boolean {
  const escaped = name.replace(/[.$#]/g, "\\$&");
  return new RegExp(`\\.(?:removeListener|off)\\s*\\([^()]*?,\\s*${escaped}\\s*,?\\s*\\)`).test(file.text);
}

function first(file: SpanFile, { arguments: [argument] }: TSESTree.CallExpression): string {
  return argument === undefined ? "" : textOf(file, argument).slice(0, 40);
}
