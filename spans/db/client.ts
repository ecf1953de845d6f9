import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, keyName, memberName, skipWrappers, skipWrappersUp } from "../ast.ts";
import type { DbLibrary } from "../config.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { findImport, requiredModule, type ImportBinding } from "../imports.ts";
import { resolveSpecifier } from "../paths.ts";
import { chainOf } from "./chain.ts";
import { clientOfCall, clientOfTag, driverOfLibrary } from "./factory.ts";
import { clientOfType } from "./handle-type.ts";
import { libraries, libraryOfModule, starterWords } from "./library.ts";
import { operationOf } from "./operation.ts";
import { canHoldHandles } from "./provenance.ts";
import { readQuery } from "./query.ts";

/** A database handle: which library it belongs to and which driver is under it. */
export interface DbClient {
  readonly library: DbLibrary;
  readonly driver: string | undefined;
  /** Model or repository that the handle stands for. */
  readonly collection?: string | undefined;
  /** Set when the handle is a query or a statement that was begun elsewhere: its operation, empty where that is not written out. */
  readonly begun?: string | undefined;
}

/** The question "is this a database handle?", handed down while it goes from name to name. */
export interface Lookup {
  readonly file: SpanFile;
  find(node: TSESTree.Node): DbClient | undefined;
}

/** Names that stand for names that stand for names: no real code goes deeper. */
const MAX_DEPTH = 6;

/**
 * Finds out by imports, declarations and annotations whether an expression is a database handle; works without node_modules. Types
 * are asked last.
 */
export function findClient(file: SpanFile, node: TSESTree.Node, depth = 0): DbClient | undefined {
  if (depth > MAX_DEPTH || !canHoldHandles(file)) return undefined;
  const lookup = lookupIn(file, depth + 1);
  const inner = skipWrappers(node);
  switch (inner.type) {
    case "Identifier":
      return clientOfName(lookup, inner) ?? clientByType(file, inner);
    case "MemberExpression":
      return (
        (isThis(inner.object) ? clientOfProperty(lookup, inner) : undefined) ?? clientByType(file, inner)
      );
    case "AwaitExpression": {
      // `await pool.connect()` is a handle, `await query` gives rows.
      const awaited = lookup.find(inner.argument);
      return awaited?.begun === undefined ? awaited : undefined;
    }
    case "CallExpression":
    case "NewExpression":
      return clientOfCall(lookup, inner) ?? clientOfImportedCall(lookup, inner);
    case "TaggedTemplateExpression":
      return clientOfTag(lookup, inner);
    case "LogicalExpression":
      // `globalThis.db ?? drizzle(pool)`, the one handle of a development server.
      return lookup.find(inner.right) ?? lookup.find(inner.left);
    default:
      return undefined;
  }
}

/** How the parts of the model ask for handles. */
export function lookupIn(file: SpanFile, depth = 0): Lookup {
  return { file, find: (node) => findClient(file, node, depth) };
}

function isThis(node: TSESTree.Node): boolean {
  return node.type === "ThisExpression";
}

function clientOfName(lookup: Lookup, node: TSESTree.Identifier): DbClient | undefined {
  const definition = findDefinition(lookup.file, node, node.name);
  switch (definition?.kind) {
    case "import": {
      const binding = findImport(lookup.file, node.name);
      return binding === undefined ? undefined : clientOfImport(lookup.file, binding);
    }
    case "variable":
      return clientOfVariable(lookup, definition.node as TSESTree.VariableDeclarator, node.name);
    case "parameter":
      return clientOfParameter(lookup, definition.node, node.name);
    default:
      return undefined;
  }
}

/** A handle that the config names, by the module's path from the root or by its specifier. */
function clientOfImport(file: SpanFile, binding: ImportBinding): DbClient | undefined {
  const module = resolveSpecifier(file.path, binding.module);
  const entry = (file.config.db?.clients ?? []).find(
    ({ name, from }) =>
      (name === binding.imported ||
        ((binding.imported === "default" || binding.imported === "*") && name === binding.local)) &&
      from.some((one) => one === module || one === binding.module),
  );
  return entry === undefined
    ? undefined
    : { library: entry.library, driver: entry.driver ?? driverOfLibrary(entry.library) };
}

