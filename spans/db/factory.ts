import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, skipWrappers } from "../ast.ts";
import type { DbLibrary } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { findImport, importBindings, type ImportBinding } from "../imports.ts";
import type { DbClient, Lookup } from "./client.ts";
import { drizzleDriver, libraryOfModule } from "./library.ts";
import { parseSql } from "./operation.ts";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** `drizzle(pool)`, `new PrismaClient()`, `dataSource.getRepository(User)`, `await pool.connect()`. */
export function clientOfCall(lookup: Lookup, node: Call): DbClient | undefined {
  const { file } = lookup;
  const callee = skipWrappers(node.callee);
  if (callee.type === "Identifier") {
    const binding = findImport(file, callee.name);
    return binding === undefined ? undefined : clientOfFactory(file, binding, binding.imported, node);
  }
  if (callee.type !== "MemberExpression") return undefined;
  const method = memberName(callee);
  if (method === undefined) return undefined;
  const object = skipWrappers(callee.object);
  const binding = object.type === "Identifier" ? findImport(file, object.name) : undefined;
  const made = binding === undefined ? undefined : clientOfFactory(file, binding, method, node);
  return made ?? derivedClient(lookup, callee, method, node);
}

/** postgres.js: ``sql`select …` ``; kysely: the `sql` of the module, run by `.execute(db)`. */
export function clientOfTag(
  { file, find }: Lookup,
  node: TSESTree.TaggedTemplateExpression,
): DbClient | undefined {
  const tag = skipWrappers(node.tag);
  if (tag.type !== "Identifier") return undefined;
  const binding = findImport(file, tag.name);
  const client: DbClient | undefined =
    binding?.module === "kysely" && binding.imported === "sql"
      ? { library: "kysely", driver: kyselyDriver(file) }
      : find(tag);
  if (client?.library !== "kysely" && client?.library !== "postgres") return undefined;
  const parsed = parseSql(file, node);
  return { ...client, begun: parsed?.operation ?? "query", collection: parsed?.collection };
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
  node: Call,
): DbClient | undefined {
  const library = libraryOfModule(binding.module);
  if (library === undefined || !FACTORIES[library].has(name)) return undefined;
  // `mysql2` itself speaks callbacks; only its promise entry returns promises.
  if (library === "mysql2" && binding.module !== "mysql2/promise" && binding.module !== "mysql2/promise.js")
    return undefined;
  const [first] = node.arguments;
  const collection = library === "mongoose" ? stringLiteral(first) : undefined;
  return { library, driver: driverOf(file, library, binding.module, first), collection };
}

function driverOf(
  file: SpanFile,
  library: DbLibrary,
  module: string,
  options: TSESTree.Node | undefined,
): string | undefined {
  switch (library) {
    case "drizzle":
      return drizzleDriver(module);
    case "knex":
      // The SDK traces knex itself from version 11.
      return optionOf(options, "client") ?? "knex";
    case "kysely":
      return kyselyDriver(file);
    case "typeorm":
      return typeormDrivers[optionOf(options, "type") ?? ""];
    default:
      return driverOfLibrary(library);
  }
}

/** The package that talks to the server, where a library is its own driver. */
export function driverOfLibrary(library: DbLibrary): string | undefined {
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

/** What TypeORM loads for a `type`. @see https://typeorm.io/docs/data-source/data-source-options */
const typeormDrivers: Readonly<Record<string, string>> = {
  postgres: "pg",
  cockroachdb: "pg",
  "aurora-postgres": "aurora",
  mysql: "mysql2",
  mariadb: "mysql2",
  mssql: "tedious",
  mongodb: "mongodb",
  "better-sqlite3": "better-sqlite3",
  sqljs: "sqlite",
};

function kyselyDriver(file: SpanFile): string | undefined {
  const modules = new Set(importBindings(file).map(({ module }) => module));
  return ["pg", "mysql2", "better-sqlite3", "postgres"].find((driver) => modules.has(driver));
}

/** Handles made from handles. */
function derivedClient(
  lookup: Lookup,
  callee: TSESTree.MemberExpression,
  method: string,
  node: Call,
): DbClient | undefined {
  if (method === "execute") return controlledTransaction(lookup, callee);
  const isDeriving =
    /^(?:getRepository|getTreeRepository|getMongoRepository|connect|transaction|getConnection|extend|withSchema|withTransaction|\$extends|\$with|prepare|createQueryRunner|model)$/.test(
      method,
    );
  const owner = isDeriving ? lookup.find(callee.object) : undefined;
  if (owner === undefined) return undefined;
  const [first] = node.arguments;
  switch (method) {
    case "transaction":
      // A `transaction(cb)` gives the callback's result; without one it is the handle, in knex and libsql.
      return (owner.library === "knex" && first === undefined) || owner.library === "libsql"
        ? owner
        : undefined;
    case "prepare": {
      if (owner.library !== "better-sqlite3" && owner.library !== "node:sqlite") return undefined;
      const parsed = parseSql(lookup.file, first);
      return { ...owner, begun: parsed?.operation ?? "", collection: parsed?.collection };
    }
    case "model":
      return owner.library === "mongoose" ? { ...owner, collection: stringLiteral(first) } : undefined;
    default:
      return /Repository$/.test(method) && first?.type === "Identifier"
        ? { ...owner, collection: first.name }
        : owner;
  }
}

/** Kysely: `await db.startTransaction().execute()` gives a handle. */
function controlledTransaction(lookup: Lookup, callee: TSESTree.MemberExpression): DbClient | undefined {
  const begin = skipWrappers(callee.object);
  if (begin.type !== "CallExpression" || begin.callee.type !== "MemberExpression") return undefined;
  return memberName(begin.callee) === "startTransaction" ? lookup.find(begin.callee.object) : undefined;
}

function optionOf(options: TSESTree.Node | undefined, name: string): string | undefined {
  if (options?.type !== "ObjectExpression") return undefined;
  for (const property of options.properties) {
    if (property.type === "Property" && keyName(property.key, property.computed) === name)
      return stringLiteral(property.value);
  }
  return undefined;
}

function stringLiteral(node: TSESTree.Node | undefined): string | undefined {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}
