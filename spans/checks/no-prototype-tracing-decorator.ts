import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberPath, skipWrappers, type FunctionNode } from "../ast.ts";
import { defineCheck } from "../check.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { startAnchors } from "../naming/attribute-writes.ts";
import { findProperty } from "../repairs/property.ts";
import { readStartCall } from "../start-call.ts";
import { walk } from "../walk.ts";

type Message = "instance" | "async";

/** A method of whatever name that is replaced by one with a span. */
interface Patch {
  readonly node: TSESTree.Node;
  /** What the method is put on: `target.prototype`, `this`. */
  readonly target: TSESTree.Node;
  readonly method: FunctionNode;
}

/**
 * Decorators and base classes that put spans around all methods of a class at run time: patched in a constructor, the prototype gets one
 * more span with each instance; and an async replacement makes every method async.
 *
 * @see facts: sentry 2, row 23
 */
export const noPrototypeTracingDecorator = defineCheck<"no-prototype-tracing-decorator", Message>({
  name: "no-prototype-tracing-decorator",
  messages: {
    instance:
      "This patches the prototype each time the class is constructed: three instances, three nested spans a call. Wrap each method once, as 'wrap-services' does.",
    async:
      "This makes every method async, also those that return a value at once. Wrap each method for itself, as 'wrap-services' does.",
  },
  defaultOptions: {},
  anchors: startAnchors,
  nodeTypes: ["AssignmentExpression", "CallExpression"],
  detect(node, file) {
    const patch = node.type === "AssignmentExpression" ? readAssignment(node) : readDefinition(node);
    if (patch === undefined || !startsSpan(file, patch.method)) return [];
    if (isInConstructor(patch.node) && isPrototype(file, patch.target))
      return [{ node: patch.node, message: "instance" }];
    return isAlwaysAsync(file, patch) ? [{ node: patch.node, message: "async" }] : [];
  },
});

/** `target.prototype[name] = function (…) { … }` */
function readAssignment({ left, right }: TSESTree.AssignmentExpression): Patch | undefined {
  const method = skipWrappers(right);
  if (left.type !== "MemberExpression" || keyName(left.property, left.computed) !== undefined)
    return undefined;
  return isFunction(method) ? { node: left, target: left.object, method } : undefined;
}

/** `Object.defineProperty(target.prototype, name, { value: function (…) { … } })` */
function readDefinition(node: TSESTree.Node): Patch | undefined {
  if (node.type !== "CallExpression" || memberPath(node.callee)?.join(".") !== "Object.defineProperty")
    return undefined;
  const [target, key, descriptor] = node.arguments;
  if (target === undefined || key === undefined || descriptor?.type !== "ObjectExpression") return undefined;
  const method = findProperty(descriptor, "value")?.value;
  const isOfAnyName = keyName(key, true) === undefined;
  return isOfAnyName && isFunction(method) ? { node: node.callee, target, method } : undefined;
}

function startsSpan(file: SpanFile, { body }: FunctionNode): boolean {
  let found = false;
  walk(body, (node) => {
    if (readStartCall(file, node) !== undefined) found = true;
    return !found;
  });
  return found;
}

function isInConstructor(node: TSESTree.Node): boolean {
  for (let at = node.parent; at != null; at = at.parent) {
    if (at.type === "MethodDefinition") return at.kind === "constructor";
    if (at.type === "FunctionDeclaration") return false;
  }
  return false;
}

/** The prototype by its name, or a variable that holds it; an instance's own methods are wrapped once. */
function isPrototype(file: SpanFile, target: TSESTree.Node): boolean {
  const inner = skipWrappers(target);
  if (inner.type === "CallExpression")
    return /\bgetPrototypeOf$/.test(memberPath(inner.callee)?.join(".") ?? "");
  if (memberPath(inner)?.some((one) => one === "prototype" || one === "__proto__") === true) return true;
  if (inner.type !== "Identifier") return false;
  const definition = findDefinition(file, inner, inner.name);
  return (
    definition?.node.type === "VariableDeclarator" &&
    definition.node.init !== null &&
    definition.node.init !== inner &&
    isPrototype(file, definition.node.init)
  );
}

/** The replacement answers with a promise, and nothing asks whether the method did. */
function isAlwaysAsync(file: SpanFile, { node, method }: Patch): boolean {
  if (method.generator || !callsAnother(method) || !(method.async || hasAsyncSpan(file, method)))
    return false;
  for (let at = node.parent; at != null; at = at.parent) {
    if (at.type !== "Program" && isFunction(at) && asks(file, at)) return false;
  }
  return true;
}

function hasAsyncSpan(file: SpanFile, { body }: FunctionNode): boolean {
  let found = false;
  walk(body, (node) => {
    if (readStartCall(file, node)?.callback?.async === true) found = true;
    return !found;
  });
  return found;
}

/** `original.apply(this, args)` */
function callsAnother({ body }: FunctionNode): boolean {
  let found = false;
  walk(body, (node) => {
    if (node.type === "CallExpression" && /\.(?:apply|call)$/.test(memberPath(node.callee)?.join(".") ?? ""))
      found = true;
    return !found;
  });
  return found;
}

function asks(file: SpanFile, { range }: FunctionNode): boolean {
  return /AsyncFunction|constructor\.name/.test(file.text.slice(...range));
}
