import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, memberName, skipWrappers, skipWrappersUp } from "../ast.ts";
import { findSpanAround, isWholeCallback } from "../calls.ts";
import type { SpanwrightConfig } from "../config.ts";
import { isDriverCovered } from "../covered.ts";
import { chainOf, type Chain } from "../db/chain.ts";
import { findClient, type DbClient } from "../db/client.ts";
import { consumerOf, isPartOfQuery, isPromiseMethod, isRunLater, isThenCalled } from "../db/consumer.ts";
import { heldName, isRunByName } from "../db/held.ts";
import { libraries, systemOf } from "../db/library.ts";
import { operationOf, parseSql } from "../db/operation.ts";
import { importsHandles } from "../db/provenance.ts";
import { findQuery } from "../db/query.ts";
import type { SpanFile } from "../file.ts";
import { wrapOperand } from "../forms/operand.ts";
import { isMidChain } from "../function/call-use.ts";
import { defineKind } from "../kind.ts";
import { withHouseNames } from "../naming/apply.ts";
import { literal, type SpanOptions } from "../options.ts";
import { skip, type Outcome } from "../outcome.ts";
import type { DbCallSite } from "../site.ts";

/** Words of modules and constructors by which a file can reach a database without a config. */
const LIBRARY_WORDS = [
  "drizzle",
  "knex",
  "kysely",
  "prisma",
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
  canHold: (file) => importsHandles(file) || (file.hasTypes ? undefined : false),
  nodeTypes: ["CallExpression", "TaggedTemplateExpression", "Identifier"],
  detect,
  plan,
});

function detect(node: TSESTree.Node, file: SpanFile): DbCallSite | undefined {
  switch (node.type) {
    case "Identifier":
      return isRead(node) ? detectHeld(node, file) : undefined;
    case "TaggedTemplateExpression":
      return goesOn(node) ? undefined : detectTemplate(node, file);
    case "CallExpression":
      return isPromiseMethod(calledMethod(node)) ? undefined : detectChain(node, file);
    default:
      return undefined;
  }
}

/** The chain goes on above this node: the outermost call is the site. A `.catch` or `.then` behind a query is not part of it. */
function goesOn(node: TSESTree.Node): boolean {
  const outer = skipWrappersUp(node);
  const { parent } = outer;
  if (parent?.type !== "MemberExpression" || parent.object !== outer) return false;
  if (isPromiseMethod(memberName(parent))) return false;
  return parent.parent.type === "CallExpression" || parent.parent.type === "MemberExpression";
}

/** These give rows at once where the driver is synchronous: `.all().map(…)` goes on with an array. */
const SYNC_ENDS = new Set(["all", "get", "run", "exec"]);

function calledMethod(node: TSESTree.CallExpression): string | undefined {
  const callee = skipWrappers(node.callee);
  return callee.type === "MemberExpression" ? memberName(callee) : undefined;
}

function detectChain(node: TSESTree.CallExpression, file: SpanFile): DbCallSite | undefined {
  const isInner = goesOn(node);
  if (isInner && !SYNC_ENDS.has(calledMethod(node) ?? "")) return undefined;
  const query = findQuery(file, node);
  if (query === undefined || (isInner && !(query.isSync && query.runs === "now"))) return undefined;
  const { client, chain, runs, isSync } = query;
  const consumer = isSync && runs === "now" ? "sync" : consumerOf(file, node);
  const site = siteOf(node, client, operationOf(file, chain, client));
  if (runs === "now") return { ...site, consumer: consumer === "builder" ? "floating" : consumer };
  if (isPartOfQuery(file, node)) return undefined;
  if (runs === "when-awaited" && consumer !== "builder") return { ...site, consumer };
  return isRunByName(file, node) ? undefined : { ...site, consumer: "builder" };
}

/** `await query`, `Promise.all([query])`, where `query` was begun before: the place that runs it. */
function detectHeld(node: TSESTree.Identifier, file: SpanFile): DbCallSite | undefined {
  const client = findClient(file, node);
  if (client?.begun === undefined || libraries[client.library].runs !== "lazy") return undefined;
  const consumer = consumerOf(file, node);
  if (consumer === "builder") return undefined;
  return { ...siteOf(node, client, { operation: client.begun, collection: client.collection }), consumer };
}

