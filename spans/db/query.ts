import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../file.ts";
import { chainOf, type Chain, type ChainLink } from "./chain.ts";
import { lookupIn, type DbClient, type Lookup } from "./client.ts";
import { isSyncDriver, libraries, starterWords, type LibraryFacts } from "./library.ts";

/** A chain on a database handle. */
export interface Query {
  readonly client: DbClient;
  /** Links behind the handle. */
  readonly chain: Chain;
  /**
   * - `now`: its last call runs it, and gives a promise or the rows
   * - `when-awaited`: whoever awaits it runs it
   * - `later`: something has to be called on it first, or it gives its rows bit by bit
   */
  readonly runs: "now" | "when-awaited" | "later";
  readonly isSync: boolean;
}

/** Reads a chain as a query; `undefined` for any other chain, also for one that only makes a value of a query (`.as("latest")`). */
export function findQuery(file: SpanFile, node: TSESTree.Expression): Query | undefined {
  return readQuery(lookupIn(file), node);
}

/** The handle that a chain is called on, whatever is called. */
export function findHandle(file: SpanFile, node: TSESTree.Expression): DbClient | undefined {
  const chain = chainOf(node);
  return chain === undefined ? undefined : resolveChain(lookupIn(file), chain)?.client;
}

/** The same for the parts of the model that look from name to name. */
export function readQuery(lookup: Lookup, node: TSESTree.Expression): Query | undefined {
  const chain = chainOf(node);
  const found = chain === undefined ? undefined : resolveChain(lookup, chain);
  if (found === undefined) return undefined;
  const { client, chain: own } = found;
  const facts = libraries[client.library];
  const names = own.links.map(({ name }) => name);
  const last = names.at(-1) ?? "";
  if (facts.inert.has(last) || !beginsQuery(client, own, facts)) return undefined;
  // Under a sync driver `.all()` gives rows: what follows is a method of an array.
  if (isSyncDriver(client.driver) && own.links.slice(1, -1).some(isSyncEnd)) return undefined;
  const isSync = facts.runs === "sync" || (isSyncDriver(client.driver) && runsAtCall(client, own, facts));
  if (facts.streams?.has(last) === true) return { client, chain: own, runs: "later", isSync };
  const isEnded = facts.terminals === undefined || endsQuery(client, names, facts);
  // A statement that is only prepared is a value.
  if (!isEnded && facts.runs === "sync") return undefined;
  const isNow = facts.runs !== "lazy" || runsAtCall(client, own, facts);
  return { client, chain: own, runs: isEnded ? (isNow ? "now" : "when-awaited") : "later", isSync };
}

function isSyncEnd({ name, call }: ChainLink): boolean {
  return call !== undefined && (name === "all" || name === "get" || name === "run");
}

function beginsQuery(client: DbClient, chain: Chain, facts: LibraryFacts): boolean {
  return (
    client.begun !== undefined ||
    (chain.rootCall !== undefined && client.library === "knex") ||
    chain.links.some(({ name }) => facts.starters.has(name)) ||
    (client.library === "prisma" && chain.links.some(({ name }) => facts.terminals?.has(name)))
  );
}

/** Prisma's relations go on behind the method: `prisma.user.findUnique(…).posts()`. */
function endsQuery(client: DbClient, names: readonly string[], facts: LibraryFacts): boolean {
  const last = names.at(-1) ?? "";
  return client.library === "prisma"
    ? names.some((name) => facts.terminals?.has(name))
    : facts.terminals?.has(last) === true;
}

function runsAtCall(client: DbClient, chain: Chain, { atCall }: LibraryFacts): boolean {
  const last = chain.links.at(-1)?.name ?? "";
  if (atCall?.has(last) !== true) return false;
  if (client.library !== "drizzle" || isSyncDriver(client.driver)) return true;
  // `db.execute(sql)` gives a lazy query, `db.select().from(users).execute()` a promise.
  return last === "transaction" || last === "batch" || chain.links.length > 1 || client.begun !== undefined;
}

/** The handle of a chain: its root, the root's call (`drizzle(pool).select()`), or a link (`mongoose.model("User").find()`, `ctx.db.select()`). */
function resolveChain({ find }: Lookup, chain: Chain): { client: DbClient; chain: Chain } | undefined {
  const client = find(chain.root);
  if (client !== undefined) return { client, chain };
  const called = chain.rootCall === undefined ? undefined : find(chain.rootCall);
  if (called !== undefined) return { client: called, chain: { ...chain, rootCall: undefined } };
  for (const [index, link] of chain.links.slice(0, -1).entries()) {
    const links = chain.links.slice(index + 1);
    if (!links.some(({ name }) => starterWords.has(name) || isPrismaMethod(name))) return undefined;
    const derived = find(link.node);
    if (derived !== undefined)
      return { client: derived, chain: { root: link.node, links, rootCall: undefined } };
  }
  return undefined;
}

function isPrismaMethod(name: string): boolean {
  return libraries.prisma.terminals?.has(name) === true;
}
