import type { TSESTree } from "@typescript-eslint/types";
import { memberPath } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import type { Chain, ChainLink } from "./chain.ts";
import type { DbClient } from "./client.ts";
import { operationOfSql, sqlText } from "./sql.ts";

/** Operation and collection of a query: static words only, so that names stay low-cardinality. */
export interface DbOperation {
  readonly operation: string;
  readonly collection: string | undefined;
}

/** Reads them off a chain, or off SQL that is written out. */
export function operationOf(file: SpanFile, chain: Chain, client: DbClient): DbOperation {
  const sql = chain.root.type === "TaggedTemplateExpression" ? chain.root : sqlArgument(chain, client);
  const parsed = sql === undefined ? undefined : parseSql(file, sql);
  if (parsed !== undefined) return parsed;
  const last = chain.links.at(-1)?.name;
  if (client.begun !== undefined && client.library !== "drizzle" && client.library !== "typeorm")
    return {
      operation: client.begun === "" ? (last ?? "query") : client.begun,
      collection: client.collection,
    };
  switch (client.library) {
    case "drizzle":
      return drizzleOperation(chain, client);
    case "knex":
      return knexOperation(chain);
    case "kysely":
      return kyselyOperation(chain);
    case "prisma":
      return prismaOperation(chain);
    case "typeorm":
      return typeormOperation(chain, client);
    case "mongoose":
      return {
        operation: chain.links[0]?.name ?? "query",
        collection: client.collection ?? modelName(chain),
      };
    default:
      return { operation: last ?? "query", collection: undefined };
  }
}

/** Of SQL in a literal, a template or a const; `undefined` where the statement is not written out. */
export function parseSql(file: SpanFile, node: TSESTree.Node | undefined): DbOperation | undefined {
  const text = sqlText(file, node);
  return text === undefined ? undefined : operationOfSql(text);
}

/** SQL text handed to `query`, `execute`, `prepare` or `raw`. */
function sqlArgument(chain: Chain, client: DbClient): TSESTree.Node | undefined {
  // What a prepared statement is given are values.
  if (client.begun !== undefined) return undefined;
  const link = chain.links.find(({ name }) =>
    /^(?:query|execute|prepare|exec|raw|unsafe|run|get|all|\$queryRawUnsafe|\$executeRawUnsafe)$/.test(name),
  );
  return link?.call?.arguments[0];
}

function drizzleOperation(chain: Chain, client: DbClient): DbOperation {
  const [first, second] = chain.links;
  if (client.begun !== undefined && client.begun !== "")
    return { operation: client.begun, collection: client.collection };
  if (first?.name === "query" && first.call === undefined) {
    return { operation: chain.links.at(-1)?.name ?? "query", collection: second?.name };
  }
  const starter = chain.links.find(({ name }) =>
    /^(?:select|insert|update|delete|execute|transaction|batch|\$count|run|all|get|values|refresh)/.test(
      name,
    ),
  );
  const operation = (starter?.name ?? "query")
    .replace(/^selectDistinct(?:On)?$/, "select")
    .replace("$count", "count")
    .replace("refreshMaterializedView", "refresh");
  const from = chain.links.find(({ name }) => name === "from");
  const hasTable = operation !== "transaction" && operation !== "execute" && operation !== "batch";
  return {
    operation,
    collection: argumentName(operation === "select" ? from : hasTable ? starter : undefined),
  };
}

function knexOperation(chain: Chain): DbOperation {
  const ddl = schemaOperation(chain);
  if (ddl !== undefined) return ddl;
  const table =
    chain.rootCall === undefined
      ? chain.links.find(({ name }) => /^(?:from|table|into|batchInsert)$/.test(name))
      : undefined;
  const rootTable = chain.rootCall?.arguments[0];
  const verb = chain.links.find(({ name }) =>
    /^(?:insert|update|del|delete|raw|transaction|batchInsert|count|first|increment|decrement|truncate)$/.test(
      name,
    ),
  );
  // Without a callback it gives the handle of a transaction that has only begun.
  const begins = verb?.name === "transaction" && verb.call?.arguments.length === 0;
  const operation = (begins ? "begin" : (verb?.name ?? "select"))
    .replace(/^del$/, "delete")
    .replace("batchInsert", "insert")
    .replace("first", "select")
    .replace(/^(?:in|de)crement$/, "update");
  return { operation, collection: stringOf(rootTable) ?? argumentName(table) };
}

