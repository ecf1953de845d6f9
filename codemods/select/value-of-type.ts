import type { TSESTree } from "@typescript-eslint/types";
import { memberPath } from "../../spans/index.ts";
import { importedValue } from "./exported-value.ts";
import { memberOf } from "./member-of.ts";
import type { Project } from "./project.ts";
import { resultOf } from "./result-of.ts";
import type { SourceModule } from "./units.ts";
import type { Value } from "./value.ts";
import { valueOf } from "./value-of.ts";

/** Types that hold what their argument is. */
const TRANSPARENT = new Set([
  "Promise",
  "PromiseLike",
  "Awaited",
  "Readonly",
  "Partial",
  "Required",
  "NonNullable",
  "Omit",
  "Pick",
  "InstanceType",
]);

/** What a value of a type stands for: an instance of a class, a shape, or something from a package. */
export function valueOfType(
  project: Project,
  module: SourceModule,
  node: TSESTree.TypeNode,
): Value | undefined {
  switch (node.type) {
    case "TSTypeReference":
      return valueOfReference(project, module, node);
    case "TSTypeQuery":
      return node.exprName.type === "Identifier" ? valueOf(project, module, node.exprName) : undefined;
    case "TSUnionType":
    case "TSIntersectionType":
      for (const member of node.types) {
        const value = valueOfType(project, module, member);
        if (value !== undefined) return value;
      }
      return undefined;
    case "TSTypeLiteral":
      return { kind: "shape", module, name: undefined, members: node.members, bases: [] };
    case "TSTypeOperator":
      return node.typeAnnotation === undefined
        ? undefined
        : valueOfType(project, module, node.typeAnnotation);
    default:
      return undefined;
  }
}

/** What a value of a type that the module declares stands for. */
export function valueOfDeclaredType(project: Project, module: SourceModule, name: string): Value | undefined {
  const declared = module.types.get(name);
  if (declared === undefined) return undefined;
  if (project.values.has(declared)) return project.values.get(declared);
  project.values.set(declared, undefined);
  const value: Value | undefined =
    declared.type === "TSInterfaceDeclaration"
      ? { kind: "shape", module, name, members: declared.body.body, bases: declared.extends }
      : valueOfType(project, module, declared.typeAnnotation);
  project.values.set(declared, value);
  return value;
}

function valueOfReference(
  project: Project,
  module: SourceModule,
  node: TSESTree.TSTypeReference,
): Value | undefined {
  const path = typePath(node.typeName);
  const [name, ...rest] = path;
  if (name === undefined) return undefined;
  const [argument] = node.typeArguments?.params ?? [];
  if (rest.length === 0 && argument !== undefined) {
    if (name === "ReturnType") {
      const value = valueOfType(project, module, argument);
      return value === undefined ? undefined : resultOf(project, value);
    }
    if (TRANSPARENT.has(name)) return valueOfType(project, module, argument);
  }
  const binding = module.imports.find(({ local }) => local === name);
  const start =
    binding === undefined
      ? (valueOfDeclaredType(project, module, name) ?? declaredClass(module, name))
      : importedValue(project, module, binding.module, binding.imported);
  if (start === undefined)
    return binding === undefined ? { kind: "global", path: [...path, "()"] } : undefined;
  const value = rest.reduce<Value | undefined>(
    (at, part) => (at === undefined ? undefined : memberOf(project, at, part)),
    start,
  );
  if (value?.kind === "class") return { kind: "instance", unit: value };
  if (value?.kind === "external") return { ...value, path: [...value.path, "()"] };
  return value;
}

function declaredClass(module: SourceModule, name: string): Value | undefined {
  return module.classes.find((unit) => unit.name === name);
}

function typePath(node: TSESTree.EntityName): readonly string[] {
  return node.type === "TSQualifiedName"
    ? [...typePath(node.left), node.right.name]
    : (memberPath(node) ?? []);
}
