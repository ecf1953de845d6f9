import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName } from "../ast.ts";
import { readHelperCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import type { Erasure } from "./erase.ts";

/**
 * A public function that only returns `traceAsyncGenerator(o, () => this.#nameUntraced(…))`, followed by that generator: put together
 * again.
 */
export function eraseGenerator(file: SpanFile, node: TSESTree.Node): Erasure | undefined {
  if (!isFunction(node) || node.generator || node.body.type !== "BlockStatement") return undefined;
  const [only, ...others] = node.body.body;
  if (only?.type !== "ReturnStatement" || others.length > 0 || only.argument?.type !== "CallExpression")
    return undefined;
  const helper = readHelperCall(file, only.argument);
  if (helper !== "traceAsyncGenerator" && helper !== "traceGenerator") return undefined;
  const companion = findCompanion(node);
  if (companion === undefined) return undefined;
  const stars = helper === "traceAsyncGenerator" ? "async *" : "*";
  const isMethod = node.parent?.type === "MethodDefinition";
  const body = companion.body;
  if (body == null) return undefined;
  const head =
    isMethod && node.parent?.type === "MethodDefinition"
      ? { range: [node.parent.key.range[0], node.parent.key.range[0]] as const, text: stars }
      : {
          range: functionKeyword(file, node),
          text: helper === "traceAsyncGenerator" ? "async function*" : "function*",
        };
  const parameters = restoredParameters(file, node, companion);
  return {
    range: [node.parent?.type === "MethodDefinition" ? node.parent.range[0] : node.range[0], body.range[1]],
    edits: [head, ...parameters, { range: [node.body.range[0], body.range[0]], text: "" }],
    dedents: [],
  };
}

type Companion = TSESTree.FunctionExpression | TSESTree.FunctionDeclaration;

function findCompanion(node: TSESTree.Node): Companion | undefined {
  const { parent } = node;
  if (parent?.type === "MethodDefinition") {
    const name = keyName(parent.key, parent.computed);
    const members = parent.parent.body;
    const next = members[members.indexOf(parent) + 1];
    if (name === undefined || next?.type !== "MethodDefinition" || next.value.type !== "FunctionExpression")
      return undefined;
    return next.value.generator && keyName(next.key, next.computed) === `#${name.replace(/^#/, "")}Untraced`
      ? next.value
      : undefined;
  }
  if (node.type !== "FunctionDeclaration" || node.id === null) return undefined;
  const own =
    parent?.type === "ExportNamedDeclaration" || parent?.type === "ExportDefaultDeclaration" ? parent : node;
  const list =
    own.parent?.type === "Program" || own.parent?.type === "BlockStatement"
      ? (own.parent.body as readonly TSESTree.Node[])
      : [];
  const next = list[list.indexOf(own) + 1];
  return next?.type === "FunctionDeclaration" && next.generator && next.id?.name === `${node.id.name}Untraced`
    ? next
    : undefined;
}

function functionKeyword(file: SpanFile, node: TSESTree.Node): readonly [number, number] {
  const at = file.text.indexOf("function", node.range[0]);
  return [at, at + "function".length];
}

/** Where the public function got a name for a destructured parameter, the pattern comes back from the private one. */
function restoredParameters(
  file: SpanFile,
  node: { readonly params: readonly TSESTree.Parameter[] },
  companion: Companion,
): Erasure["edits"] {
  return node.params.flatMap((parameter, index) => {
    const original = companion.params[index];
    if (original === undefined) return [];
    const text = file.text.slice(original.range[0], original.range[1]);
    return file.text.slice(parameter.range[0], parameter.range[1]) === text
      ? []
      : [{ range: parameter.range, text }];
  });
}
