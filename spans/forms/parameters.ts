import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, type FunctionNode } from "../ast.ts";
import { membersOf } from "../declared-members.ts";
import type { SpanFile } from "../file.ts";
import { walk } from "../walk.ts";

/** How a function hands its parameters on to another one with the same signature. */
export interface Forwarding {
  /** `options, ...rest`; the types of the parameters stay as they are. */
  readonly args: string;
  /** `<T, K>`, where the function has type parameters: not all of them can be inferred from the arguments. */
  readonly typeArguments: string;
}

/**
 * How to pass all parameters on by name, such that the second function sees what it would have seen without the first one. The
 * signature is written twice, so a default value must not be able to run twice.
 *
 * @returns the parameter that cannot be passed on, in the file's words, where there is one.
 */
export function forwardParameters(
  file: SpanFile,
  node: FunctionNode,
): Forwarding | { readonly refused: string } {
  if (usesOwn(node, isArguments)) return { refused: "arguments" };
  const args: string[] = [];
  for (const parameter of node.params) {
    if (isThisParameter(parameter)) continue;
    const arg = forward(file, parameter);
    if (arg === undefined) return { refused: file.text.slice(parameter.range[0], parameter.range[1]) };
    args.push(arg);
  }
  const types = node.typeParameters?.params.map(({ name }) => name.name) ?? [];
  return { args: args.join(", "), typeArguments: types.length === 0 ? "" : `<${types.join(", ")}>` };
}

/** Whether a function needs the `this` that its caller gives it. */
export function usesThis(node: FunctionNode): boolean {
  return node.params.some(isThisParameter) || usesOwn(node, ({ type }) => type === "ThisExpression");
}

function isThisParameter(parameter: TSESTree.Parameter): boolean {
  return parameter.type === "Identifier" && parameter.name === "this";
}

function isArguments(node: TSESTree.Node): boolean {
  if (node.type !== "Identifier" || node.name !== "arguments") return false;
  const { parent } = node;
  const isKey =
    (parent?.type === "MemberExpression" && parent.property === node && !parent.computed) ||
    (parent?.type === "Property" && parent.key === node && !parent.computed && !parent.shorthand);
  return !isKey;
}

/** Looks through a function and its arrows, which share its `this` and `arguments`; other functions have their own. */
function usesOwn(node: FunctionNode, matches: (node: TSESTree.Node) => boolean): boolean {
  let found = false;
  for (const root of [...node.params, node.body]) {
    walk(root, (inner) => {
      if (inner.type === "FunctionDeclaration" || inner.type === "FunctionExpression") return false;
      if (inner.type === "ClassBody") return false;
      if (matches(inner)) found = true;
      return !found;
    });
  }
  return found;
}

function forward(file: SpanFile, parameter: TSESTree.Parameter): string | undefined {
  // A decorated parameter would be injected twice.
  if ("decorators" in parameter && parameter.decorators.length > 0) return undefined;
  switch (parameter.type) {
    case "Identifier":
      return parameter.name;
    case "RestElement":
      return parameter.argument.type === "Identifier" ? `...${parameter.argument.name}` : undefined;
    case "AssignmentPattern": {
      if (!isRepeatable(parameter.right)) return undefined;
      if (parameter.left.type === "Identifier") return parameter.left.name;
      return parameter.left.type === "ObjectPattern" ? forwardPattern(file, parameter.left) : undefined;
    }
    case "ObjectPattern":
      return forwardPattern(file, parameter);
    default:
      return undefined;
  }
}

/**
 * A destructured object is taken apart when the public function is called, as before, and handed on as a new object of the same
 * properties; so every property must be there.
 */
function forwardPattern(file: SpanFile, pattern: TSESTree.ObjectPattern): string | undefined {
  const parts: string[] = [];
  const names: string[] = [];
  let hasRest = false;
  for (const property of pattern.properties) {
    if (property.type === "RestElement") {
      if (property.argument.type !== "Identifier") return undefined;
      hasRest = true;
      parts.push(`...${property.argument.name}`);
      continue;
    }
    const name = property.computed ? undefined : keyName(property.key, false);
    const value = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
    if (name === undefined || property.key.type !== "Identifier" || value.type !== "Identifier")
      return undefined;
    if (property.value.type === "AssignmentPattern" && !isRepeatable(property.value.right)) return undefined;
    names.push(name);
    parts.push(name === value.name ? name : `${name}: ${value.name}`);
  }
  if (parts.length === 0) return undefined;
  const annotation = pattern.typeAnnotation?.typeAnnotation;
  if (annotation !== undefined && !hasRest) {
    const members = membersOf(file, annotation);
    if (members?.isWhole !== true || [...members.byName.keys()].some((name) => !names.includes(name)))
      return undefined;
  }
  return `{ ${parts.join(", ")} }`;
}

/** A default value that is never undefined, or reading which a second time changes nothing; then it makes no difference that both functions have it. */
function isRepeatable(value: TSESTree.Expression): boolean {
  switch (value.type) {
    case "Literal":
    case "Identifier":
      return true;
    case "MemberExpression":
      return !value.computed && value.object.type !== "Super" && isRepeatable(value.object);
    case "ThisExpression":
    case "NewExpression":
      return true;
    case "TemplateLiteral":
      return value.expressions.every(isRepeatable);
    case "UnaryExpression":
      return value.operator !== "delete" && isRepeatable(value.argument);
    case "ArrayExpression":
    case "ObjectExpression":
      // Closures in it would belong to the public function's parameters.
      return !holdsFunction(value);
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
      return isRepeatable(value.expression);
    default:
      return false;
  }
}

function holdsFunction(root: TSESTree.Node): boolean {
  let found = false;
  walk(root, (node) => {
    if (isFunction(node)) found = true;
    return !found;
  });
  return found;
}
