import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberName, memberPath, skipWrappers } from "./ast.ts";
import { findDefinition } from "./definition.ts";
import type { SpanFile } from "./file.ts";
import { walk } from "./walk.ts";

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** What is known of a value without a type checker. */
export type Known =
  | { readonly kind: "type"; readonly node: TSESTree.TypeNode }
  | { readonly kind: "interface"; readonly node: TSESTree.TSInterfaceDeclaration }
  | { readonly kind: "class"; readonly node: ClassNode }
  /** `new` of a class that the file does not declare. */
  | { readonly kind: "made"; readonly path: readonly string[] }
  /** What an imported function gives, whatever that is. */
  | { readonly kind: "given"; readonly by: string };

/** A name for a name for a name: no real code goes deeper. */
const MAX_DEPTH = 6;

/**
 * What can be told of an expression from its file alone: the annotation it has, the class it is made of, the member of a declared type
 * that it names. Nothing is guessed.
 */
export function knownOf(file: SpanFile, node: TSESTree.Node, depth = 0): Known | undefined {
  if (depth > MAX_DEPTH) return undefined;
  // A cast says what a person knows.
  if (node.type === "TSAsExpression" && node.typeAnnotation.type === "TSTypeReference")
    return { kind: "type", node: node.typeAnnotation };
  const inner = skipWrappers(node);
  switch (inner.type) {
    case "Identifier":
      return knownOfName(file, inner, depth);
    case "ThisExpression":
      return knownOfThis(inner);
    case "MemberExpression": {
      const owner = knownOf(file, inner.object, depth + 1);
      const name = memberName(inner);
      return owner === undefined || name === undefined ? undefined : memberOf(file, owner, name, depth + 1);
    }
    case "AwaitExpression":
      return awaited(knownOf(file, inner.argument, depth + 1));
    case "NewExpression": {
      const path = memberPath(inner.callee);
      const declared = path?.length === 1 ? findDeclaredType(file, path[0] ?? "") : undefined;
      return declared ?? (path === undefined ? undefined : { kind: "made", path });
    }
    case "CallExpression":
      return knownOfCall(file, inner, depth + 1);
    case "LogicalExpression":
      return knownOf(file, inner.left, depth + 1) ?? knownOf(file, inner.right, depth + 1);
    default:
      return undefined;
  }
}

function knownOfName(file: SpanFile, node: TSESTree.Identifier, depth: number): Known | undefined {
  const definition = findDefinition(file, node, node.name);
  if (definition?.kind === "variable" && definition.node.type === "VariableDeclarator") {
    const { id, init, parent } = definition.node;
    if (id.type !== "Identifier") return undefined;
    if (id.typeAnnotation != null) return { kind: "type", node: id.typeAnnotation.typeAnnotation };
    if (init != null) return knownOf(file, init, depth + 1);
    // `for (const client of this.clients.values())`
    return parent.parent.type === "ForOfStatement"
      ? knownOf(file, parent.parent.right, depth + 1)
      : undefined;
  }
  if (definition?.kind !== "parameter" || !isFunction(definition.node)) return undefined;
  for (const parameter of definition.node.params) {
    const target = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
    const id = target.type === "AssignmentPattern" ? target.left : target;
    if (id.type === "Identifier" && id.name === node.name && id.typeAnnotation != null)
      return { kind: "type", node: id.typeAnnotation.typeAnnotation };
  }
  return undefined;
}

function knownOfThis(node: TSESTree.Node): Known | undefined {
  for (let at = node.parent; at != null; at = at.parent)
    if (at.type === "ClassDeclaration" || at.type === "ClassExpression") return { kind: "class", node: at };
  return undefined;
}

/** What a method gives back: by its annotation, or the values of a map. */
function knownOfCall(file: SpanFile, node: TSESTree.CallExpression, depth: number): Known | undefined {
  const callee = skipWrappers(node.callee);
  if (callee.type === "Identifier") {
    const definition = findDefinition(file, callee, callee.name);
    if (definition?.kind === "import") return { kind: "given", by: callee.name };
    const node = definition?.node;
    const called = node?.type === "VariableDeclarator" ? node.init : node;
    return isFunction(called) && called.returnType != null
      ? { kind: "type", node: called.returnType.typeAnnotation }
      : undefined;
  }
  if (callee.type !== "MemberExpression") return undefined;
  const owner = knownOf(file, callee.object, depth);
  const name = memberName(callee);
  if (owner === undefined || name === undefined) return undefined;
  if (owner.kind === "type") {
    const values = typeArguments(owner.node, /^(?:Readonly|Weak)?Map$/)?.[1];
    return values !== undefined && /^(?:get|values)$/.test(name) ? { kind: "type", node: values } : undefined;
  }
  if (owner.kind !== "class") return undefined;
  const method = owner.node.body.body.find(
    (one) => one.type === "MethodDefinition" && keyName(one.key, one.computed) === name,
  );
  return method?.type === "MethodDefinition" && method.value.returnType != null
    ? { kind: "type", node: method.value.returnType.typeAnnotation }
    : undefined;
}

