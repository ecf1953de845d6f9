import type { TSESTree } from "@typescript-eslint/types";
import {
  findVariable,
  isFunction,
  keyName,
  memberName,
  requiredModule,
  skipWrappers,
  type Scope,
} from "../../spans/index.ts";
import { importedValue } from "./exported-value.ts";
import { memberOf } from "./member-of.ts";
import type { Project } from "./project.ts";
import { resultOf } from "./result-of.ts";
import type { ClassUnit, SourceModule } from "./units.ts";
import type { Value } from "./value.ts";
import { valueOfType } from "./value-of-type.ts";

/**
 * What an expression stands for, by declarations, imports, annotations and constructors. A promise counts as what it holds: whoever
 * asks looks for functions and handles, and those are the same on both sides of an `await`.
 */
export function valueOf(project: Project, module: SourceModule, node: TSESTree.Node): Value | undefined {
  if (project.values.has(node)) return project.values.get(node);
  project.values.set(node, undefined); // a question that comes back to itself has no answer
  const value = compute(project, module, node);
  project.values.set(node, value);
  return value;
}

function compute(project: Project, module: SourceModule, node: TSESTree.Node): Value | undefined {
  const of = (inner: TSESTree.Node): Value | undefined => valueOf(project, module, inner);
  switch (node.type) {
    case "TSAsExpression":
    case "TSTypeAssertion":
    case "TSSatisfiesExpression":
      return valueOfType(project, module, node.typeAnnotation) ?? of(node.expression);
    case "TSNonNullExpression":
    case "ChainExpression":
      return of(node.expression);
    case "AwaitExpression":
      return of(node.argument);
    case "Identifier":
      return valueOfName(project, module, node);
    case "ThisExpression":
      return instanceAround(module, node);
    case "Super": {
      const around = instanceAround(module, node);
      return around === undefined ? undefined : superInstance(project, around.unit);
    }
    case "MemberExpression": {
      const name = memberName(node);
      const object = of(node.object);
      return name === undefined || object === undefined ? undefined : memberOf(project, object, name);
    }
    case "CallExpression":
      return valueOfCall(project, module, node);
    case "NewExpression": {
      const callee = of(node.callee);
      if (callee?.kind === "global" && callee.path[0] === "Proxy" && node.arguments[0] !== undefined)
        return of(node.arguments[0]);
      return callee === undefined ? undefined : resultOf(project, callee);
    }
    case "ImportExpression":
      return node.source.type === "Literal" && typeof node.source.value === "string"
        ? importedValue(project, module, node.source.value, "*")
        : undefined;
    case "LogicalExpression":
      return preferred([of(node.left), of(node.right)]);
    case "ConditionalExpression":
      return preferred([of(node.consequent), of(node.alternate)]);
    case "AssignmentExpression":
      return of(node.right);
    case "SequenceExpression": {
      const last = node.expressions.at(-1);
      return last === undefined ? undefined : of(last);
    }
    case "ObjectExpression":
      return { kind: "object", module, node };
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return module.functionOf.get(node);
    case "ClassDeclaration":
    case "ClassExpression":
      return module.classOf.get(node);
    default:
      return undefined;
  }
}

/** The first value that says something: what hangs on `globalThis` may be anything. */
export function preferred(values: readonly (Value | undefined)[]): Value | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.find(({ kind }) => kind !== "global") ?? known[0];
}

function valueOfName(project: Project, module: SourceModule, node: TSESTree.Identifier): Value | undefined {
  const variable = findVariable(module.file, node, node.name);
  if (variable !== undefined) return valueOfVariable(project, module, variable);
  return node.name === "globalThis" || node.name === "window"
    ? { kind: "global", path: [] }
    : { kind: "global", path: [node.name] };
}

type Variable = Scope["variables"][number];

/** What a declared name stands for: its annotation, its value, or what is assigned to it later. */
export function valueOfVariable(
  project: Project,
  module: SourceModule,
  variable: Variable,
): Value | undefined {
  for (const definition of variable.defs) {
    const node = definition.node as TSESTree.Node;
    let value: Value | undefined;
    switch (definition.type) {
      case "ImportBinding": {
        const binding = module.imports.find(({ local }) => local === variable.name);
        value =
          binding === undefined
            ? undefined
            : importedValue(project, module, binding.module, binding.imported);
        break;
      }
      case "FunctionName":
      case "ClassName":
        value = valueOf(project, module, node);
        break;
      case "Variable":
        value = valueOfDeclarator(project, module, node as TSESTree.VariableDeclarator, variable);
        break;
      case "Parameter":
        value = valueOfParameter(project, module, node, variable.name);
        break;
      default:
    }
    if (value !== undefined) return value;
  }
  return undefined;
}