/** A name at a place where what it stands for may be run: the cheapest question first, for it is asked for every name. */
function isRead(node: TSESTree.Identifier): boolean {
  const outer = skipWrappersUp(node);
  const { parent } = outer;
  switch (parent?.type) {
    case "AwaitExpression":
    case "ReturnStatement":
    case "ArrayExpression":
    case "ConditionalExpression":
    case "LogicalExpression":
      return true;
    case "ArrowFunctionExpression":
      return parent.body === outer;
    case "MemberExpression":
      return parent.object === outer && isThenCalled(parent);
    default:
      return false;
  }
}

/** postgres.js, PGlite and Prisma: ``sql`select …` ``; a fragment inside another template is a value. */
function detectTemplate(node: TSESTree.TaggedTemplateExpression, file: SpanFile): DbCallSite | undefined {
  const tag = skipWrappers(node.tag) as TSESTree.Expression;
  const chain: Chain = chainOf(tag) ?? { root: tag, links: [], rootCall: undefined };
  const client = findClient(file, chain.root);
  if (client === undefined || !isQueryTag(client, chain) || isPartOfQuery(file, node)) return undefined;
  const parsed = parseSql(file, node);
  const operation = parsed ?? operationOf(file, chain, client);
  const consumer = consumerOf(file, node);
  if (client.library === "pglite" && consumer === "builder")
    return { ...siteOf(node, client, operation), consumer: "floating" };
  if (consumer === "builder" && isRunByName(file, node)) return undefined;
  return { ...siteOf(node, client, operation), consumer };
}

function isQueryTag({ library }: DbClient, chain: Chain): boolean {
  const last = chain.links.at(-1)?.name ?? "";
  switch (library) {
    case "postgres":
      return chain.links.length === 0;
    case "pglite":
      return last === "sql";
    case "prisma":
      return last === "$queryRaw" || last === "$executeRaw";
    default:
      return false;
  }
}

function siteOf(
  node: TSESTree.Expression,
  { library, driver }: DbClient,
  { operation, collection }: Pick<DbCallSite, "operation" | "collection">,
): Omit<DbCallSite, "consumer"> {
  return {
    kind: "db-call",
    node,
    library,
    driver,
    operation: operation === "" ? "query" : operation,
    collection,
  };
}

function plan(site: DbCallSite, file: SpanFile): Outcome {
  const around = findSpanAround(file, site.node);
  if (around?.callback !== undefined && isWholeOf(around.callback, site.node))
    return { kind: "already", name: around.name, op: around.op };
  if (around?.op?.startsWith("db") === true) return { kind: "already", name: around.name, op: around.op };
  const driver = site.driver ?? site.library;
  const covered = isDriverCovered(driver, file.sdk.major) || isDriverCovered(site.library, file.sdk.major);
  if (site.consumer === "builder") return skip("unconsumed-builder");
  if (covered && file.config.db?.covered !== "wrap") return skip("covered-by-sdk", driver);
  if (isMidChain(site.node)) return skip("optional-chain");
  if (takesCallback(site)) return skip("dispatch-only");
  return wrapOperand(file, site.node, {
    options: withHouseNames(file, spanOptions(site, covered)),
    isRunLater: isLazy(site, file) && isRunLater(site.node, site.consumer),
    unnarrowed: heldName(file, site.node),
  });
}

/** Nothing runs before someone awaits it; of a lazy library, some methods run at the call all the same. */
function isLazy({ node, library }: DbCallSite, file: SpanFile): boolean {
  if (libraries[library].runs !== "lazy") return false;
  return node.type !== "CallExpression" || findQuery(file, node)?.runs === "when-awaited";
}

function isWholeOf(callback: Parameters<typeof isWholeCallback>[0], node: TSESTree.Node): boolean {
  return isFunction(callback) && isWholeCallback(callback, skipWrappersUp(node));
}

/** `pool.query(sql, (error, result) => …)` returns nothing to wait for. */
function takesCallback({ node, library }: DbCallSite): boolean {
  return library === "pg" && node.type === "CallExpression" && isFunction(node.arguments.at(-1));
}

/** A driver that the SDK traces, or that nobody knows, gives a business step: a second `db.query` would count the query twice. */
function spanOptions(site: DbCallSite, covered: boolean): SpanOptions {
  const name = site.collection === undefined ? site.operation : `${site.operation} ${site.collection}`;
  const system = systemOf(site.library, site.driver);
  if (covered || system === undefined) return { name, op: "function", attributes: [] };
  // The name says operation and collection already; three attributes would make ten lines of each query.
  return { name, op: "db.query", attributes: [["db.system.name", literal(system)]] };
}
