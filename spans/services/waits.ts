import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode } from "../ast.ts";
import { isLoop, readFlow, walkOwn } from "../flow.ts";
import { returnedValues } from "../function/result.ts";

/**
 * Whether a call of the function takes time that is worth a span: it awaits something, hands on the promise of a call, or streams.
 *
 * @see facts/real-code.md "What deserves a span": never what is synchronous or awaits nothing.
 */
export function waits(node: FunctionNode): boolean {
  if (node.generator) return true;
  if (!node.async) return comesLater(node.returnType?.typeAnnotation);
  return readFlow(node.body).awaits || returnedValues(node).some(isCall);
}

/** A loop that ends only with the program: its test is constant, and nothing in it leaves. */
export function isEndless(node: FunctionNode): boolean {
  let found = false;
  walkOwn(node.body, (inner) => {
    if (!isLoop(inner) || inner.type === "ForInStatement" || inner.type === "ForOfStatement") return;
    const { test, body } = inner as TSESTree.WhileStatement | TSESTree.ForStatement;
    const isConstant = test === null || (test.type === "Literal" && Boolean(test.value));
    if (isConstant && !leaves(body)) found = true;
  });
  return found;
}

function leaves(body: TSESTree.Node): boolean {
  let found = false;
  walkOwn(body, ({ type }) => {
    if (type === "BreakStatement" || type === "ReturnStatement" || type === "ThrowStatement") found = true;
  });
  return found;
}

const LATER = /^(?:Promise|(?:Async)?Generator|(?:Async)?IterableIterator|AsyncIterable|ReadableStream)$/;

/** A promise or a stream, by annotation. */
function comesLater(type: TSESTree.TypeNode | undefined): boolean {
  return (
    type?.type === "TSTypeReference" && type.typeName.type === "Identifier" && LATER.test(type.typeName.name)
  );
}

function isCall(value: TSESTree.Expression): boolean {
  return value.type === "CallExpression" || value.type === "ConditionalExpression";
}
