import type { TSESTree } from "@typescript-eslint/types";
import type { DbLibrary } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { findImport, type ImportBinding } from "../imports.ts";
import { walk } from "../walk.ts";
import type { DbClient, Lookup } from "./client.ts";
import { driverOfLibrary } from "./factory.ts";
import { drizzleDriver, libraryOfModule } from "./library.ts";

/** `db: NodePgDatabase<Schema>`, `users: Repository<User>`, `tx: typeof db`, and local aliases of these. */
export function clientOfType(lookup: Lookup, node: TSESTree.TypeNode): DbClient | undefined {
  switch (node.type) {
    case "TSTypeQuery":
      return node.exprName.type === "Identifier" ? lookup.find(node.exprName) : undefined;
    case "TSUnionType":
    case "TSIntersectionType":
      for (const member of node.types) {
        const client = clientOfType(lookup, member);
        if (client !== undefined) return client;
      }
      return undefined;
    case "TSIndexedAccessType":
      return clientOfParameters(lookup, node);
    case "TSTypeReference":
      return clientOfReference(lookup, node);
    default:
      return undefined;
  }
}

function clientOfReference(lookup: Lookup, node: TSESTree.TSTypeReference): DbClient | undefined {
  const name = node.typeName.type === "TSQualifiedName" ? node.typeName.left : node.typeName;
  if (name.type !== "Identifier") return undefined;
  const alias = node.typeName === name ? localAlias(lookup, name.name) : undefined;
  if (alias !== undefined) return clientOfType(lookup, alias);
  const binding = findImport(lookup.file, name.name);
  const library = binding === undefined ? undefined : libraryOfModule(binding.module);
  if (binding === undefined || library === undefined) return undefined;
  const type = typeNameOf(node, binding);
  if (!HANDLE_TYPES[library].test(type)) return undefined;
  const isStatement = STATEMENT_TYPE.test(type);
  return {
    library,
    driver: library === "drizzle" ? drizzleDriver(binding.module) : driverOfLibrary(library),
    collection: library === "typeorm" || library === "mongoose" ? entityOf(node) : undefined,
    ...(isStatement ? { begun: "" } : {}),
  };
}

/** `type Database = typeof db`; an alias of an alias is not followed, so that none can go round in a ring. */
function localAlias({ file }: Lookup, name: string): TSESTree.TypeNode | undefined {
  for (const statement of file.program.body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "TSTypeAliasDeclaration" || declaration.id.name !== name) continue;
    const { typeAnnotation: type } = declaration;
    const isAlias =
      type.type === "TSTypeReference" &&
      type.typeName.type === "Identifier" &&
      isDeclaredHere(file, type.typeName.name);
    return isAlias ? undefined : type;
  }
  return undefined;
}

function isDeclaredHere(file: SpanFile, name: string): boolean {
  return file.program.body.some((statement) => {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    return declaration?.type === "TSTypeAliasDeclaration" && declaration.id.name === name;
  });
}

/** `Parameters<Parameters<typeof db.transaction>[0]>[0]`, by which drizzle's users name a transaction. */
function clientOfParameters(lookup: Lookup, node: TSESTree.TypeNode): DbClient | undefined {
  let client: DbClient | undefined;
  walk(node, (inner) => {
    if (inner.type !== "TSTypeQuery" || inner.exprName.type !== "TSQualifiedName") return;
    const { left, right } = inner.exprName;
    if (right.name === "transaction" && left.type === "Identifier") client ??= lookup.find(left);
  });
  return client;
}

const HANDLE_TYPES: Readonly<Record<DbLibrary, RegExp>> = {
  drizzle: /Database$|Transaction$/,
  knex: /^(?:[Kk]nex|Transaction)$/,
  kysely: /^(?:Kysely|Transaction|ControlledTransaction)$/,
  prisma: /PrismaClient$|TransactionClient$/,
  typeorm: /Repository$|^(?:DataSource|EntityManager|QueryRunner)$/,
  mongoose: /Model$/,
  pg: /^(?:Pool|Client|PoolClient|ClientBase)$/,
  postgres: /^Sql$|^TransactionSql$/,
  mysql2: /^(?:Pool|Connection|PoolConnection)$/,
  "better-sqlite3": /^(?:Database|Statement)$/,
  "node:sqlite": /^(?:DatabaseSync|StatementSync)$/,
  libsql: /^(?:Client|Transaction)$/,
  pglite: /^(?:PGlite|Transaction|PGliteInterface)$/,
};

const STATEMENT_TYPE = /^Statement(?:Sync)?$/;

/** The name that tells what a type is: the exported one, or the last of `Knex.Transaction`. */
function typeNameOf(node: TSESTree.TSTypeReference, binding: ImportBinding): string {
  if (node.typeName.type === "TSQualifiedName") return node.typeName.right.name;
  return binding.imported === "*" || binding.imported === "default" ? binding.local : binding.imported;
}

/** `User` of `Repository<User>`. */
function entityOf(node: TSESTree.TSTypeReference): string | undefined {
  const [argument] = node.typeArguments?.params ?? [];
  return argument?.type === "TSTypeReference" && argument.typeName.type === "Identifier"
    ? argument.typeName.name.replace(/(?<=.)Document$/, "")
    : undefined;
}
