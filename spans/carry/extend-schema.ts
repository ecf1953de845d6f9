import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, skipWrappers } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { findImport } from "../imports.ts";
import { calleePath } from "./callee.ts";

/** An object of a schema that can get `_sentry`, and the name by which its library is called there. */
export interface SchemaObject {
  readonly node: TSESTree.ObjectExpression;
  readonly library: "zod" | "valibot";
  readonly local: string;
}

const OBJECTS = /^(?:object|strictObject|looseObject)$/;
const UNIONS = /^(?:union|discriminatedUnion|variant)$/;
/** Leave a schema's properties as they are; a `transform` or a `pipe` may not. */
const KEEPS =
  /^(?:strict|strip|passthrough|loose|describe|meta|readonly|brand|refine|superRefine|optional|nullable|nullish)\(?\)?$/;

const asked = new WeakMap<SpanFile, Map<TSESTree.Node, SchemaObject>>();

/**
 * The objects of a schema of this file that let `_sentry` through once they list it: `z.object({ … })`, every member of a union of them,
 * what `.extend({ … })` adds. What was asked for is noted, see `takeAsked`.
 *
 * @returns `undefined` where a part of it is out of reach, or may drop what it does not know of.
 */
export function findSchemaObjects(
  file: SpanFile,
  at: TSESTree.Node,
  name: string,
): readonly SchemaObject[] | undefined {
  const objects = objectsNamed(file, at, name, 0);
  const known = asked.get(file) ?? new Map<TSESTree.Node, SchemaObject>();
  asked.set(file, known);
  for (const object of objects ?? []) known.set(object.node, object);
  return objects;
}

/** The objects that were asked for since the last time. */
export function takeAsked(file: SpanFile): readonly SchemaObject[] {
  const known = [...(asked.get(file)?.values() ?? [])];
  asked.delete(file);
  return known;
}

function objectsNamed(
  file: SpanFile,
  at: TSESTree.Node,
  name: string,
  depth: number,
): readonly SchemaObject[] | undefined {
  const definition = findVariable(file, at, name)?.defs[0];
  if (definition?.type !== "Variable" || definition.node.init === null || depth > 5) return undefined;
  return objectsIn(file, definition.node.init as TSESTree.Expression, depth);
}

function objectsIn(file: SpanFile, node: TSESTree.Node, depth: number): readonly SchemaObject[] | undefined {
  const call = skipWrappers(node);
  if (call.type === "Identifier") return objectsNamed(file, call, call.name, depth + 1);
  if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return undefined;
  const [root = "", ...rest] = calleePath(call);
  const method = rest.at(-1) ?? "";
  const library = libraryOf(file, root);
  if (library !== undefined && rest.length === 1) {
    if (OBJECTS.test(method)) return literalOf(call.arguments[0], library, root);
    return UNIONS.test(method) ? membersOf(file, call.arguments.at(-1), depth) : undefined;
  }
  if (method === "extend") {
    const owner = library ?? libraryIn(file, call.arguments[0]);
    return owner === undefined ? undefined : literalOf(call.arguments[0], owner, localOf(file, owner));
  }
  return KEEPS.test(method) ? objectsIn(file, call.callee.object, depth) : undefined;
}

function membersOf(
  file: SpanFile,
  list: TSESTree.Node | undefined,
  depth: number,
): readonly SchemaObject[] | undefined {
  if (list?.type !== "ArrayExpression") return undefined;
  const members = list.elements.map((element) =>
    element === null ? undefined : objectsIn(file, element, depth),
  );
  return members.every((one) => one !== undefined) ? members.flat() : undefined;
}

function literalOf(
  node: TSESTree.Node | undefined,
  library: SchemaObject["library"],
  local: string,
): readonly SchemaObject[] | undefined {
  return node?.type === "ObjectExpression" && local !== "" ? [{ node, library, local }] : undefined;
}

function libraryOf(file: SpanFile, local: string): SchemaObject["library"] | undefined {
  const module = findImport(file, local)?.module ?? "";
  if (/^zod(?:\/|$)/.test(module)) return "zod";
  return /^valibot$/.test(module) ? "valibot" : undefined;
}

/** `Base.extend({ room: z.string() })`: the library is told by what is added. */
function libraryIn(file: SpanFile, node: TSESTree.Node | undefined): SchemaObject["library"] | undefined {
  if (node?.type !== "ObjectExpression") return undefined;
  for (const property of node.properties) {
    const value = property.type === "Property" ? skipWrappers(property.value) : undefined;
    const library =
      value?.type === "CallExpression" ? libraryOf(file, calleePath(value)[0] ?? "") : undefined;
    if (library === "zod") return library;
  }
  return undefined;
}

function localOf(file: SpanFile, library: SchemaObject["library"]): string {
  return ["z", "zod", "v"].find((local) => libraryOf(file, local) === library) ?? "";
}