function memberOf(file: SpanFile, owner: Known, name: string, depth: number): Known | undefined {
  if (owner.kind === "made" || owner.kind === "given") return undefined;
  if (owner.kind === "class") return memberOfClass(file, owner.node, name, depth);
  if (owner.kind === "interface") return signatureOf(owner.node.body.body, name);
  const { node } = owner;
  if (node.type === "TSUnionType") {
    for (const part of node.types) {
      const found = memberOf(file, { kind: "type", node: part }, name, depth);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (node.type === "TSTypeLiteral") return signatureOf(node.members, name);
  const reference = node.type === "TSTypeReference" ? nameOf(node) : undefined;
  const declared = reference === undefined ? undefined : findDeclaredType(file, reference);
  return declared === undefined || depth > MAX_DEPTH ? undefined : memberOf(file, declared, name, depth + 1);
}

function signatureOf(members: readonly TSESTree.TypeElement[], name: string): Known | undefined {
  for (const member of members) {
    if (member.type === "TSPropertySignature" && keyName(member.key, member.computed) === name) {
      const type = member.typeAnnotation?.typeAnnotation;
      return type === undefined ? undefined : { kind: "type", node: type };
    }
  }
  return undefined;
}

function memberOfClass(file: SpanFile, owner: ClassNode, name: string, depth: number): Known | undefined {
  for (const member of owner.body.body) {
    if (member.type === "PropertyDefinition" && keyName(member.key, member.computed) === name) {
      if (member.typeAnnotation != null) return { kind: "type", node: member.typeAnnotation.typeAnnotation };
      if (member.value != null) return knownOf(file, member.value, depth + 1);
    }
    if (member.type !== "MethodDefinition") continue;
    if (member.kind === "get" && keyName(member.key, member.computed) === name)
      return member.value.returnType == null
        ? undefined
        : { kind: "type", node: member.value.returnType.typeAnnotation };
    if (member.kind !== "constructor") continue;
    for (const parameter of member.value.params) {
      if (parameter.type !== "TSParameterProperty" || parameter.parameter.type !== "Identifier") continue;
      const { name: own, typeAnnotation } = parameter.parameter;
      if (own === name && typeAnnotation != null)
        return { kind: "type", node: typeAnnotation.typeAnnotation };
    }
  }
  return assignedTo(file, owner, name, depth);
}

/** `this.client = new Client(…)` anywhere in the class. */
function assignedTo(file: SpanFile, owner: ClassNode, name: string, depth: number): Known | undefined {
  let found: Known | undefined;
  walk(owner.body, (node) => {
    if (found !== undefined) return false;
    if (
      node.type === "AssignmentExpression" &&
      node.operator === "=" &&
      memberPath(node.left)?.join(".") === `this.${name}`
    )
      found = knownOf(file, node.right, depth + 1);
    return undefined;
  });
  return found;
}

function awaited(known: Known | undefined): Known | undefined {
  if (known?.kind !== "type") return known;
  const [value] = typeArguments(known.node, /^Promise(?:Like)?$/) ?? [];
  return value === undefined ? known : { kind: "type", node: value };
}

function typeArguments(node: TSESTree.TypeNode, names: RegExp): readonly TSESTree.TypeNode[] | undefined {
  return node.type === "TSTypeReference" && names.test(nameOf(node) ?? "")
    ? node.typeArguments?.params
    : undefined;
}

/** The name of a type that has no qualifier. */
export function nameOf(node: TSESTree.TSTypeReference): string | undefined {
  return node.typeName.type === "Identifier" ? node.typeName.name : undefined;
}

/** An interface, alias or class at the top level of the file. */
export function findDeclaredType(file: SpanFile, name: string): Known | undefined {
  for (const statement of file.program.body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type === "TSTypeAliasDeclaration" && declaration.id.name === name)
      return { kind: "type", node: declaration.typeAnnotation };
    if (declaration?.type === "TSInterfaceDeclaration" && declaration.id.name === name)
      return { kind: "interface", node: declaration };
    if (declaration?.type === "ClassDeclaration" && declaration.id?.name === name)
      return { kind: "class", node: declaration };
  }
  return undefined;
}
