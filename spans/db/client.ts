import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, isFunction, keyName, memberName, skipWrappers, skipWrappersUp } from "../ast.ts";
import type { DbLibrary } from "../config.ts";
import type { Scope, SpanFile } from "../file.ts";
import { findImport, importBindings, requiredModule, type ImportBinding } from "../imports.ts";
import { resolveSpecifier } from "../paths.ts";
import { chainOf } from "./chain.ts";
import { operationOf } from "./operation.ts";
import { drizzleDriver, libraries, libraryOfModule } from "./library.ts";

/** A database handle: which library it belongs to and which driver is under it. */
export interface DbClient {
  readonly library: DbLibrary;
  readonly driver: string | undefined;
  /** Model or repository that the handle stands for. */
  readonly collection?: string | undefined;
  /** Set when the handle is a query that was begun elsewhere. */
  readonly begun?: string | undefined;
}

/**
 * Finds out by imports, declarations and annotations whether an expression is a database handle; works without node_modules. Types
 * are asked last.
 */
export function findClient(file: SpanFile, node: TSESTree.Node, depth = 0): DbClient | undefined {
  if (depth > 6) return undefined;
  const inner = skipWrappers(node);
  if (inner.type === "Identifier") return clientOfName(file, inner, depth) ?? clientByType(file, inner);
  if (inner.type === "MemberExpression" && inner.object.type === "ThisExpression") {
    return clientOfProperty(file, inner, depth) ?? clientByType(file, inner);
  }
  if (inner.type === "AwaitExpression") return findClient(file, inner.argument, depth + 1);
  if (inner.type === "CallExpression" || inner.type === "NewExpression")
    return clientOfCall(file, inner, depth);
  return undefined;
}

function clientOfName(file: SpanFile, node: TSESTree.Identifier, depth: number): DbClient | undefined {
  const variable = findVariable(file, node, node.name);
  const definition = variable?.defs[0];
  if (definition === undefined) return undefined;
  switch (definition.type) {
    case "ImportBinding": {
      const binding = findImport(file, node.name);
      return binding === undefined ? undefined : clientOfImport(file, binding);
    }
    case "Variable":
      return clientOfVariable(file, definition.node as TSESTree.VariableDeclarator, node.name, depth);
    case "Parameter":
      return clientOfParameter(file, definition, node.name, depth);
    case "ClassName":
      return undefined;
    default:
      return undefined;
  }
}

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

function clientOfVariable(
  file: SpanFile,
  node: TSESTree.VariableDeclarator,
  name: string,
  depth: number,
): DbClient | undefined {
  const annotated =
    node.id.typeAnnotation == null
      ? undefined
      : clientOfType(file, node.id.typeAnnotation.typeAnnotation, depth);
  if (annotated !== undefined) return annotated;
  const { init } = node;
  if (init === null) return undefined;
  if (node.id.type !== "Identifier") {
    const binding = findImport(file, name);
    return binding === undefined ? undefined : clientOfImport(file, binding);
  }
  if (requiredModule(init) !== undefined || init.type === "MemberExpression") {
    const binding = findImport(file, name);
    if (binding !== undefined) return clientOfImport(file, binding);
  }
  return findClient(file, init, depth + 1) ?? begunQuery(file, init, depth);
}

/** `const query = db.select().from(users)`: the name stands for a query that runs where it is awaited. */
function begunQuery(file: SpanFile, init: TSESTree.Expression, depth: number): DbClient | undefined {
  const chain = chainOf(init);
  if (chain === undefined) return undefined;
  const client = findClient(file, chain.root, depth + 1);
  if (client === undefined) return undefined;
  const starter = chain.links[0]?.name;
  if (starter === undefined || libraries[client.library].runs === "promise") return undefined;
  if (!libraries[client.library].starters.has(starter)) return undefined;
  const { operation, collection } = operationOf(chain, client);
  return { ...client, begun: operation, collection };
}

type Definition = NonNullable<Scope["variables"][number]["defs"][number]>;

function clientOfParameter(
  file: SpanFile,
  definition: Definition,
  name: string,
  depth: number,
): DbClient | undefined {
  const owner = definition.node as TSESTree.Node;
  if (!isFunction(owner)) return undefined;
  const parameter = owner.params.find((one) => {
    const inner = one.type === "TSParameterProperty" ? one.parameter : one;
    const id = inner.type === "AssignmentPattern" ? inner.left : inner;
    return id.type === "Identifier" && id.name === name;
  });
  if (parameter === undefined) return undefined;
  const inner = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
  const id = inner.type === "AssignmentPattern" ? inner.left : inner;
  if (id.type === "Identifier" && id.typeAnnotation != null) {
    const typed = clientOfType(file, id.typeAnnotation.typeAnnotation, depth);
    if (typed !== undefined) return typed;
  }
  return owner.params[0] === parameter ? clientOfTransaction(file, owner, depth) : undefined;
}

