import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberPath } from "../ast.ts";
import { readHelperCall } from "../calls.ts";
import type { Range, SpanFile } from "../file.ts";
import type { Erasure } from "./erase.ts";

/**
 * A public function that only returns `traceAsyncGenerator(o, () => this.#nameUntraced(…))`, followed by that generator: put together
 * again. How the stars were written stands in the second half.
 */
export function eraseGenerator(file: SpanFile, node: TSESTree.Node): Erasure | undefined {
  if (!isFunction(node) || node.generator || node.body.type !== "BlockStatement") return undefined;
  const [only, ...others] = node.body.body;
  if (only?.type !== "ReturnStatement" || others.length > 0 || only.argument?.type !== "CallExpression")
    return undefined;
  const helper = readHelperCall(file, only.argument);
  if (helper !== "traceAsyncGenerator" && helper !== "traceGenerator") return undefined;
  const halves = findHalves(node, secondName(only.argument));
  if (halves === undefined) return undefined;
  const { at, head, body } = halves;
  return {
    range: [at[0], body[1]],
    edits: [
      { range: at, text: file.text.slice(...head) },
      { range: [node.body.range[0], body[0]], text: "" },
    ],
    dedents: [],
  };
}

/** `#runUntraced` in `() => this.#runUntraced(options)`, `runUntraced` in `() => runUntraced.call(this, options)`. */
function secondName(call: TSESTree.CallExpression): string | undefined {
  const callback = call.arguments[1];
  if (callback?.type !== "ArrowFunctionExpression" || callback.body.type !== "CallExpression")
    return undefined;
  const path = memberPath(callback.body.callee)?.filter((name) => name !== "this" && name !== "call");
  const [name, ...others] = path ?? [];
  return others.length === 0 && name !== undefined && /Untraced\d*$/.test(name) ? name : undefined;
}

interface Halves {
  /** What the stars of the second half go in front of, or in the place of. */
  readonly at: Range;
  readonly head: Range;
  readonly body: Range;
}

function findHalves(node: TSESTree.Node, second: string | undefined): Halves | undefined {
  const { parent } = node;
  if (second === undefined) return undefined;
  if (parent?.type === "MethodDefinition") {
    const next = memberBehind(parent);
    if (next === undefined || !isFunction(next.value) || keyName(next.key, next.computed) !== second)
      return undefined;
    const start = parent.key.range[0];
    return next.value.generator
      ? { at: [start, start], head: [next.range[0], next.key.range[0]], body: next.value.body.range }
      : undefined;
  }
  if (node.type !== "FunctionDeclaration" || node.id === null) return undefined;
  const next = statementBehind(node);
  if (next?.type !== "FunctionDeclaration" || !next.generator || next.id?.name !== second) return undefined;
  return {
    at: [node.range[0], node.id.range[0]],
    head: [next.range[0], next.id.range[0]],
    body: next.body.range,
  };
}

function memberBehind(method: TSESTree.MethodDefinition): TSESTree.MethodDefinition | undefined {
  const members = method.parent.body;
  const next = members[members.indexOf(method) + 1];
  return next?.type === "MethodDefinition" ? next : undefined;
}

function statementBehind(node: TSESTree.FunctionDeclaration): TSESTree.Node | undefined {
  const isExported =
    node.parent.type === "ExportNamedDeclaration" || node.parent.type === "ExportDefaultDeclaration";
  const own: TSESTree.Node = isExported ? node.parent : node;
  const list: readonly TSESTree.Node[] =
    own.parent?.type === "Program" ||
    own.parent?.type === "BlockStatement" ||
    own.parent?.type === "TSModuleBlock"
      ? own.parent.body
      : [];
  return list[list.indexOf(own) + 1];
}
