import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberName } from "../../spans/index.ts";
import { superclassOf } from "./class-tree.ts";
import { exportedValue } from "./exported-value.ts";
import type { Project } from "./project.ts";
import { resultOf } from "./result-of.ts";
import type { ClassUnit } from "./units.ts";
import type { Value } from "./value.ts";
import { valueOf } from "./value-of.ts";
import { valueOfType } from "./value-of-type.ts";

/** What a property of a value stands for. */
export function memberOf(project: Project, value: Value, name: string): Value | undefined {
  switch (value.kind) {
    case "instance":
      return memberOfClass(project, value.unit, name, false);
    case "class":
      return memberOfClass(project, value, name, true);
    case "shape":
      return memberOfShape(project, value, name);
    case "object":
      for (const property of value.node.properties) {
        if (property.type === "Property" && keyName(property.key, property.computed) === name)
          return valueOf(project, value.module, property.value);
      }
      return undefined;
    case "namespace":
      return exportedValue(project, value.module, name);
    case "external":
    case "global":
      return { ...value, path: [...value.path, name] };
    default:
      return undefined;
  }
}

/** What a method without a body is declared to give. */
export function returnTypeOf(
  project: Project,
  value: Extract<Value, { kind: "abstract" | "signature" }>,
): Value | undefined {
  if (value.kind === "abstract") {
    const member = value.unit.node.body.body.find(
      (one) => one.type === "TSAbstractMethodDefinition" && keyName(one.key, one.computed) === value.name,
    );
    const type = member?.type === "TSAbstractMethodDefinition" ? member.value.returnType : undefined;
    return type === undefined ? undefined : valueOfType(project, value.unit.module, type.typeAnnotation);
  }
  for (const member of value.shape.members) {
    if (member.type !== "TSMethodSignature" && member.type !== "TSPropertySignature") continue;
    if (keyName(member.key, member.computed) !== value.name) continue;
    const signature = member.type === "TSMethodSignature" ? member : member.typeAnnotation?.typeAnnotation;
    const type =
      signature?.type === "TSMethodSignature" || signature?.type === "TSFunctionType"
        ? signature.returnType?.typeAnnotation
        : undefined;
    return type === undefined ? undefined : valueOfType(project, value.shape.module, type);
  }
  return undefined;
}

function memberOfClass(
  project: Project,
  start: ClassUnit,
  name: string,
  isStatic: boolean,
): Value | undefined {
  const seen = new Set<ClassUnit>();
  for (
    let unit: ClassUnit | undefined = start;
    unit !== undefined && !seen.has(unit);
    unit = superclassOf(project, unit)
  ) {
    seen.add(unit);
    const method = unit.methods.get(name);
    if (method !== undefined && method.isStatic === isStatic) return method;
    const value = propertyOf(project, unit, name, isStatic);
    if (value !== undefined) return value;
  }
  return undefined;
}

function propertyOf(project: Project, unit: ClassUnit, name: string, isStatic: boolean): Value | undefined {
  for (const member of unit.node.body.body) {
    switch (member.type) {
      case "TSAbstractMethodDefinition":
        if (keyName(member.key, member.computed) === name) return { kind: "abstract", unit, name };
        break;
      case "PropertyDefinition":
      case "TSAbstractPropertyDefinition": {
        if (keyName(member.key, member.computed) !== name || member.static !== isStatic) break;
        const type = member.typeAnnotation?.typeAnnotation;
        const value =
          (type === undefined ? undefined : valueOfType(project, unit.module, type)) ??
          (member.value == null ? undefined : valueOf(project, unit.module, member.value)) ??
          assignedValue(project, unit, name);
        if (value !== undefined) return value;
        break;
      }
      case "MethodDefinition": {
        if (member.kind === "get" && keyName(member.key, member.computed) === name) {
          const getter = unit.module.functionOf.get(member.value);
          return getter === undefined ? undefined : resultOf(project, getter);
        }
        const declared =
          member.kind === "constructor" ? parameterProperty(project, unit, member, name) : undefined;
        if (declared !== undefined) return declared;
        break;
      }
    }
  }
  return isStatic ? undefined : assignedValue(project, unit, name);
}

function parameterProperty(
  project: Project,
  unit: ClassUnit,
  { value }: TSESTree.MethodDefinition,
  name: string,
): Value | undefined {
  for (const parameter of value.params) {
    if (parameter.type !== "TSParameterProperty") continue;
    const inner = parameter.parameter;
    const id = inner.type === "AssignmentPattern" ? inner.left : inner;
    if (id.type === "Identifier" && id.name === name && id.typeAnnotation != null)
      return valueOfType(project, unit.module, id.typeAnnotation.typeAnnotation);
  }
  return undefined;
}

/** `this.name = value` in the constructor. */
function assignedValue(project: Project, unit: ClassUnit, name: string): Value | undefined {
  for (const member of unit.node.body.body) {
    if (member.type !== "MethodDefinition" || member.kind !== "constructor" || !isFunction(member.value))
      continue;
    for (const statement of member.value.body?.body ?? []) {
      if (statement.type !== "ExpressionStatement" || statement.expression.type !== "AssignmentExpression")
        continue;
      const { left, right } = statement.expression;
      if (
        left.type === "MemberExpression" &&
        left.object.type === "ThisExpression" &&
        memberName(left) === name
      )
        return valueOf(project, unit.module, right);
    }
  }
  return undefined;
}

function memberOfShape(
  project: Project,
  shape: Extract<Value, { kind: "shape" }>,
  name: string,
): Value | undefined {
  for (const member of shape.members) {
    if (member.type !== "TSMethodSignature" && member.type !== "TSPropertySignature") continue;
    if (keyName(member.key, member.computed) !== name) continue;
    if (member.type === "TSMethodSignature") return { kind: "signature", shape, name };
    const type = member.typeAnnotation?.typeAnnotation;
    if (type?.type === "TSFunctionType") return { kind: "signature", shape, name };
    return type === undefined ? undefined : valueOfType(project, shape.module, type);
  }
  for (const { expression } of shape.bases) {
    const base = valueOf(project, shape.module, expression);
    const value = base === undefined ? undefined : memberOf(project, base, name);
    if (value !== undefined) return value;
  }
  return undefined;
}
