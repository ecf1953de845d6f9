import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberPath } from "../../spans/index.ts";
import type { ExportTarget } from "./units.ts";

/** The export table of a module, for ES modules and for plain `module.exports`. */
export function readExports(program: TSESTree.Program): {
  readonly exports: ReadonlyMap<string, ExportTarget>;
  readonly stars: readonly string[];
} {
  const exports = new Map<string, ExportTarget>();
  const stars: string[] = [];
  for (const statement of program.body) {
    switch (statement.type) {
      case "ExportAllDeclaration":
        if (statement.exported === null) stars.push(statement.source.value);
        else
          exports.set(nameOf(statement.exported), {
            kind: "from",
            source: statement.source.value,
            name: "*",
          });
        break;
      case "ExportDefaultDeclaration":
        exports.set("default", defaultTarget(statement.declaration));
        break;
      case "ExportNamedDeclaration":
        for (const name of declaredNames(statement.declaration)) exports.set(name, { kind: "local", name });
        for (const { local, exported } of statement.specifiers) {
          const source = statement.source?.value;
          const name = nameOf(local);
          exports.set(
            nameOf(exported),
            source === undefined ? { kind: "local", name } : { kind: "from", source, name },
          );
        }
        break;
      case "ExpressionStatement":
        readCommonJs(statement.expression, exports);
        break;
    }
  }
  return { exports, stars };
}

function defaultTarget(declaration: TSESTree.ExportDefaultDeclaration["declaration"]): ExportTarget {
  return declaration.type === "Identifier"
    ? { kind: "local", name: declaration.name }
    : { kind: "node", node: declaration };
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}

function declaredNames(declaration: TSESTree.ExportNamedDeclaration["declaration"]): readonly string[] {
  if (declaration === null) return [];
  if (declaration.type === "VariableDeclaration")
    return declaration.declarations.flatMap(({ id }) => boundNames(id));
  return "id" in declaration && declaration.id?.type === "Identifier" ? [declaration.id.name] : [];
}

function boundNames(id: TSESTree.Node): readonly string[] {
  switch (id.type) {
    case "Identifier":
      return [id.name];
    case "ObjectPattern":
      return id.properties.flatMap((one) => boundNames(one.type === "Property" ? one.value : one.argument));
    case "ArrayPattern":
      return id.elements.flatMap((one) => (one === null ? [] : boundNames(one)));
    case "AssignmentPattern":
      return boundNames(id.left);
    default:
      return [];
  }
}

function readCommonJs(expression: TSESTree.Expression, exports: Map<string, ExportTarget>): void {
  if (expression.type !== "AssignmentExpression") return;
  const path = memberPath(expression.left);
  const { right } = expression;
  const name =
    path?.[0] === "exports" ? path[1] : path?.[0] === "module" && path[1] === "exports" ? path[2] : undefined;
  if (name !== undefined) exports.set(name, { kind: "node", node: right });
  else if (path?.join(".") === "module.exports" && right.type === "ObjectExpression") {
    for (const property of right.properties) {
      if (property.type !== "Property") continue;
      const key = keyName(property.key, property.computed);
      if (key !== undefined) exports.set(key, { kind: "node", node: property.value });
    }
  } else if (path?.join(".") === "module.exports") exports.set("default", { kind: "node", node: right });
}