function valueOfDeclarator(
  project: Project,
  module: SourceModule,
  node: TSESTree.VariableDeclarator,
  variable: Variable,
): Value | undefined {
  const { id, init } = node;
  const required = requiredModule(init);
  const declared =
    id.typeAnnotation == null ? undefined : valueOfType(project, module, id.typeAnnotation.typeAnnotation);
  const initial =
    declared ??
    (required !== undefined
      ? importedValue(project, module, required, "*")
      : init === null
        ? undefined
        : valueOf(project, module, init));
  if (id.type !== "Identifier") {
    const path = patternPath(id, variable.name);
    return path === undefined || initial === undefined ? undefined : descend(project, initial, path);
  }
  if (initial !== undefined) return initial;
  for (const { writeExpr } of variable.references) {
    const value = writeExpr == null || writeExpr === init ? undefined : valueOf(project, module, writeExpr);
    if (value !== undefined) return value;
  }
  return undefined;
}

function valueOfParameter(
  project: Project,
  module: SourceModule,
  owner: TSESTree.Node,
  name: string,
): Value | undefined {
  if (!isFunction(owner)) return undefined;
  for (const parameter of owner.params) {
    const inner = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
    const [id, fallback] =
      inner.type === "AssignmentPattern" ? [inner.left, inner.right] : [inner, undefined];
    if (id.type === "RestElement") continue;
    const path = patternPath(id, name);
    if (path === undefined) continue;
    const annotation = "typeAnnotation" in id ? id.typeAnnotation : undefined;
    const whole =
      (annotation == null ? undefined : valueOfType(project, module, annotation.typeAnnotation)) ??
      (fallback === undefined ? undefined : valueOf(project, module, fallback));
    return whole === undefined ? undefined : descend(project, whole, path);
  }
  return undefined;
}

function descend(project: Project, value: Value, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>(
    (at, name) => (at === undefined ? undefined : memberOf(project, at, name)),
    value,
  );
}

/** The property path by which a destructuring pattern binds a name. */
function patternPath(pattern: TSESTree.Node, name: string): readonly string[] | undefined {
  switch (pattern.type) {
    case "Identifier":
      return pattern.name === name ? [] : undefined;
    case "AssignmentPattern":
      return patternPath(pattern.left, name);
    case "ObjectPattern":
      for (const property of pattern.properties) {
        if (property.type !== "Property") continue;
        const key = keyName(property.key, property.computed);
        const rest = patternPath(property.value, name);
        if (key !== undefined && rest !== undefined) return [key, ...rest];
      }
      return undefined;
    default:
      return undefined;
  }
}

function valueOfCall(
  project: Project,
  module: SourceModule,
  node: TSESTree.CallExpression,
): Value | undefined {
  const required = requiredModule(node);
  if (required !== undefined) return importedValue(project, module, required, "*");
  const callee = skipWrappers(node.callee);
  const [first] = node.arguments;
  if (callee.type === "MemberExpression") {
    const method = memberName(callee);
    // `f.bind(x)` is `f`; `promise.catch(…)` holds what the promise holds.
    if (method === "bind" || method === "catch" || method === "finally")
      return valueOf(project, module, callee.object);
  }
  const target = valueOf(project, module, callee);
  if (target === undefined) return undefined;
  // A promisified function reaches what the function reaches.
  if (target.kind === "external" && target.path.at(-1) === "promisify" && first !== undefined)
    return valueOf(project, module, first);
  return resultOf(project, target);
}

function instanceAround(
  module: SourceModule,
  node: TSESTree.Node,
): { readonly kind: "instance"; readonly unit: ClassUnit } | undefined {
  for (let at: TSESTree.Node | undefined = node; at != null; at = at.parent) {
    const unit = module.classOf.get(at);
    if (unit !== undefined) return { kind: "instance", unit };
  }
  return undefined;
}

function superInstance(project: Project, unit: ClassUnit): Value | undefined {
  const { superClass } = unit.node;
  const parent = superClass === null ? undefined : valueOf(project, unit.module, superClass);
  return parent?.kind === "class" ? { kind: "instance", unit: parent } : undefined;
}
