import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, skipWrappers } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";

/** What kind of value an expression has for sure, whatever its parts are; `undefined` where the text alone does not tell. */
export function staticTypeOf(node: TSESTree.Node): "string" | "number" | "boolean" | "array" | undefined {
  const inner = skipWrappers(node);
  switch (inner.type) {
    case "Literal":
      return typeof inner.value === "string" ||
        typeof inner.value === "number" ||
        typeof inner.value === "boolean"
        ? (typeof inner.value as "string" | "number" | "boolean")
        : undefined;
    case "TemplateLiteral":
      return "string";
    case "ArrayExpression":
      return "array";
    case "UnaryExpression":
      if (inner.operator === "!") return "boolean";
      return inner.operator === "-" ? staticTypeOf(inner.argument) : undefined;
    case "BinaryExpression":
      return /^(?:[!=]==?|[<>]=?|in|instanceof)$/.test(inner.operator) ? "boolean" : undefined;
    case "ConditionalExpression": {
      const type = staticTypeOf(inner.consequent);
      return type === staticTypeOf(inner.alternate) ? type : undefined;
    }
    case "MemberExpression":
      return memberName(inner) === "length" ? "number" : undefined;
    case "CallExpression":
      return typeOfCall(inner);
    default:
      return undefined;
  }
}

function typeOfCall({ callee }: TSESTree.CallExpression): "string" | "number" | "boolean" | undefined {
  switch (callee.type === "MemberExpression" ? memberName(callee) : keyName(callee, false)) {
    case "String":
    case "toString":
    case "toISOString":
    case "toFixed":
    case "stringify":
      return "string";
    case "Number":
    case "parseInt":
    case "parseFloat":
      return "number";
    case "Boolean":
      return "boolean";
    default:
      return undefined;
  }
}

/** A text that is written out: a literal, or a template without holes. */
export function staticText(node: TSESTree.Node): string | undefined {
  const inner = skipWrappers(node);
  if (inner.type === "Literal") return typeof inner.value === "string" ? inner.value : undefined;
  return inner.type === "TemplateLiteral" && inner.expressions.length === 0
    ? (inner.quasis[0]?.value.cooked ?? undefined)
    : undefined;
}

/** The literals of which an expression is one: itself, or the ends of its conditions. */
export function literalsIn(node: TSESTree.Node): readonly TSESTree.Node[] {
  const inner = skipWrappers(node);
  if (inner.type === "ConditionalExpression")
    return [...literalsIn(inner.consequent), ...literalsIn(inner.alternate)];
  if (inner.type === "LogicalExpression") return [...literalsIn(inner.left), ...literalsIn(inner.right)];
  return staticText(inner) === undefined ? [] : [inner];
}

/**
 * Whether an expression can only be one of a few values: literals, choices among them, constants that hold such, parameters and
 * variables of a literal union type, constants in capitals.
 */
export function isFiniteValue(file: SpanFile, node: TSESTree.Node): boolean {
  const inner = skipWrappers(node);
  switch (inner.type) {
    case "Literal":
      return true;
    case "TemplateLiteral":
      return inner.expressions.every((expression) => isFiniteValue(file, expression));
    case "ConditionalExpression":
      return isFiniteValue(file, inner.consequent) && isFiniteValue(file, inner.alternate);
    case "LogicalExpression":
      return isFiniteValue(file, inner.left) && isFiniteValue(file, inner.right);
    case "MemberExpression":
      // `OPS.chat`, `Ops.Chat`, `this.constructor.name`: a table of constants, or a class's name.
      return (
        memberName(inner) === "name" ||
        /^[A-Z]/.test(inner.object.type === "Identifier" ? inner.object.name : "") ||
        isConstantName(memberName(inner) ?? "")
      );
    case "Identifier":
      return isConstantName(inner.name) || isFiniteName(file, inner);
    default:
      return false;
  }
}

function isConstantName(name: string): boolean {
  return /^[A-Z][A-Z\d_]+$/.test(name);
}

function isFiniteName(file: SpanFile, node: TSESTree.Identifier): boolean {
  const definition = findDefinition(file, node, node.name);
  if (definition === undefined) return false;
  if (definition.kind === "variable" && definition.node.type === "VariableDeclarator") {
    const { id, init, parent } = definition.node;
    if (id.type !== "Identifier") return false;
    if (isLiteralUnion(id.typeAnnotation?.typeAnnotation)) return true;
    return parent.kind === "const" && init !== null && init !== node && isFiniteValue(file, init);
  }
  if (definition.kind !== "parameter") return false;
  const parameters = (definition.node as { readonly params?: readonly TSESTree.Parameter[] }).params ?? [];
  return parameters.some((parameter) => {
    const pattern = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
    return (
      pattern.type === "Identifier" &&
      pattern.name === node.name &&
      isLiteralUnion(pattern.typeAnnotation?.typeAnnotation)
    );
  });
}

function isLiteralUnion(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === "TSUnionType") return type.types.every(isLiteralUnion);
  return type?.type === "TSLiteralType" || type?.type === "TSUndefinedKeyword";
}