const TRANSACTION_METHODS = new Set(["transaction", "$transaction", "begin", "savepoint", "execute"]);

/** The first parameter of `db.transaction(async (tx) => …)` is a handle of the same library. */
function clientOfTransaction(file: SpanFile, callback: TSESTree.Node, depth: number): DbClient | undefined {
  const call = skipWrappersUp(callback).parent;
  if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression") return undefined;
  if (!call.arguments.includes(callback as TSESTree.Expression)) return undefined;
  const method = memberName(call.callee);
  if (method === undefined || !TRANSACTION_METHODS.has(method)) return undefined;
  const chain = chainOf(call);
  if (chain === undefined || (method === "execute" && chain.links[0]?.name !== "transaction"))
    return undefined;
  return findClient(file, chain.root, depth + 1);
}

function clientOfProperty(
  file: SpanFile,
  node: TSESTree.MemberExpression,
  depth: number,
): DbClient | undefined {
  const name = memberName(node);
  const body = enclosingClass(node);
  if (name === undefined || body === undefined) return undefined;
  for (const member of body.body) {
    if (member.type === "PropertyDefinition" && keyName(member.key, member.computed) === name) {
      const typed =
        member.typeAnnotation == null
          ? undefined
          : clientOfType(file, member.typeAnnotation.typeAnnotation, depth);
      const client = typed ?? (member.value === null ? undefined : findClient(file, member.value, depth + 1));
      if (client !== undefined) return client;
    }
    if (member.type !== "MethodDefinition" || member.kind !== "constructor") continue;
    for (const parameter of member.value.params) {
      if (parameter.type !== "TSParameterProperty") continue;
      const id =
        parameter.parameter.type === "AssignmentPattern" ? parameter.parameter.left : parameter.parameter;
      if (id.type !== "Identifier" || id.name !== name || id.typeAnnotation == null) continue;
      return clientOfType(file, id.typeAnnotation.typeAnnotation, depth);
    }
    const assigned = assignedInConstructor(member.value, name);
    if (assigned !== undefined) return findClient(file, assigned, depth + 1);
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
    if (
      left.type === "MemberExpression" &&
      left.object.type === "ThisExpression" &&
      memberName(left) === name
    )
      return right;
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

/** `db: NodePgDatabase<Schema>`, `users: Repository<User>`, `tx: typeof db`. */
function clientOfType(file: SpanFile, node: TSESTree.TypeNode, depth: number): DbClient | undefined {
  if (node.type === "TSTypeQuery" && node.exprName.type === "Identifier")
    return findClient(file, node.exprName, depth + 1);
  if (node.type === "TSUnionType") {
    for (const member of node.types) {
      const client = clientOfType(file, member, depth);
      if (client !== undefined) return client;
    }
  }
  if (node.type !== "TSTypeReference") return undefined;
  const name = node.typeName.type === "TSQualifiedName" ? node.typeName.left : node.typeName;
  if (name.type !== "Identifier") return undefined;
  const binding = findImport(file, name.name);
  const library = binding === undefined ? undefined : libraryOfModule(binding.module);
  if (binding === undefined || library === undefined || !isHandleType(library, binding, node))
    return undefined;
  const [argument] = node.typeArguments?.params ?? [];
  const collection =
    (library === "typeorm" || library === "mongoose") &&
    argument?.type === "TSTypeReference" &&
    argument.typeName.type === "Identifier"
      ? argument.typeName.name
      : undefined;
  return {
    library,
    driver: library === "drizzle" ? drizzleDriver(binding.module) : driverOfLibrary(library),
    collection,
  };
}

const HANDLE_TYPES: Readonly<Record<DbLibrary, RegExp>> = {
  drizzle: /Database$|Transaction$/,
  knex: /^(?:Knex|Transaction)$/,
  kysely: /^(?:Kysely|Transaction|ControlledTransaction)$/,
  prisma: /PrismaClient$|TransactionClient$/,
  typeorm: /Repository$|^(?:DataSource|EntityManager|QueryRunner)$/,
  mongoose: /Model$/,
  pg: /^(?:Pool|Client|PoolClient|ClientBase)$/,
  postgres: /^Sql$|^TransactionSql$/,
  mysql2: /^(?:Pool|Connection|PoolConnection)$/,
  "better-sqlite3": /^Database$/,
  "node:sqlite": /^DatabaseSync$|^StatementSync$/,
  libsql: /^(?:Client|Transaction)$/,
  pglite: /^(?:PGlite|Transaction|PGliteInterface)$/,
};

function isHandleType(library: DbLibrary, binding: ImportBinding, node: TSESTree.TSTypeReference): boolean {
  const last = node.typeName.type === "TSQualifiedName" ? node.typeName.right.name : undefined;
  const name =
    last ?? (binding.imported === "*" || binding.imported === "default" ? binding.local : binding.imported);
  return (
    HANDLE_TYPES[library].test(name) ||
    (library === "knex" && /^Knex$/i.test(name)) ||
    (library === "better-sqlite3" && name === "Database")
  );
}

/** `drizzle(pool)`, `new PrismaClient()`, `dataSource.getRepository(User)`, `await pool.connect()`. */
function clientOfCall(
  file: SpanFile,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  depth: number,
): DbClient | undefined {
  const callee = skipWrappers(node.callee);
  if (callee.type === "Identifier") {
    const binding = findImport(file, callee.name);
    return binding === undefined ? undefined : clientOfFactory(file, binding, binding.imported, node);
  }
  if (callee.type !== "MemberExpression") return undefined;
  const method = memberName(callee);
  const object = skipWrappers(callee.object);
  if (object.type === "Identifier") {
    const binding = findImport(file, object.name);
    const made =
      binding === undefined || method === undefined
        ? undefined
        : clientOfFactory(file, binding, method, node);
    if (made !== undefined) return made;
  }
  return method === undefined ? undefined : derivedClient(file, callee, method, node, depth);
}

const FACTORIES: Readonly<Record<DbLibrary, ReadonlySet<string>>> = {
  drizzle: new Set(["drizzle"]),
  knex: new Set(["knex", "default", "*", "Knex"]),
  kysely: new Set(["Kysely"]),
  prisma: new Set(["PrismaClient"]),
  typeorm: new Set(["DataSource"]),
  mongoose: new Set(["model"]),
  pg: new Set(["Pool", "Client"]),
  postgres: new Set(["default", "*", "postgres"]),
  mysql2: new Set(["createPool", "createConnection"]),
  "better-sqlite3": new Set(["default", "*", "Database"]),
  "node:sqlite": new Set(["DatabaseSync"]),
  libsql: new Set(["createClient"]),
  pglite: new Set(["PGlite", "create"]),
};

function clientOfFactory(
  file: SpanFile,
  binding: ImportBinding,
  name: string,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
): DbClient | undefined {
  const library = libraryOfModule(binding.module);
  if (library === undefined || !FACTORIES[library].has(name)) return undefined;
  // `mysql2` itself speaks callbacks; only its promise entry returns promises.
  if (library === "mysql2" && binding.module !== "mysql2/promise" && binding.module !== "mysql2/promise.js")
    return undefined;
  const [first] = node.arguments;
  const driver =
    library === "drizzle"
      ? drizzleDriver(binding.module)
      : library === "knex"
        ? knexDriver(first)
        : library === "kysely"
          ? kyselyDriver(file)
          : driverOfLibrary(library);
  const collection =
    library === "mongoose" && first?.type === "Literal" && typeof first.value === "string"
      ? first.value
      : undefined;
  return { library, driver, collection };
}

function derivedClient(
  file: SpanFile,
  callee: TSESTree.MemberExpression,
  method: string,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  depth: number,
): DbClient | undefined {
  const isDeriving =
    /^(?:getRepository|getTreeRepository|connect|transaction|getConnection|extend|withSchema|withTransaction|\$extends|prepare|createQueryRunner)$/.test(
      method,
    );
  const owner = isDeriving ? findClient(file, callee.object, depth + 1) : undefined;
  if (owner === undefined) return undefined;
  // Only knex hands out a transaction handle without a callback; a `transaction(cb)` gives the callback's result.
  if (method === "transaction" && (node.arguments.length > 0 || owner.library !== "knex")) return undefined;
  if (method === "prepare" && libraries[owner.library].runs !== "sync") return undefined;
  const [first] = node.arguments;
  const collection =
    method === "getRepository" && first?.type === "Identifier" ? first.name : owner.collection;
  return { ...owner, collection, begun: method === "prepare" ? "prepare" : owner.begun };
}

function driverOfLibrary(library: DbLibrary): string | undefined {
  switch (library) {
    case "prisma":
      return "@prisma/client";
    case "drizzle":
    case "kysely":
    case "typeorm":
      return undefined;
    default:
      return library;
  }
}

/** `knex({ client: "pg" })`; the SDK traces knex itself from version 11. */
function knexDriver(options: TSESTree.Node | undefined): string {
  if (options?.type === "ObjectExpression") {
    for (const property of options.properties) {
      if (property.type !== "Property" || keyName(property.key, property.computed) !== "client") continue;
      if (property.value.type === "Literal" && typeof property.value.value === "string")
        return property.value.value;
    }
  }
  return "knex";
}

function kyselyDriver(file: SpanFile): string | undefined {
  const modules = new Set(importBindings(file).map(({ module }) => module));
  return ["pg", "mysql2", "better-sqlite3", "postgres"].find((driver) => modules.has(driver));
}

function clientByType(file: SpanFile, node: TSESTree.Node): DbClient | undefined {
  const module = file.types?.libraryOf(file.path, node.range);
  const library = module === undefined ? undefined : libraryOfModule(module);
  return library === undefined ? undefined : { library, driver: driverOfLibrary(library) };
}
