import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, type FunctionNode } from "../ast.ts";

/** The properties under which queues hand over what carries the trace, and how the parts of a batch are reached. */
const HELD: Readonly<Record<string, string>> = {
  message: "",
  job: "",
  batch: ".messages",
  data: "",
  properties: "",
  headers: "",
};

/**
 * The text that stands for the job in a queue's callback: its first parameter, or what is destructured from it.
 *
 * @returns `undefined` where the callback takes no job; `unreadable` where nothing in its parameters carries a trace.
 */
export function jobOf(node: FunctionNode): string | undefined {
  const [first] = node.params;
  if (first === undefined) return undefined;
  if (first.type === "Identifier") return first.name;
  if (first.type !== "ObjectPattern") return "unreadable";
  for (const [key, path] of Object.entries(HELD)) {
    const name = localOf(first, key);
    if (name !== undefined) return name + path;
  }
  return "unreadable";
}

/** The job in a callback around a call: `(job) => this.handle(job)`. */
export function jobAround(node: TSESTree.Node, runner: TSESTree.Node): string | undefined {
  let callback: FunctionNode | undefined;
  for (let at = node.parent; at != null && at !== runner; at = at.parent) if (isFunction(at)) callback = at;
  return callback === undefined ? undefined : jobOf(callback);
}

function localOf(pattern: TSESTree.ObjectPattern, key: string): string | undefined {
  for (const property of pattern.properties) {
    if (property.type !== "Property" || keyName(property.key, property.computed) !== key) continue;
    return property.value.type === "Identifier" ? property.value.name : undefined;
  }
  return undefined;
}
