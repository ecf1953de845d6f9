import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "../../spans/index.ts";
import type { Project } from "./project.ts";
import type { SourceModule } from "./units.ts";
import type { Value } from "./value.ts";
import { valueOf } from "./value-of.ts";

/** What messages travel on, told by where an object comes from. */
type Channel = "socket" | "process" | "socket.io" | "queue";

/** The channel that a value is, if it is known to be one. */
export function channelOf(value: Value | undefined): Channel | undefined {
  if (value?.kind === "global") {
    if (value.path.join(".") === "process") return "process";
    return value.path[0] === "WebSocket" ? "socket" : undefined;
  }
  if (value?.kind !== "external") return undefined;
  if (/^(?:ws|isows|uws|reconnecting-websocket)$/.test(value.source)) return "socket";
  if (/^(?:node:)?(?:child_process|worker_threads|cluster)$/.test(value.source)) return "process";
  if (/^socket\.io(?:-client)?$/.test(value.source)) return "socket.io";
  return /^(?:bullmq|bull|bee-queue)$/.test(value.source) ? "queue" : undefined;
}

/**
 * The message that a call sends: of `socket.send(x)`, `process.send(x)`, `io.emit("name", x)` or `queue.add("name", x)`. A `send` of an
 * unknown object counts when what it sends is serialised in sight.
 */
export function sentMessage(
  project: Project,
  module: SourceModule,
  call: TSESTree.CallExpression,
): TSESTree.Expression | undefined {
  const callee = skipWrappers(call.callee);
  if (callee.type !== "MemberExpression") return undefined;
  const method = memberName(callee);
  if (method !== "send" && method !== "postMessage" && method !== "emit" && method !== "add")
    return undefined;
  const object = valueOf(project, module, callee.object);
  const channel = channelOf(object);
  const [first, second] = call.arguments.filter((one) => one.type !== "SpreadElement");
  switch (method) {
    case "send":
    case "postMessage":
      if (first === undefined) return undefined;
      if (channel === "socket" || channel === "process") return first;
      return object === undefined && serialized(project, module, first) !== undefined ? first : undefined;
    case "emit":
      return channel === "socket.io" ? second : undefined;
    case "add":
      return channel === "queue" ? second : undefined;
  }
}

/** What `JSON.stringify` is given; `undefined` for every other expression. */
export function serialized(
  project: Project,
  module: SourceModule,
  node: TSESTree.Node,
): TSESTree.Expression | undefined {
  const inner = skipWrappers(node);
  if (inner.type !== "CallExpression") return undefined;
  const callee = valueOf(project, module, skipWrappers(inner.callee));
  const [argument] = inner.arguments;
  return callee?.kind === "global" &&
    callee.path.join(".") === "JSON.stringify" &&
    argument?.type !== "SpreadElement"
    ? argument
    : undefined;
}
