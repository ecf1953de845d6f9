import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, skipWrappers, skipWrappersUp } from "../ast.ts";
import { findSpanAround, isWholeCallback } from "../calls.ts";
import type { SpanwrightConfig } from "../config.ts";
import { isDriverCovered } from "../covered.ts";
import { chainOf, type Chain } from "../db/chain.ts";
import { findClient, type DbClient } from "../db/client.ts";
import { consumerOf } from "../db/consumer.ts";
import { libraries, systemOf } from "../db/library.ts";
import { operationOf } from "../db/operation.ts";
import type { SpanFile } from "../file.ts";
import { wrapOperand } from "../forms/operand.ts";
import { defineKind } from "../kind.ts";
import { literal, type SpanOptions } from "../options.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { DbCallSite } from "../site.ts";

/** Words of modules and constructors by which a file can reach a database without a config. */
const LIBRARY_WORDS = [
  "drizzle",
  "knex",
  "kysely",
  "Kysely",
  "PrismaClient",
  "typeorm",
  "mongoose",
  "pg",
  "postgres",
  "mysql2",
  "sqlite3",
  "sqlite",
  "libsql",
  "pglite",
];

/** Database calls: an awaited chain, a transaction, an element of `Promise.all`, a sync statement. */
export const dbCall = defineKind<"db-call">({
  kind: "db-call",
  codemod: "wrap-db-calls",
  anchors: (config: SpanwrightConfig) => [
    ...LIBRARY_WORDS,
    ...(config.db?.clients ?? []).map(({ name }) => name),
  ],
  nodeTypes: ["CallExpression", "TaggedTemplateExpression", "AwaitExpression"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): DbCallSite | undefined {
  if (node.type === "AwaitExpression") return detectHeldQuery(node, file);
  if (node.type === "TaggedTemplateExpression") return detectTemplate(node, file);
  if (node.type !== "CallExpression") return undefined;
  const chain = chainOf(node);
  if (chain === undefined || !isTopOfQuery(node, chain)) return undefined;
  const client = findClient(file, chain.root);
  if (client === undefined) return undefined;
  return siteOf(file, node, chain, client);
}

/** The chain goes on above this call: the outermost call is the site. A `.catch` or `.then` behind a query is not part of it. */
function isTopOfQuery(node: TSESTree.CallExpression, chain: Chain): boolean {
  if (isPromiseMethod(chain.links.at(-1)?.name)) return false;
  const outer = skipWrappersUp(node);
  const { parent } = outer;
  if (parent?.type === "MemberExpression" && parent.object === outer) {
    const name = parent.property.type === "Identifier" && !parent.computed ? parent.property.name : undefined;
    return isPromiseMethod(name);
  }
  return true;
}

function isPromiseMethod(name: string | undefined): boolean {
  return name === "then" || name === "catch" || name === "finally";
}

function siteOf(
  file: SpanFile,
  node: TSESTree.Expression,
  chain: Chain,
  client: DbClient,
): DbCallSite | undefined {
  const facts = libraries[client.library];
  const names = chain.links.map(({ name }) => name);
  const last = names.at(-1);
  if (last !== undefined && facts.inert.has(last)) return undefined;
  const isQuery =
    client.begun !== undefined ||
    (chain.rootCall !== undefined && client.library === "knex") ||
    names.some((name) => facts.starters.has(name)) ||
    (client.library === "prisma" && last !== undefined && facts.terminals?.has(last) === true);
  if (!isQuery) return undefined;
  const terminal = facts.terminals === undefined || (last !== undefined && facts.terminals.has(last));
  if (!terminal && facts.runs === "sync") return undefined;
  const consumer = terminal ? consumerOf(node, facts.runs) : "builder";
  if (consumer === "none") return undefined;
  return {
    kind: "db-call",
    node,
    library: client.library,
    driver: client.driver,
    ...operationOf(chain, client),
    consumer,
  };
}

/** `await query`, where `query` was begun before: the place that runs it. */
function detectHeldQuery(node: TSESTree.AwaitExpression, file: SpanFile): DbCallSite | undefined {
  const held = skipWrappers(node.argument);
  if (held.type !== "Identifier") return undefined;
  const client = findClient(file, held);
  if (client?.begun === undefined || libraries[client.library].runs !== "lazy") return undefined;
  return {
    kind: "db-call",
    node: held,
    library: client.library,
    driver: client.driver,
    operation: client.begun,
    collection: client.collection,
    consumer: "await",
  };
}

/** postgres.js and PGlite: ``sql`select …` ``; a fragment inside another template is a value. */
function detectTemplate(node: TSESTree.TaggedTemplateExpression, file: SpanFile): DbCallSite | undefined {
  const tag = skipWrappers(node.tag);
  const chain = chainOf(node.tag) ?? { root: tag as TSESTree.Expression, links: [], rootCall: undefined };
  const client = findClient(file, chain.root);
  if (client === undefined) return undefined;
  const isTag =
    client.library === "postgres"
      ? chain.links.length === 0
      : ["sql", "$queryRaw", "$executeRaw"].includes(chain.links.at(-1)?.name ?? "");
  if (!isTag || (client.library !== "postgres" && client.library !== "pglite" && client.library !== "prisma"))
    return undefined;
  const consumer = consumerOf(node, client.library === "pglite" ? "promise" : "lazy");
  if (consumer === "none") return undefined;
  return {
    kind: "db-call",
    node,
    library: client.library,
    driver: client.driver,
    ...operationOf(chain, client, node.quasi),
    consumer,
  };
}

function plan(site: DbCallSite, file: SpanFile): Outcome {
  const around = findSpanAround(file, site.node);
  if (around?.callback !== undefined && isCallbackOf(around.callback, site.node))
    return { kind: "already", name: around.name, op: around.op };
  if (around?.op?.startsWith("db") === true) return { kind: "already", name: around.name, op: around.op };
  const driver = site.driver ?? site.library;
  const covered = isDriverCovered(driver, file.sdk.major) || isDriverCovered(site.library, file.sdk.major);
  if (site.consumer === "builder") return skip("unconsumed-builder");
  if (covered && file.config.db?.covered !== "wrap") return skip("covered-by-sdk", driver);
  return wrapOperand(file, site.node, { options: spanOptions(site, covered) });
}

function isCallbackOf(callback: Parameters<typeof isWholeCallback>[0], node: TSESTree.Node): boolean {
  return isFunction(callback) && isWholeCallback(callback, skipWrappersUp(node));
}

/** A driver that the SDK traces, or that nobody knows, gives a business step: a second `db.query` would count the query twice. */
function spanOptions(site: DbCallSite, covered: boolean): SpanOptions {
  const name = site.collection === undefined ? site.operation : `${site.operation} ${site.collection}`;
  const system = systemOf(site.library, site.driver);
  if (covered || system === undefined) return { name, op: "function", attributes: [] };
  // The name says operation and collection already; three attributes would make ten lines of each query.
  return { name, op: "db.query", attributes: [["db.system.name", literal(system)]] };
}
