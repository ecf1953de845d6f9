import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, isFunction, type FunctionNode } from "../ast.ts";
import type { SpanFile } from "../file.ts";

/** What is known of a local name without types. */
export interface VariableFacts {
  /** The expression that is its only value, where there is just one. */
  readonly value: TSESTree.Expression | undefined;
  readonly annotation: TSESTree.TypeNode | undefined;
  /** The function that it is a parameter of. */
  readonly parameterOf: FunctionNode | undefined;
  /** Declared `name?: T`. */
  readonly isOptional: boolean;
}

/** Facts about the variable that an identifier means; `undefined` for a global without a declaration. */
export function variableFacts(file: SpanFile, node: TSESTree.Identifier): VariableFacts | undefined {
  const variable = findVariable(file, node, node.name);
  const [definition] = variable?.defs ?? [];
  if (variable === undefined || definition === undefined) return undefined;
  const name = definition.name as TSESTree.Node;
  const writes = variable.references.filter((reference) => reference.isWrite());
  const [write] = writes;
  const isPattern = name.parent?.type !== "VariableDeclarator" && write?.init === true;
  const value =
    writes.length === 1 && write?.writeExpr != null && !isPattern && definition.type === "Variable"
      ? (write.writeExpr as TSESTree.Expression)
      : undefined;
  const owner = definition.type === "Parameter" ? (definition.node as TSESTree.Node) : undefined;
  return {
    value,
    annotation: name.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined,
    parameterOf: isFunction(owner) ? owner : undefined,
    isOptional: name.type === "Identifier" && name.optional === true,
  };
}

/** Both names mean the same variable: nothing between the two places shadows it. */
export function isSameVariable(
  file: SpanFile,
  name: string,
  here: TSESTree.Node,
  there: TSESTree.Node,
): boolean {
  const variable = findVariable(file, here, name);
  return variable !== undefined && variable === findVariable(file, there, name);
}

const TEXT_OR_BYTES =
  /^(?:Buffer|ArrayBuffer|SharedArrayBuffer|Uint8Array|DataView|Blob|RawData|WebSocket\.RawData|WebSocket\.Data|MessageEvent|String)$/;

/** A type that no message object has: text, bytes, a number, an event that wraps the message. */
export function isTextOrBytes(annotation: TSESTree.TypeNode | undefined): boolean {
  switch (annotation?.type) {
    case "TSStringKeyword":
    case "TSNumberKeyword":
    case "TSBooleanKeyword":
    case "TSBigIntKeyword":
    case "TSTemplateLiteralType":
    case "TSArrayType":
      return true;
    case "TSUnionType":
      return annotation.types.every((part) => isTextOrBytes(part) || isNothing(part));
    case "TSTypeReference":
      return TEXT_OR_BYTES.test(typeName(annotation.typeName));
    default:
      return false;
  }
}

/** Whether `undefined` or `null` is among the values. */
export function allowsNothing(annotation: TSESTree.TypeNode | undefined): boolean {
  return annotation?.type === "TSUnionType" ? annotation.types.some(isNothing) : false;
}

function isNothing(annotation: TSESTree.TypeNode): boolean {
  return annotation.type === "TSUndefinedKeyword" || annotation.type === "TSNullKeyword";
}

function typeName(name: TSESTree.EntityName): string {
  if (name.type === "Identifier") return name.name;
  return name.type === "TSQualifiedName" ? `${typeName(name.left)}.${name.right.name}` : "this";
}