function kyselyOperation(chain: Chain): DbOperation {
  const ddl = schemaOperation(chain);
  if (ddl !== undefined) return ddl;
  const starter = chain.links.find(({ name }) =>
    /^(?:selectFrom|insertInto|updateTable|deleteFrom|replaceInto|mergeInto|transaction)$/.test(name),
  );
  const operation = (starter?.name ?? "query").replace(/(?:From|Into|Table)$/, "");
  return { operation, collection: argumentName(starter) };
}

/** `db.schema.createTable("users")` is `create users`. */
function schemaOperation(chain: Chain): DbOperation | undefined {
  const at = chain.links.findIndex(({ name }) => name === "schema");
  const change = at === -1 ? undefined : chain.links.slice(at + 1).find(({ call }) => call !== undefined);
  if (change === undefined) return undefined;
  const verb = /^[a-z]+/.exec(change.name)?.[0] ?? change.name;
  return { operation: verb, collection: change.name.includes("Table") ? argumentName(change) : undefined };
}

function prismaOperation(chain: Chain): DbOperation {
  const [first, second] = chain.links;
  if (first === undefined) return { operation: "query", collection: undefined };
  if (first.name.startsWith("$"))
    return { operation: first.name.slice(1).replace("Unsafe", ""), collection: undefined };
  return { operation: second?.name ?? first.name, collection: first.name };
}

function typeormOperation(chain: Chain, client: DbClient): DbOperation {
  const [first] = chain.links;
  const last = chain.links.at(-1);
  if (client.begun !== undefined || chain.links.some(({ name }) => name === "createQueryBuilder")) {
    const change = chain.links.find(({ name }) => /^(?:insert|update|delete|softDelete|restore)$/.test(name));
    const into = chain.links.find(({ name }) => /^(?:from|into)$/.test(name));
    const read = client.begun === undefined || client.begun === "" ? "select" : client.begun;
    return {
      operation: change?.name ?? read,
      collection: argumentName(into) ?? classArgument(change) ?? client.collection ?? repositoryOf(chain),
    };
  }
  const isSource = first !== undefined && /^(?:manager|transaction|query)$/.test(first.name);
  return {
    operation: last?.name ?? "query",
    collection:
      client.collection ??
      repositoryOf(chain) ??
      classArgument(last) ??
      (isSource ? undefined : modelName(chain)),
  };
}

/** `User` of `source.getRepository(User).find()`. */
function repositoryOf(chain: Chain): string | undefined {
  return classArgument(chain.links.find(({ name }) => /^get(?:Tree)?Repository$/.test(name)));
}

/** `User` of `manager.find(User, …)`. */
function classArgument(link: ChainLink | undefined): string | undefined {
  const argument = link?.call?.arguments[0];
  return argument?.type === "Identifier" && /^[A-Z]/.test(argument.name) ? argument.name : undefined;
}

/** A model stands for its collection: `User.find()`. */
function modelName(chain: Chain): string | undefined {
  return chain.root.type === "Identifier" && /^[A-Z]/.test(chain.root.name) ? chain.root.name : undefined;
}

/** A table given as a string literal, a plain name, or a member of a schema object. */
function argumentName(link: ChainLink | undefined): string | undefined {
  const argument = link?.call?.arguments[0];
  if (argument === undefined) return undefined;
  const path = memberPath(argument);
  return stringOf(argument) ?? path?.at(-1);
}

/** `users` of `"users"` and `"users as u"`. */
function stringOf(node: TSESTree.Node | undefined): string | undefined {
  if (node?.type !== "Literal" || typeof node.value !== "string") return undefined;
  return /^[\w.]+/.exec(node.value)?.[0];
}
