import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, isFunction, keyName, memberName, memberPath, skipWrappersUp } from "../ast.ts";
import { readSpanCall } from "../calls.ts";
import { textOf, type SpanFile } from "../file.ts";

const HEADER = "sentry-trace";

/** A place that reads the trace out of a message. */
export interface CarrierRead {
  readonly node: TSESTree.MemberExpression;
  /** Texts of the two values that `continueTrace` takes. */
  readonly sentryTrace: string;
  readonly baggage: string;
  /** The first name of what is read from. */
  readonly root: string;
}

/**
 * Reads a trace out of a message: `message._sentry`, `job.data.headers["sentry-trace"]`. Headers of a request are left alone: the SDK
 * goes on with those by itself.
 */
export function readCarrier(
  file: SpanFile,
  node: TSESTree.Node,
  carriers: readonly string[],
): CarrierRead | undefined {
  if (node.type !== "MemberExpression") return undefined;
  const path = memberPath(node.object);
  const [root, ...members] = path ?? [];
  if (root === undefined) return undefined;
  const object = textOf(file, node.object);
  const name = memberName(node);
  if (name !== undefined && carriers.includes(name)) {
    const text = textOf(file, node);
    return { node, root, sentryTrace: `${text}?.trace`, baggage: `${text}?.baggage` };
  }
  if (keyName(node.property, node.computed) !== HEADER) return undefined;
  if ([root, ...members].some((one) => /^(?:req|request|ctx|context|c)$/.test(one))) return undefined;
  const link = node.optional ? "?." : "";
  return { node, root, sentryTrace: textOf(file, node), baggage: `${object}${link}["baggage"]` };
}

/** What is read goes elsewhere: to a function, to whoever called, into an object. There somebody may go on with the trace. */
export function isHandedOn(file: SpanFile, node: TSESTree.Node): boolean {
  for (let at = node; at.parent != null; at = at.parent) {
    const { parent } = skipWrappersUp(at);
    if (parent == null || isFunction(parent)) return isFunction(parent) && parent.body === at;
    switch (parent.type) {
      case "CallExpression":
      case "NewExpression":
        if (parent.callee !== at) return readSpanCall(file, parent) === undefined;
        break;
      case "ReturnStatement":
      case "YieldExpression":
      case "SpreadElement":
        return true;
      case "AssignmentExpression":
        return true;
      case "VariableDeclarator": {
        if (parent.id.type !== "Identifier") return false;
        const { references = [] } = findVariable(file, parent, parent.id.name) ?? {};
        return references.some(
          ({ identifier }) => identifier !== parent.id && isHandedOn(file, identifier as TSESTree.Node),
        );
      }
      case "IfStatement":
      case "ConditionalExpression":
        if ("test" in parent && parent.test === at) return false;
        break;
      case "ExpressionStatement":
        return false;
      default:
    }
  }
  return false;
}
