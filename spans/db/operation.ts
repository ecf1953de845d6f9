import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberPath } from "../ast.ts";
import type { Chain, ChainLink } from "./chain.ts";
import type { DbClient } from "./client.ts";

/** Operation and collection of a query: static words only, so that names stay low-cardinality. */
export interface DbOperation {
  readonly operation: string;
  readonly collection: string | undefined;
}

/** Reads them off a chain, or off SQL that is written out. */
export function operationOf(
  chain: Chain,
  client: DbClient,
  template?: TSESTree.TemplateLiteral,
): DbOperation {
  const [first] = chain.links;
  const sql =
    template === undefined ? sqlOf(chain) : template.quasis.map((quasi) => quasi.value.raw).join(" ? ");
  const parsed = sql === undefined ? undefined : operationOfSql(sql);
  if (parsed !== undefined) return parsed;
  switch (client.library) {
    case "drizzle":
      return drizzleOperation(chain, client);
    case "knex":
      return knexOperation(chain, client);
    case "kysely":
      return kyselyOperation(chain);
    case "prisma":
      return {
        operation: chain.links.at(-1)?.name ?? "query",
        collection: chain.links.length > 1 ? first?.name : undefined,
      };
    case "typeorm":
    case "mongoose": {
      const owner =
        client.collection ??
        (chain.root.type === "Identifier" && /^[A-Z]/.test(chain.root.name) ? chain.root.name : undefined);
      return { operation: client.begun ?? first?.name ?? "query", collection: owner };
    }
    default:
      return { operation: client.begun ?? chain.links.at(-1)?.name ?? "query", collection: undefined };
  }
}

function drizzleOperation(chain: Chain, client: DbClient): DbOperation {
  const [first, second] = chain.links;
  if (first?.name === "query" && first.call === undefined) {
    return { operation: chain.links.at(-1)?.name ?? "query", collection: second?.name };
  }
  const starter = chain.links.find(({ name }) =>
    /^(?:select|insert|update|delete|execute|transaction|batch|\$count|run|all|get|values|refresh)/.test(
      name,
    ),
  );
  const operation = (client.begun ?? starter?.name ?? "query")
    .replace(/^selectDistinct(?:On)?$/, "select")
    .replace("$count", "count");
  const from = chain.links.find(({ name }) => name === "from");
  const table =
    operation === "select" || client.begun !== undefined
      ? from
      : operation === "transaction" || operation === "execute"
        ? undefined
        : starter;
  return { operation, collection: argumentName(table) };
}

function knexOperation(chain: Chain, client: DbClient): DbOperation {
  const table =
    chain.rootCall === undefined
      ? chain.links.find(({ name }) => /^(?:from|table|into)$/.test(name))
      : undefined;
  const rootTable = chain.rootCall?.arguments[0];
  const verb = chain.links.find(({ name }) =>
    /^(?:insert|update|del|delete|raw|transaction|batchInsert|count|first|increment|decrement|truncate|schema)$/.test(
      name,
    ),
  );
  const operation = (verb?.name ?? client.begun ?? "select")
    .replace(/^del$/, "delete")
    .replace("batchInsert", "insert")
    .replace("first", "select");
  return { operation, collection: stringOf(rootTable) ?? argumentName(table) };
}

function kyselyOperation(chain: Chain): DbOperation {
  const starter = chain.links.find(({ name }) =>
    /^(?:selectFrom|insertInto|updateTable|deleteFrom|replaceInto|mergeInto|transaction|schema)$/.test(name),
  );
  const operation = (starter?.name ?? "query").replace(/(?:From|Into|Table)$/, "");
  return { operation, collection: argumentName(starter) };
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

/** SQL text handed to `query`, `execute`, `prepare` or `raw`. */
function sqlOf(chain: Chain): string | undefined {
  const link = chain.links.find(({ name }) =>
    /^(?:query|execute|prepare|exec|raw|unsafe|\$queryRawUnsafe|\$executeRawUnsafe)$/.test(name),
  );
  return sqlText(link?.call?.arguments[0]);
}

function sqlText(node: TSESTree.Node | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral") return node.quasis.map((quasi) => quasi.value.raw).join(" ? ");
  if (node?.type === "TaggedTemplateExpression") return sqlText(node.quasi);
  if (node?.type !== "ObjectExpression") return undefined;
  for (const property of node.properties) {
    if (property.type === "Property" && /^(?:sql|text)$/.test(keyName(property.key, property.computed) ?? ""))
      return sqlText(property.value);
  }
  return undefined;
}

/** First verb and first table of a statement; a table that is put together at run time is left out. */
export function operationOfSql(sql: string): DbOperation | undefined {
  const text = sql.replace(/--[^\n]*|\/\*[^]*?\*\//g, " ").trim();
  const verb =
    /^(?:with\b[^]*?\)\s*)?(select|insert|update|delete|create|alter|drop|truncate|begin|commit|rollback|vacuum|merge|call|pragma)\b/i
      .exec(text)?.[1]
      ?.toLowerCase();
  if (verb === undefined) return undefined;
  const pattern =
    verb === "select" || verb === "delete"
      ? /\bfrom\s+["`]?([\w.]+)["`]?/i
      : verb === "insert" || verb === "merge"
        ? /\binto\s+["`]?([\w.]+)["`]?/i
        : verb === "update"
          ? /\bupdate\s+(?:only\s+)?["`]?([\w.]+)["`]?/i
          : /\btable\s+(?:if\s+(?:not\s+)?exists\s+)?["`]?([\w.]+)["`]?/i;
  return { operation: verb, collection: pattern.exec(text)?.[1] };
}
