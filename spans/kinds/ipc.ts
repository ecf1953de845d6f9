import type { TSESTree } from "@typescript-eslint/types";
import { memberPath } from "../ast.ts";
import type { SpanwrightConfig } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { importBindings } from "../imports.ts";
import { channelOf, findEntry, ipcEntries, isListen, isSend, readIpcCall } from "../ipc/find.ts";
import { planListen, planSend, planSetup } from "../ipc/plan.ts";
import { defineKind } from "../kind.ts";
import type { Outcome } from "../outcome.ts";
import type { IpcSite } from "../site.ts";
import { nodesOf } from "../walk.ts";

/** Messages between Electron's processes, for the channels that the config names: both ends, and what lets a page pass its trace on. */
export const ipc = defineKind<"ipc">({
  kind: "ipc",
  codemod: "trace-electron-ipc",
  anchors: (config: SpanwrightConfig) =>
    (config.ipc ?? []).length === 0
      ? []
      : ["ipcMain", "ipcRenderer", "contextBridge", "webContents", "sender", "reply", "init"],
  companion: () => /electron/,
  nodeTypes: ["CallExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): IpcSite | undefined {
  if (node.type !== "CallExpression" || ipcEntries(file).length === 0) return undefined;
  if (isPageInit(file, node)) return { kind: "ipc", form: "provide", node, entry: undefined };
  const call = readIpcCall(file, node);
  if (call === undefined) return undefined;
  if (call.object === "contextBridge")
    return call.method === "exposeInMainWorld" && isFirst(file, node)
      ? { kind: "ipc", form: "expose", node, entry: undefined }
      : undefined;
  const form = isSend(call) ? "send" : isListen(call) ? "listen" : undefined;
  if (form === undefined) return undefined;
  const channel = channelOf(file, node);
  const entry =
    channel === undefined ? ipcEntries(file).find((one) => one.channel === "*") : findEntry(file, channel);
  return entry === undefined ? undefined : { kind: "ipc", form, node, entry };
}

function plan(site: IpcSite, file: SpanFile): Outcome {
  switch (site.form) {
    case "send":
      return planSend(file, site);
    case "listen":
      return planListen(file, site);
    case "expose":
    case "provide":
      return planSetup(file, site);
  }
}

/** One bridge is enough, and none where nothing is sent over it. */
function isFirst(file: SpanFile, node: TSESTree.CallExpression): boolean {
  const calls = nodesOf(file.program).filter((one) => one.type === "CallExpression");
  const exposing = calls.find((one) => readIpcCall(file, one)?.method === "exposeInMainWorld");
  return (
    exposing === node &&
    calls.some((one) => {
      const call = readIpcCall(file, one);
      if (call?.object !== "ipcRenderer") return false;
      const channel = channelOf(file, one);
      return channel !== undefined && findEntry(file, channel) !== undefined;
    })
  );
}

/** `Sentry.init(…)` of `@sentry/electron/renderer`. */
function isPageInit(file: SpanFile, call: TSESTree.CallExpression): boolean {
  const path = memberPath(call.callee);
  const binding = importBindings(file).find(({ local }) => local === path?.[0]);
  if (binding?.module !== "@sentry/electron/renderer") return false;
  return path?.length === 1 ? binding.imported === "init" : path?.length === 2 && path[1] === "init";
}
