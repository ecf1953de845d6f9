import type { TSESTree } from "@typescript-eslint/types";
import { memberPath, skipWrappers, type FunctionNode } from "../ast.ts";
import type { SpanCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import { findProperty } from "../repairs/property.ts";
import { houseName } from "./apply.ts";
import { opOnceMended } from "./ops.ts";

/**
 * The op for a span without one, from the only thing that its callback does: a request, a query, a message on a socket. Anything else is
 * `function`, the conventions' op for a step of a program.
 */
export function inferOp(callback: FunctionNode | undefined): string {
  const work = callback === undefined ? undefined : soleExpression(callback);
  if (work?.type !== "CallExpression") return "function";
  const path = memberPath(work.callee);
  const owner = path?.at(-2) ?? "";
  switch (path?.at(-1)) {
    case "fetch":
    case "axios":
    case "got":
      return path.length === 1 || owner === "globalThis" ? "http.client" : "function";
    case "send":
      return /^(?:ws|socket|webSocket)$/.test(owner) ? "websocket" : "function";
    case "query":
      return /^(?:pool|db|pg|client|connection|database|sql)$/i.test(owner) ? "db.query" : "function";
    case "spawn":
    case "fork":
    case "execFile":
      return "subprocess";
    default:
      return "function";
  }
}

/** The op that a start call's span has once it is mended; `undefined` where it is not written out. */
export function effectiveOp(file: SpanFile, call: SpanCall): string | undefined {
  const { names } = file.config;
  if (call.op === "http" && inferOp(call.callback) === "http.client") return "http.client";
  if (call.op !== undefined) return opOnceMended(call.op, names);
  return call.options !== undefined && lacksOp(call.options)
    ? houseName(names?.ops, inferOp(call.callback))
    : undefined;
}

/** Neither `op` nor the attribute that stands for it, nor something spread in that could hold one. */
export function lacksOp(options: TSESTree.ObjectExpression): boolean {
  if (options.properties.some(({ type }) => type === "SpreadElement")) return false;
  if (findProperty(options, "op") !== undefined) return false;
  const attributes = findProperty(options, "attributes");
  if (attributes === undefined) return true;
  const object = skipWrappers(attributes.value);
  return (
    object.type === "ObjectExpression" &&
    object.properties.every(
      (one) => one.type === "Property" && !(one.computed && one.key.type !== "Literal"),
    ) &&
    findProperty(object, "sentry.op") === undefined
  );
}

function soleExpression({ body }: FunctionNode): TSESTree.Node | undefined {
  const [first, ...others] = body.type === "BlockStatement" ? body.body : [];
  const expression =
    body.type !== "BlockStatement"
      ? body
      : others.length > 0
        ? undefined
        : first?.type === "ReturnStatement"
          ? first.argument
          : first?.type === "ExpressionStatement"
            ? first.expression
            : undefined;
  if (expression == null) return undefined;
  const inner = skipWrappers(expression);
  return inner.type === "AwaitExpression" ? skipWrappers(inner.argument) : inner;
}
