import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, keyName, memberPath, skipWrappers } from "../ast.ts";
import type { IpcEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { importBindings } from "../imports.ts";
import { matchesPath } from "../paths.ts";

const ELECTRON = /^electron(?:\/(?:main|renderer|common))?$/;

export type ElectronObject = "ipcMain" | "ipcRenderer" | "contextBridge" | "webContents";

/** How a call takes part in messages between Electron's processes. */
export interface IpcCall {
  readonly object: ElectronObject;
  readonly method: string;
}

const LISTENS = /^(?:handle|handleOnce|on|once|addListener|prependListener)$/;
const SENDS = /^(?:invoke|send|sendSync|reply)$/;

/** What a call is called on; `undefined` for anything else than Electron's own objects. */
export function readIpcCall(file: SpanFile, call: TSESTree.CallExpression): IpcCall | undefined {
  const path = memberPath(call.callee);
  const method = path?.at(-1);
  const root = path?.[0];
  if (path === undefined || method === undefined || root === undefined) return undefined;
  const bindings = importBindings(file).filter(({ module }) => ELECTRON.test(module));
  if (bindings.length === 0) return undefined;
  const binding = bindings.find(({ local }) => local === root);
  const name =
    binding?.imported === "*" || binding?.imported === "default"
      ? path.length === 3
        ? path[1]
        : undefined
      : path.length === 2
        ? binding?.imported
        : undefined;
  if (name === "ipcMain" || name === "ipcRenderer" || name === "contextBridge")
    return { object: name, method };
  // `window.webContents.send`, `event.sender.send`, `event.reply`: what a main process answers on.
  const owner = path.at(-2);
  if (method === "send" && (owner === "webContents" || owner === "sender"))
    return { object: "webContents", method };
  return method === "reply" && owner !== undefined && /^(?:e|ev|evt|event|_?event)$/.test(owner)
    ? { object: "webContents", method }
    : undefined;
}

/** The message that a call sends goes out with the trace. */
export function isSend({ object, method }: IpcCall): boolean {
  return object === "webContents" || (object === "ipcRenderer" && SENDS.test(method));
}

/** The call registers a listener for messages. */
export function isListen({ object, method }: IpcCall): boolean {
  if (object === "ipcMain") return LISTENS.test(method);
  return object === "ipcRenderer" && LISTENS.test(method) && !method.startsWith("handle");
}

/** The channel, where it is written down: a text, or a const or a property of a const that holds one. */
export function channelOf(file: SpanFile, call: TSESTree.CallExpression): string | undefined {
  const [first] = call.arguments;
  return first === undefined ? undefined : textOf(file, skipWrappers(first), 0);
}

/** The entries that speak of one file. */
export function ipcEntries(file: SpanFile): readonly IpcEntry[] {
  return (file.config.ipc ?? []).filter((entry) => matchesPath(file.path, entry.file));
}

/** The entry of a channel; `*` in it stands for anything. */
export function findEntry(file: SpanFile, channel: string): IpcEntry | undefined {
  return ipcEntries(file).find((entry) => {
    const pattern = entry.channel.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
    return new RegExp(`^${pattern}$`).test(channel);
  });
}

function textOf(file: SpanFile, node: TSESTree.Node, depth: number): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  if (depth > 4) return undefined;
  if (node.type === "Identifier") {
    const value = constValue(file, node, node.name);
    return value === undefined ? undefined : textOf(file, value, depth + 1);
  }
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier") return undefined;
  const object = constValue(file, node, node.object.name);
  const name = keyName(node.property, node.computed);
  if (object?.type !== "ObjectExpression" || name === undefined) return undefined;
  const property = object.properties.find(
    (one): one is TSESTree.Property => one.type === "Property" && keyName(one.key, one.computed) === name,
  );
  return property === undefined ? undefined : textOf(file, skipWrappers(property.value), depth + 1);
}

function constValue(file: SpanFile, at: TSESTree.Node, name: string): TSESTree.Node | undefined {
  const definition = findVariable(file, at, name)?.defs[0];
  if (definition?.type !== "Variable" || definition.parent.kind !== "const") return undefined;
  const init = definition.node.init as TSESTree.Expression | null;
  return init === null ? undefined : skipWrappers(init);
}
