import type { DbLibrary } from "../config.ts";

/** What the tool must know of a database library to find its queries and to keep each running exactly once. */
export interface LibraryFacts {
  /** `lazy`: a thenable that runs when awaited; `promise`: runs at the call; `sync`: returns the rows. */
  readonly runs: "lazy" | "promise" | "sync";
  /** Methods on the handle that begin a query; absent: the handle itself is called, or models stand between. */
  readonly starters: ReadonlySet<string>;
  /** A chain runs only when it ends with one of these; absent: every chain does. */
  readonly terminals?: ReadonlySet<string>;
  /** Of a lazy library: these run at the call all the same. */
  readonly atCall?: ReadonlySet<string>;
  /** A chain that ends with one of these gives its rows bit by bit, to whoever reads them. */
  readonly streams?: ReadonlySet<string>;
  /** A chain that ends with one of these is a value, not a query. */
  readonly inert: ReadonlySet<string>;
  /** `db.system.name`, where the library serves one system only. */
  readonly system?: string;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const sqlite = {
  runs: "sync",
  starters: words("prepare exec query"),
  terminals: words("run get all exec"),
  streams: words("iterate"),
  inert: words("transaction pragma close"),
  system: "sqlite",
} as const satisfies LibraryFacts;

export const libraries: Readonly<Record<DbLibrary, LibraryFacts>> = {
  drizzle: {
    runs: "lazy",
    starters: words(
      "select selectDistinct selectDistinctOn insert update delete execute transaction with query $count batch run all get values refreshMaterializedView",
    ),
    // A handle's own `execute` is lazy, the `execute` of a builder is not; see `runsAtCall`.
    atCall: words("transaction batch execute all get run"),
    streams: words("iterator"),
    inert: words("prepare as toSQL getSQL $with $client"),
  },
  knex: {
    runs: "lazy",
    starters: words(
      "select insert update del delete from table into raw transaction with withRecursive queryBuilder batchInsert first count schema withSchema",
    ),
    streams: words("stream pipe"),
    inert: words("toSQL toString toQuery toNative clone as destroy ref on fn client"),
  },
  kysely: {
    runs: "promise",
    starters: words(
      "selectFrom insertInto updateTable deleteFrom replaceInto mergeInto with withRecursive selectNoFrom transaction connection schema",
    ),
    terminals: words("execute executeTakeFirst executeTakeFirstOrThrow"),
    streams: words("stream"),
    inert: words("compile toOperationNode as"),
  },
  prisma: {
    runs: "lazy",
    starters: words("$queryRaw $executeRaw $queryRawUnsafe $executeRawUnsafe $transaction $runCommandRaw"),
    terminals: words(
      "findUnique findUniqueOrThrow findFirst findFirstOrThrow findMany create createMany createManyAndReturn update updateMany updateManyAndReturn upsert delete deleteMany count aggregate groupBy $queryRaw $executeRaw $queryRawUnsafe $executeRawUnsafe $transaction $runCommandRaw",
    ),
    atCall: words("$transaction"),
    inert: words("$connect $disconnect $on $use $extends $metrics"),
  },
  typeorm: {
    runs: "promise",
    starters: words(
      "find findBy findOne findOneBy findOneOrFail findOneByOrFail findAndCount findAndCountBy save insert update upsert delete remove softDelete softRemove restore recover count countBy exists existsBy increment decrement sum average minimum maximum query transaction createQueryBuilder clear",
    ),
    terminals: words(
      "find findBy findOne findOneBy findOneOrFail findOneByOrFail findAndCount findAndCountBy save insert update upsert delete remove softDelete softRemove restore recover count countBy exists existsBy increment decrement sum average minimum maximum query transaction clear getOne getOneOrFail getMany getManyAndCount getRawOne getRawMany getRawAndEntities getCount getExists execute",
    ),
    streams: words("stream"),
    inert: words("create merge preload getId hasId getQuery getSql"),
  },
  mongoose: {
    runs: "lazy",
    starters: words(
      "find findOne findById findOneAndUpdate findOneAndDelete findOneAndReplace findByIdAndUpdate findByIdAndDelete create insertMany insertOne updateOne updateMany replaceOne deleteOne deleteMany countDocuments estimatedDocumentCount distinct exists aggregate bulkWrite bulkSave where",
    ),
    atCall: words("exec create insertMany insertOne bulkWrite bulkSave"),
    streams: words("cursor"),
    inert: words("clone toConstructor"),
    system: "mongodb",
  },
  pg: {
    runs: "promise",
    starters: words("query"),
    inert: words("connect end release on"),
    system: "postgresql",
  },
  postgres: {
    runs: "lazy",
    starters: words("begin unsafe savepoint"),
    atCall: words("begin savepoint execute"),
    streams: words("cursor forEach"),
    inert: words("describe simple end"),
    system: "postgresql",
  },
  mysql2: {
    runs: "promise",
    starters: words("query execute"),
    inert: words("end release on getConnection"),
    system: "mysql",
  },
  "better-sqlite3": sqlite,
  "node:sqlite": sqlite,
  libsql: {
    runs: "promise",
    starters: words("execute batch migrate executeMultiple"),
    inert: words("close sync transaction"),
    system: "sqlite",
  },
  pglite: {
    runs: "promise",
    starters: words("query exec transaction sql"),
    inert: words("close listen unlisten live"),
    system: "postgresql",
  },
};

/** Every word by which a query of any library begins: a chain without one needs no look at its types. */
export const starterWords: ReadonlySet<string> = new Set(
  Object.values(libraries).flatMap(({ starters }) => [...starters]),
);

/** The library that a module belongs to. */
export function libraryOfModule(module: string): DbLibrary | undefined {
  if (module.startsWith("drizzle-orm")) return "drizzle";
  if (module === "mysql2" || module.startsWith("mysql2/")) return "mysql2";
  if (module.startsWith("@libsql/client") || module === "libsql") return "libsql";
  if (module.startsWith("@electric-sql/pglite")) return "pglite";
  if (
    module === "@prisma/client" ||
    module.startsWith("@prisma/client/") ||
    /(?:^|\/)generated\/prisma(?:\/|$)/.test(module)
  )
    return "prisma";
  if (module === "@nestjs/typeorm") return "typeorm";
  const exact: readonly DbLibrary[] = [
    "knex",
    "kysely",
    "typeorm",
    "mongoose",
    "pg",
    "postgres",
    "better-sqlite3",
    "node:sqlite",
  ];
  return exact.find((library) => module === library);
}

const drizzleDrivers: Readonly<Record<string, string>> = {
  "node-postgres": "pg",
  "postgres-js": "postgres",
  pglite: "pglite",
  "better-sqlite3": "better-sqlite3",
  libsql: "libsql",
  mysql2: "mysql2",
  "neon-serverless": "@neondatabase/serverless",
  "neon-http": "@neondatabase/serverless",
  "planetscale-serverless": "planetscale",
  d1: "d1",
  "bun-sqlite": "bun-sqlite",
};

/** The driver under a drizzle entry point such as `drizzle-orm/node-postgres`. */
export function drizzleDriver(module: string): string | undefined {
  return drizzleDrivers[module.slice("drizzle-orm/".length).split("/")[0] ?? ""];
}

/** Drivers whose queries return their rows at once, also under drizzle. */
const SYNC_DRIVERS = /^(?:better-sqlite3|node:sqlite|bun-sqlite)$/;

export function isSyncDriver(driver: string | undefined): boolean {
  return driver !== undefined && SYNC_DRIVERS.test(driver);
}

/** `db.system.name` of a driver or library. */
export function systemOf(library: DbLibrary, driver: string | undefined): string | undefined {
  const own = libraries[library].system;
  if (own !== undefined) return own;
  if (driver === undefined) return undefined;
  if (/^(?:pg|postgres|pglite|postgresql|@neondatabase)/.test(driver)) return "postgresql";
  if (/sqlite|libsql|d1/.test(driver)) return "sqlite";
  if (/mysql|planetscale|mariadb/.test(driver)) return "mysql";
  if (driver === "mongodb") return "mongodb";
  return undefined;
}
