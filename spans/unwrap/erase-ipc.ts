import type { TSESTree } from "@typescript-eslint/types";
import { readHelperCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import type { Erasure } from "./erase.ts";

/** What `trace-electron-ipc` writes: an argument, a wrapper around a listener, a statement. */
export function eraseIpc(file: SpanFile, node: TSESTree.Node): Erasure | undefined {
  if (node.type === "SpreadElement") return eraseArgument(file, node);
  if (node.type === "ExpressionStatement") return eraseStatement(file, node);
  const helper = readHelperCall(file, node);
  if (node.type !== "CallExpression" || (helper !== "traceIpc" && helper !== "rememberIpc")) return undefined;
  const listener = node.arguments.at(-1);
  if (listener === undefined) return undefined;
  return erasure(node, [
    [node.range[0], listener.range[0]],
    [listener.range[1], node.range[1]],
  ]);
}

/** `, ...ipcTrace()` */
function eraseArgument(file: SpanFile, node: TSESTree.SpreadElement): Erasure | undefined {
  const helper = readHelperCall(file, node.argument);
  if (helper !== "ipcTrace" && helper !== "pageIpcTrace") return undefined;
  const call = node.parent;
  const previous = call.type === "CallExpression" ? call.arguments.at(-2) : undefined;
  return previous === undefined ? undefined : erasure(node, [[previous.range[1], node.range[1]]]);
}

/** `exposeIpcTrace(contextBridge);` with the white space in front of it. */
function eraseStatement(file: SpanFile, node: TSESTree.ExpressionStatement): Erasure | undefined {
  const helper = readHelperCall(file, node.expression);
  if (helper !== "exposeIpcTrace" && helper !== "provideIpcTrace") return undefined;
  const blank = /\s*$/.exec(file.text.slice(0, node.range[0]))?.[0].length ?? 0;
  return erasure(node, [[node.range[0] - blank, node.range[1]]]);
}

function erasure(node: TSESTree.Node, ranges: readonly (readonly [number, number])[]): Erasure {
  return { range: node.range, edits: ranges.map((range) => ({ range, text: "" })), dedents: [] };
}