/** `getDb().select()`: the config may name a function that gives the handle. A knex handle is called for a query, not for itself. */
function clientOfImportedCall(
  { file }: Lookup,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
): DbClient | undefined {
  const callee = skipWrappers(node.callee);
  if (callee.type !== "Identifier" || findDefinition(file, callee, callee.name)?.block.type !== "Program")
    return undefined;
  const binding = findImport(file, callee.name);
  const client = binding === undefined ? undefined : clientOfImport(file, binding);
  return client?.library === "knex" ? undefined : client;
}

function clientOfVariable(
  lookup: Lookup,
  node: TSESTree.VariableDeclarator,
  name: string,
): DbClient | undefined {
  const { file } = lookup;
  const annotated =
    node.id.typeAnnotation == null ? undefined : typedClient(lookup, node.id.typeAnnotation.typeAnnotation);
  if (annotated !== undefined) return annotated;
  const { init } = node;
  if (init === null) return undefined;
  const isRequired = requiredModule(init) !== undefined || init.type === "MemberExpression";
  const binding = isRequired || node.id.type !== "Identifier" ? findImport(file, name) : undefined;
  if (binding !== undefined) return clientOfImport(file, binding);
  return node.id.type === "Identifier" ? (lookup.find(init) ?? begunQuery(lookup, init)) : undefined;
}

/** `const query = db.select().from(users)`: the name stands for a query that runs where it is awaited or ended. */
function begunQuery(lookup: Lookup, init: TSESTree.Expression): DbClient | undefined {
  const query = readQuery(lookup, preparedQuery(init) ?? init);
  if (query === undefined || query.runs === "now" || query.isSync) return undefined;
  if (libraries[query.client.library].streams?.has(query.chain.links.at(-1)?.name ?? "") === true)
    return undefined;
  const { operation, collection } = operationOf(lookup.file, query.chain, query.client);
  return { ...query.client, begun: operation, collection };
}

/** Drizzle: `db.select().from(users).prepare("all_users")`, which `execute` runs. */
function preparedQuery(init: TSESTree.Expression): TSESTree.Expression | undefined {
  const call = skipWrappers(init);
  return call.type === "CallExpression" &&
    call.callee.type === "MemberExpression" &&
    memberName(call.callee) === "prepare"
    ? call.callee.object
    : undefined;
}

function clientOfParameter(lookup: Lookup, owner: TSESTree.Node, name: string): DbClient | undefined {
  if (!isFunction(owner)) return undefined;
  for (const parameter of owner.params) {
    const inner = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
    const id = inner.type === "AssignmentPattern" ? inner.left : inner;
    if (id.type === "ObjectPattern") {
      const typed = clientInPattern(lookup, id, name);
      if (typed !== undefined) return typed;
    }
    if (id.type !== "Identifier" || id.name !== name) continue;
    const typed =
      id.typeAnnotation == null ? undefined : typedClient(lookup, id.typeAnnotation.typeAnnotation);
    const given = inner.type === "AssignmentPattern" ? lookup.find(inner.right) : undefined;
    const known = typed ?? given;
    if (known !== undefined) return known;
    return owner.params[0] === parameter ? clientOfTransaction(lookup, owner) : undefined;
  }
  return undefined;
}

/** `({ db }: { db: Database })`, with the type written out there. */
function clientInPattern(
  lookup: Lookup,
  pattern: TSESTree.ObjectPattern,
  name: string,
): DbClient | undefined {
  const type = pattern.typeAnnotation?.typeAnnotation;
  if (type?.type !== "TSTypeLiteral") return undefined;
  const property = pattern.properties.find(
    (one) => one.type === "Property" && one.value.type === "Identifier" && one.value.name === name,
  );
  const key = property?.type === "Property" ? keyName(property.key, property.computed) : undefined;
  for (const member of type.members) {
    if (member.type !== "TSPropertySignature" || keyName(member.key, member.computed) !== key) continue;
    return member.typeAnnotation === undefined
      ? undefined
      : typedClient(lookup, member.typeAnnotation.typeAnnotation);
  }
  return undefined;
}

const TRANSACTION_METHODS = new Set(["transaction", "$transaction", "begin", "savepoint", "execute"]);

/**
 * The handle of `db.transaction(async (tx) => …)` when a function is such a callback: its first parameter is one of the same library.
 */
