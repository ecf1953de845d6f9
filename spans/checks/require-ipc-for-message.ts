import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, memberPath, skipWrappers } from "../ast.ts";
import { readHelperCall } from "../calls.ts";
import { defineCheck, type Suggestion } from "../check.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { importBindings } from "../imports.ts";
import { quoted } from "../options.ts";
import { addElement, addProperty, findProperty } from "../repairs/property.ts";
import { insertAt, repairOf, replaceRange } from "../repairs/replace.ts";
import { styleOf } from "../style.ts";

type Message = "noChannel" | "addIpc";
type Stdio =
  | { readonly kind: "missing"; readonly options: TSESTree.ObjectExpression | undefined }
  | { readonly kind: "text"; readonly node: TSESTree.Node; readonly text: string }
  | { readonly kind: "list"; readonly node: TSESTree.ArrayExpression };

/**
 * Listeners for messages of a child process that has no channel for them: `spawn` opens one only with `"ipc"` in `stdio`, so nothing ever
 * arrives, and a span or promise that waits for it hangs.
 *
 * @see facts: sentry 2, row 28
 */
export const requireIpcForMessage = defineCheck<"require-ipc-for-message", Message>({
  name: "require-ipc-for-message",
  messages: {
    noChannel:
      "This process has no channel for messages, so this never runs: add 'ipc' to 'stdio', use 'fork', or listen to 'close'.",
    addIpc: "Add 'ipc' to 'stdio'.",
  },
  defaultOptions: {},
  anchors: () => ["child_process"],
  // Needs no Sentry in the file.
  companion: () => /["'`]message["'`]/,
  nodeTypes: ["CallExpression"],
  detect(node, file) {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
    const [event] = node.arguments;
    if (event?.type !== "Literal" || event.value !== "message") return [];
    if (!/^(?:on|once|addListener)$/.test(memberName(node.callee) ?? "")) return [];
    const call = spawnOf(file, node.callee.object);
    const stdio = call === undefined ? undefined : readStdio(call);
    if (call === undefined || stdio === undefined) return [];
    const repair = addIpc(file, call, stdio);
    return [{ node: event, message: "noChannel", alternatives: repair === undefined ? [] : [repair] }];
  },
});

/** The call of `spawn` that an expression is, or that a const holds; also through the helper that traces it. */
function spawnOf(file: SpanFile, node: TSESTree.Node): TSESTree.CallExpression | undefined {
  const inner = skipWrappers(node);
  if (inner.type === "Identifier") {
    const definition = findDefinition(file, inner, inner.name)?.node;
    if (definition?.type !== "VariableDeclarator" || definition.parent.kind !== "const") return undefined;
    return definition.id.type === "Identifier" && definition.init !== null
      ? spawnOf(file, definition.init)
      : undefined;
  }
  if (inner.type !== "CallExpression") return undefined;
  if (readHelperCall(file, inner) === "traceChildProcess") {
    const callback = inner.arguments.at(-1);
    return isFunction(callback) && callback.body.type !== "BlockStatement"
      ? spawnOf(file, callback.body)
      : undefined;
  }
  return isSpawn(file, inner) ? inner : undefined;
}

function isSpawn(file: SpanFile, { callee }: TSESTree.CallExpression): boolean {
  const [root, ...members] = memberPath(callee) ?? [];
  const binding = importBindings(file).find(({ local }) => local === root);
  if (binding === undefined || !/^(?:node:)?child_process$/.test(binding.module)) return false;
  if (findDefinition(file, callee, binding.local)?.block.type !== "Program") return false;
  const name = binding.imported === "*" || binding.imported === "default" ? members[0] : binding.imported;
  return name === "spawn";
}

/** What is said about `stdio`; `undefined` where a channel is opened, or may be. */
function readStdio({ arguments: args }: TSESTree.CallExpression): Stdio | undefined {
  const [, second, third] = args;
  if (args.some(({ type }) => type === "SpreadElement")) return undefined;
  const options = third ?? (second?.type === "ArrayExpression" ? undefined : second);
  if (options === undefined) return { kind: "missing", options: undefined };
  if (options.type !== "ObjectExpression") return undefined;
  const stdio = findProperty(options, "stdio");
  if (options.properties.some(({ type }) => type === "SpreadElement") && stdio === undefined)
    return undefined;
  if (stdio === undefined) return { kind: "missing", options };
  const value = skipWrappers(stdio.value);
  if (value.type === "Literal" && typeof value.value === "string")
    return { kind: "text", node: value, text: value.value };
  if (value.type !== "ArrayExpression") return undefined;
  return value.elements.every((one) => one !== null && isOther(one))
    ? { kind: "list", node: value }
    : undefined;
}

/** Surely something else than `"ipc"`. */
function isOther(node: TSESTree.Node): boolean {
  if (node.type === "Literal") return node.value !== "ipc";
  return memberPath(node)?.[0] === "process";
}

function addIpc(
  file: SpanFile,
  call: TSESTree.CallExpression,
  stdio: Stdio,
): Suggestion<Message> | undefined {
  const style = styleOf(file);
  const text = (value: string): string => quoted(value, style);
  const list = (value: string): string => `[${[value, value, value, "ipc"].map(text).join(", ")}]`;
  switch (stdio.kind) {
    case "text":
      return { ...repairOf([replaceRange(stdio.node.range, list(stdio.text))]), message: "addIpc" };
    case "list":
      // The first three are input, output and errors.
      if (stdio.node.elements.length < 3) return undefined;
      return { ...repairOf([addElement(file, stdio.node, text("ipc"))]), message: "addIpc" };
    case "missing": {
      const property = `stdio: ${list("pipe")}`;
      if (stdio.options !== undefined)
        return { ...repairOf([addProperty(file, stdio.options, property)]), message: "addIpc" };
      const last = call.arguments.at(-1);
      if (last === undefined) return undefined;
      return { ...repairOf([insertAt(last.range[1], `, { ${property} }`)]), message: "addIpc" };
    }
  }
}
