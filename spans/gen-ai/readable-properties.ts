import type { TSESTree } from "@typescript-eslint/types";
import { contains, isFunction, keyName, type FunctionNode } from "../ast.ts";
import { describe, membersOf, type DeclaredMember } from "../declared-members.ts";
import type { Range, SpanFile } from "../file.ts";
import { walkOwn } from "../flow.ts";

/** A value that a function can surely read when it is called. */
export interface ReadableProperty {
  /** `options.model`, `options?.model`, or `model` for a parameter of that name: reading it cannot throw. */
  readonly text: string;
  readonly kind: "primitive" | "array" | "unknown";
}

/**
 * Finds a property of a function's parameters that provably exists: types say so, or the parameter's type is written in the same file,
 * or the body itself reads it from the parameter. Everything else would be a guess about someone's data.
 *
 * @param names - what the property may be called, best first.
 */
export function findReadable(
  file: SpanFile,
  node: FunctionNode,
  names: readonly string[],
): ReadableProperty | undefined {
  for (const name of names) {
    for (const parameter of node.params) {
      const found = readFrom(file, node, parameter, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function readFrom(
  file: SpanFile,
  node: FunctionNode,
  parameter: TSESTree.Parameter,
  name: string,
): ReadableProperty | undefined {
  const hasDefault = parameter.type === "AssignmentPattern";
  const target = hasDefault ? parameter.left : parameter;
  if (target.type === "ObjectPattern") return fromPattern(file, target, name);
  if (target.type !== "Identifier") return undefined;
  const annotation = target.typeAnnotation?.typeAnnotation;
  if (target.name === name) {
    return annotation === undefined
      ? { text: name, kind: "unknown" }
      : usable(describe(file, annotation), name);
  }
  // Types know best; they answer nothing for `any`, where the text still may.
  const range: Range = [target.range[0], target.range[0] + target.name.length];
  const fact = file.types?.propertyOf(file.path, range, name);
  const isSafe =
    hasDefault || (annotation !== undefined && target.optional !== true && !admitsNothing(annotation));
  const text = `${target.name}${isSafe && fact?.receiverNullable !== true ? "." : "?."}${name}`;
  if (fact !== undefined) return fact.kind === "other" ? undefined : { text, kind: fact.kind };
  const declared = annotation === undefined ? undefined : membersOf(file, annotation);
  const member = declared?.byName.get(name);
  if (member !== undefined) return usable(member, text);
  if (declared?.isWhole === true) return undefined;
  return isReadInBody(node, target.name, name) ? { text, kind: "unknown" } : undefined;
}

/** A named type of another file may be anything: an SDK's `LanguageModel` is an object. */
function usable(member: DeclaredMember, text: string): ReadableProperty | undefined {
  return member.kind === "other" || member.kind === "unknown" || member.nullable
    ? undefined
    : { text, kind: member.kind };
}

/** `{ model, tools: allowedTools }` in the signature: the bound name is at hand. */
function fromPattern(
  file: SpanFile,
  pattern: TSESTree.ObjectPattern,
  name: string,
): ReadableProperty | undefined {
  for (const property of pattern.properties) {
    if (property.type !== "Property" || keyName(property.key, property.computed) !== name) continue;
    const value = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
    if (value.type !== "Identifier") return undefined;
    const annotation = pattern.typeAnnotation?.typeAnnotation;
    const member = annotation === undefined ? undefined : membersOf(file, annotation)?.byName.get(name);
    return member === undefined ? { text: value.name, kind: "unknown" } : usable(member, value.name);
  }
  return undefined;
}

function admitsNothing(annotation: TSESTree.TypeNode): boolean {
  const parts = annotation.type === "TSUnionType" ? annotation.types : [annotation];
  return parts.some(({ type }) =>
    ["TSUndefinedKeyword", "TSNullKeyword", "TSAnyKeyword", "TSUnknownKeyword", "TSVoidKeyword"].includes(
      type,
    ),
  );
}

/** `const { model } = options` or `options.model`, where nothing decides first whether it is reached. */
function isReadInBody(node: FunctionNode, parameter: string, name: string): boolean {
  let found = false;
  walkOwn(node.body, (inner) => {
    if (inner.type === "VariableDeclarator") {
      if (inner.init?.type !== "Identifier" || inner.init.name !== parameter) return;
      if (inner.id.type !== "ObjectPattern") return;
      const keys = inner.id.properties.flatMap((property) =>
        property.type === "Property" ? [keyName(property.key, property.computed)] : [],
      );
      if (keys.includes(name) && isUnconditional(inner)) found = true;
    } else if (inner.type === "MemberExpression") {
      if (inner.object.type !== "Identifier" || inner.object.name !== parameter || inner.computed) return;
      const isRead = inner.parent.type !== "AssignmentExpression" || inner.parent.left !== inner;
      if (keyName(inner.property, false) === name && isRead && isUnconditional(inner)) found = true;
    }
  });
  return found;
}

/** Nothing on the way up to the function may leave it out; a branch could be one where the type is another. */
function isUnconditional(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node = node; at.parent != null && !isFunction(at.parent); at = at.parent) {
    const { parent } = at;
    switch (parent.type) {
      case "IfStatement":
      case "ConditionalExpression":
      case "WhileStatement":
      case "SwitchStatement":
        if (
          !contains((parent.type === "SwitchStatement" ? parent.discriminant : parent.test).range, node.range)
        )
          return false;
        break;
      case "LogicalExpression":
        if (parent.right === at) return false;
        break;
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "CatchClause":
        return false;
      default:
    }
  }
  return true;
}