export function clientOfTransaction({ find }: Lookup, callback: TSESTree.Node): DbClient | undefined {
  const call = skipWrappersUp(callback).parent;
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return undefined;
  if (!call.arguments.includes(callback as TSESTree.Expression)) return undefined;
  const method = memberName(call.callee);
  if (method === undefined || !TRANSACTION_METHODS.has(method)) return undefined;
  const chain = chainOf(call);
  if (chain === undefined) return undefined;
  // Kysely: `db.transaction().execute(cb)`, `db.connection().execute(cb)`.
  if (method === "execute" && !/^(?:transaction|connection)$/.test(chain.links.at(-2)?.name ?? ""))
    return undefined;
  return find(chain.root);
}

function clientOfProperty(lookup: Lookup, node: TSESTree.MemberExpression): DbClient | undefined {
  const name = memberName(node);
  const body = enclosingClass(node);
  if (name === undefined || body === undefined) return undefined;
  for (const member of body.body) {
    if (member.type === "PropertyDefinition" && keyName(member.key, member.computed) === name) {
      const typed =
        member.typeAnnotation == null ? undefined : typedClient(lookup, member.typeAnnotation.typeAnnotation);
      const client = typed ?? (member.value === null ? undefined : lookup.find(member.value));
      if (client !== undefined) return client;
    }
    if (member.type !== "MethodDefinition" || member.kind !== "constructor") continue;
    for (const parameter of member.value.params) {
      if (parameter.type !== "TSParameterProperty") continue;
      const id =
        parameter.parameter.type === "AssignmentPattern" ? parameter.parameter.left : parameter.parameter;
      if (id.type !== "Identifier" || id.name !== name || id.typeAnnotation == null) continue;
      return typedClient(lookup, id.typeAnnotation.typeAnnotation);
    }
    const assigned = assignedInConstructor(member.value, name);
    if (assigned !== undefined) return lookup.find(assigned);
  }
  return undefined;
}

function assignedInConstructor(
  node: TSESTree.FunctionExpression | TSESTree.TSEmptyBodyFunctionExpression,
  name: string,
): TSESTree.Expression | undefined {
  for (const statement of node.body?.body ?? []) {
    if (statement.type !== "ExpressionStatement" || statement.expression.type !== "AssignmentExpression")
      continue;
    const { left, right } = statement.expression;
    if (left.type === "MemberExpression" && isThis(left.object) && memberName(left) === name) return right;
  }
  return undefined;
}

function enclosingClass(node: TSESTree.Node): TSESTree.ClassBody | undefined {
  for (let at = node.parent; at != null; at = at.parent) {
    if (at.type === "ClassBody") return at;
    if (
      at.type === "FunctionDeclaration" ||
      (at.type === "FunctionExpression" && at.parent?.type !== "MethodDefinition")
    )
      return undefined;
  }
  return undefined;
}

/** By a type's name; the config may name one, too: `constructor(private readonly prisma: PrismaService)`. */
function typedClient(lookup: Lookup, node: TSESTree.TypeNode): DbClient | undefined {
  const client = clientOfType(lookup, node);
  if (client !== undefined || node.type !== "TSTypeReference" || node.typeName.type !== "Identifier")
    return client;
  const binding = findImport(lookup.file, node.typeName.name);
  return binding === undefined ? undefined : clientOfImport(lookup.file, binding);
}

/** Types are asked only where a query may begin: each question has its price. */
function clientByType(file: SpanFile, node: TSESTree.Node): DbClient | undefined {
  if (file.types === undefined || !isBeforeStarter(node)) return undefined;
  const module = file.types.libraryOf(file.path, node.range);
  const library = module === undefined ? undefined : libraryOfModule(module);
  return library === undefined ? undefined : { library, driver: driverOfLibrary(library) };
}

function isBeforeStarter(node: TSESTree.Node): boolean {
  const { parent } = skipWrappersUp(node);
  if (parent?.type === "CallExpression" && parent.callee === node) return true;
  if (parent?.type !== "MemberExpression") return false;
  const name = memberName(parent) ?? "";
  // A model stands between a prisma client and the method.
  const outer = parent.parent?.type === "MemberExpression" ? memberName(parent.parent) : undefined;
  return starterWords.has(name) || (outer !== undefined && libraries.prisma.terminals?.has(outer) === true);
}
