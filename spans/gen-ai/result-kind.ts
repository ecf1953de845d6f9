import type { TSESTree } from "@typescript-eslint/types";
import {
  findEnclosingFunction,
  findVariable,
  isFunction,
  keyName,
  skipWrappers,
  type FunctionNode,
} from "../ast.ts";
import type { SpanFile } from "../file.ts";
import type { StreamHelper } from "../forms/stream.ts";
import { findCalledFunction, returnedValues } from "../function/result.ts";
import { classOf } from "./agent-name.ts";

/** The helper that traces what a function returns; `undefined` where that is no stream, so a span around the body covers the work. */
export function streamHelperOf(file: SpanFile, node: FunctionNode): StreamHelper | undefined {
  const annotation = node.returnType?.typeAnnotation;
  const declared = annotation === undefined ? undefined : helperOfType(resultType(node, annotation));
  if (declared !== undefined) return declared;
  const [first, ...others] = returnedValues(node);
  if (first === undefined || others.length > 0) return undefined;
  return helperOfValue(file, node, first);
}

/** In an async function what counts is what the promise gives. */
function resultType(node: FunctionNode, annotation: TSESTree.TypeNode): TSESTree.TypeNode {
  if (!node.async || annotation.type !== "TSTypeReference" || typeName(annotation) !== "Promise")
    return annotation;
  return annotation.typeArguments?.params[0] ?? annotation;
}

function helperOfType(type: TSESTree.TypeNode): StreamHelper | undefined {
  if (type.type !== "TSTypeReference") return undefined;
  switch (typeName(type)) {
    case "AsyncGenerator":
    case "AsyncIterable":
    case "AsyncIterableIterator":
      return "traceAsyncGenerator";
    case "Generator":
    case "IterableIterator":
      return "traceGenerator";
    case "ReadableStream":
      return "traceReadableStream";
    default:
      return undefined;
  }
}

function typeName(type: TSESTree.TSTypeReference): string | undefined {
  return type.typeName.type === "Identifier" ? type.typeName.name : undefined;
}

/** Whether a value that an async function returns is the stream itself; `return open()` may return a promise of it just as well. */
export function isStreamItself(file: SpanFile, node: FunctionNode, value: TSESTree.Expression): boolean {
  if (helperOfValue(file, node, value) !== undefined) return true;
  const inner = skipWrappers(value);
  if (inner.type !== "Identifier") return false;
  const definition = findVariable(file, inner, inner.name)?.defs[0]?.node as TSESTree.Node | undefined;
  if (definition?.type !== "VariableDeclarator" || definition.init == null) return false;
  const { init } = definition;
  return init.type === "AwaitExpression" || helperOfValue(file, node, init) !== undefined;
}

function helperOfValue(
  file: SpanFile,
  node: FunctionNode,
  value: TSESTree.Expression,
): StreamHelper | undefined {
  const inner = skipWrappers(value);
  if (inner.type === "NewExpression" && inner.callee.type === "Identifier")
    return inner.callee.name === "ReadableStream" ? "traceReadableStream" : undefined;
  const callee = inner.type === "CallExpression" ? calledFunction(file, node, inner) : undefined;
  if (callee?.generator === true) return callee.async ? "traceAsyncGenerator" : "traceGenerator";
  return file.types?.kindOfValue(file.path, value.range) === "async-iterable"
    ? "traceAsyncGenerator"
    : undefined;
}

/** The function of the same file, or the method of the same class, that a call names. */
function calledFunction(
  file: SpanFile,
  node: FunctionNode,
  call: TSESTree.CallExpression,
): FunctionNode | undefined {
  const { callee } = call;
  if (callee.type === "Identifier") return findCalledFunction(file, call);
  if (callee.type !== "MemberExpression" || callee.object.type !== "ThisExpression") return undefined;
  const name = keyName(callee.property, callee.computed);
  const method = classOf(ownerOfThis(node))?.body.body.find(
    (member) => member.type === "MethodDefinition" && keyName(member.key, member.computed) === name,
  );
  return method?.type === "MethodDefinition" && isFunction(method.value) ? method.value : undefined;
}

/** An arrow function has the `this` of the function around it. */
function ownerOfThis(node: FunctionNode): FunctionNode {
  const outer = node.type === "ArrowFunctionExpression" ? findEnclosingFunction(node) : undefined;
  return outer === undefined ? node : ownerOfThis(outer);
}
