import { describe, expect, test } from "vitest";
import { dbSites } from "./db-sites.ts";

const wrap = { db: { covered: "wrap" } } as const;

describe("a handle is known by its type", () => {
  test.each([
    [
      'import type { NodePgDatabase } from "drizzle-orm/node-postgres";',
      "NodePgDatabase<typeof schema>",
      "await handle.select().from(orders)",
      "await | select orders | function",
    ],
    [
      'import type { PgliteDatabase } from "drizzle-orm/pglite";',
      "PgliteDatabase",
      "await handle.select().from(orders)",
      "await | select orders | db.query postgresql",
    ],
    [
      'import type { PgTransaction } from "drizzle-orm/pg-core";',
      "PgTransaction<any, any, any>",
      "await handle.delete(orders)",
      "await | delete orders | function",
    ],
    [
      'import { db } from "./db.js";\nimport { drizzle } from "drizzle-orm/pglite";\nconst own = drizzle();',
      "typeof own",
      "await handle.delete(orders)",
      "await | delete orders | db.query postgresql",
    ],
    [
      'import type { Knex } from "knex";',
      "Knex",
      'await handle("orders")',
      "await | select orders | function",
    ],
    [
      'import type { Knex } from "knex";',
      "Knex.Transaction",
      'await handle("orders").del()',
      "await | delete orders | function",
    ],
    [
      'import type { Kysely } from "kysely";',
      "Kysely<Schema>",
      'await handle.selectFrom("orders").execute()',
      "await | select orders | function",
    ],
    [
      'import type { Transaction } from "kysely";',
      "Transaction<Schema>",
      'await handle.deleteFrom("orders").execute()',
      "await | delete orders | function",
    ],
    [
      'import type { PrismaClient } from "@prisma/client";',
      "PrismaClient",
      "await handle.order.findMany()",
      "await | findMany order | function",
    ],
    [
      'import type { Prisma } from "@prisma/client";',
      "Prisma.TransactionClient",
      "await handle.order.count()",
      "await | count order | function",
    ],
    [
      'import type { Repository } from "typeorm";',
      "Repository<Order>",
      "await handle.find()",
      "await | find Order | function",
    ],
    [
      'import type { EntityManager } from "typeorm";',
      "EntityManager",
      "await handle.save(Order, input)",
      "await | save Order | function",
    ],
    [
      'import type { Model } from "mongoose";',
      "Model<OrderDocument>",
      "await handle.find()",
      "await | find Order | function",
    ],
    [
      'import type { Pool } from "pg";',
      "Pool",
      'await handle.query("select id from orders")',
      "await | select orders | function",
    ],
    [
      'import type pg from "pg";',
      "pg.PoolClient",
      'await handle.query("commit")',
      "await | commit | function",
    ],
    [
      'import type { Sql } from "postgres";',
      "Sql",
      "await handle`select id from orders`",
      "await | select orders | function",
    ],
    [
      'import type postgres from "postgres";',
      "postgres.TransactionSql",
      "await handle`select id from orders`",
      "await | select orders | function",
    ],
    [
      'import type { PoolConnection } from "mysql2/promise";',
      "PoolConnection",
      'await handle.execute("delete from lines")',
      "await | delete lines | function",
    ],
    [
      'import type Database from "better-sqlite3";',
      "Database.Database",
      'handle.prepare("select id from orders").all()',
      "sync | select orders | db.query sqlite",
    ],
    [
      'import type { Statement } from "better-sqlite3";',
      "Statement",
      "handle.run(1)",
      "sync | run | db.query sqlite",
    ],
    [
      'import type { DatabaseSync } from "node:sqlite";',
      "DatabaseSync",
      'handle.exec("vacuum")',
      "sync | vacuum | db.query sqlite",
    ],
    [
      'import type { Client } from "@libsql/client";',
      "Client",
      'await handle.execute("delete from lines")',
      "await | delete lines | db.query sqlite",
    ],
    [
      'import type { PGlite } from "@electric-sql/pglite";',
      "PGlite",
      'await handle.query("delete from lines")',
      "await | delete lines | db.query postgresql",
    ],
    [
      'import type { Knex } from "knex";',
      "Knex | undefined",
      'await handle("orders")',
      "await | select orders | function",
    ],
  ])("%s %s", (head, type, code, expected) => {
    const places = [
      `export async function run(handle: ${type}) { ${code} }`,
      `export async function run({ handle }: { handle: ${type} }) { ${code} }`,
      `const handle: ${type} = open();\nexport async function run() { ${code} }`,
      `type Handle = ${type};\nexport async function run(handle: Handle) { ${code} }`,
      `class Orders {\n  constructor(private readonly handle: ${type}) {}\n  async run() { ${code.replaceAll("handle", "this.handle")} }\n}`,
      `class Orders {\n  #handle: ${type};\n  async run() { ${code.replaceAll("handle", "this.#handle")} }\n}`,
    ];
    for (const place of places) expect(dbSites(`${head}\n${place}\n`, wrap), place).toEqual([expected]);
  });

  test.each([
    [
      "one that only sounds like it",
      'import type { Pool } from "./workers.js";',
      "Pool",
      'await handle.query("select 1")',
    ],
    [
      "one of another library's values",
      'import type { PgColumn } from "drizzle-orm/pg-core";',
      "PgColumn",
      "await handle.select()",
    ],
  ])("%s is none", (_, head, type, code) => {
    expect(
      dbSites(`${head}\nimport "pg";\nexport async function run(handle: ${type}) { ${code} }\n`, wrap),
    ).toEqual([]);
  });

  test("a transaction by the parameter of its callback", () => {
    const text = `import { db } from "@/db";
type Tx = Parameters<Parameters<typeof db.transaction>[0]>[0];
export async function close(tx: Tx) { await tx.delete(orders); }
`;
    const clients = [{ name: "db", from: ["@/db"], library: "drizzle", driver: "pglite" }] as const;
    expect(dbSites(text, { db: { clients } })).toEqual(["await | delete orders | db.query postgresql"]);
  });

  test("a class of the project that the config names", () => {
    const text = `import { PrismaService } from "../prisma.service.js";
export class Orders {
  constructor(private readonly prisma: PrismaService) {}
  async all() { return this.prisma.order.findMany(); }
}
`;
    const clients = [{ name: "PrismaService", from: ["prisma.service"], library: "prisma" }] as const;
    expect(dbSites(text, { db: { covered: "wrap", clients } })).toEqual([
      "return | findMany order | function",
    ]);
  });
});

describe("a handle is known by where it comes from", () => {
  const clients = [
    { name: "db", from: ["src/db/client", "@app/db"], library: "drizzle", driver: "pglite" },
  ] as const;
  const found = ["await | delete orders | db.query postgresql"];

  test.each([
    ["a path from the root", 'import { db } from "./db/client.js";'],
    ["a path from the root, without extension", 'import { db } from "./db/client";'],
    ["a path alias", 'import { db } from "@app/db";'],
    ["another local name", 'import { db as store } from "@app/db";'],
    ["a default export", 'import db from "@app/db";'],
    ["require", 'const { db } = require("./db/client");'],
    ["require of a property", 'const db = require("@app/db").db;'],
  ])("%s", (_, head) => {
    const name = head.includes("store") ? "store" : "db";
    expect(
      dbSites(`${head}\nasync function run() { await ${name}.delete(orders); }\n`, { db: { clients } }),
    ).toEqual(found);
  });

  test("a local name of another thing is none", () => {
    const text = 'import { db } from "@app/db";\nasync function run(db) { await db.delete(orders); }\n';
    expect(dbSites(text, { db: { clients } })).toEqual([]);
  });

  test.each([
    ["a function that gives it", 'import { getDb } from "@app/db";', "getDb().delete(orders)"],
    ["one that gives a promise of it", 'import { getDb } from "@app/db";', "(await getDb()).delete(orders)"],
  ])("%s", (_, head, code) => {
    const given = [{ name: "getDb", from: ["@app/db"], library: "drizzle", driver: "pglite" }] as const;
    expect(dbSites(`${head}\nawait ${code};\n`, { db: { clients: given } })).toEqual(found);
  });

  test("the one handle of a development server", () => {
    const text = `import { drizzle } from "drizzle-orm/pglite";
const db = globalThis.db ?? drizzle();
export async function run(store = db) { await store.delete(orders); }
`;
    expect(dbSites(text)).toEqual(found);
  });

  test("made in place", () => {
    const text = 'import { drizzle } from "drizzle-orm/pglite";\nawait drizzle(pg).delete(orders);\n';
    expect(dbSites(text)).toEqual(found);
  });

  test("a property that the constructor sets, and what a property is made from", () => {
    const text = `import { DataSource } from "typeorm";
class Orders {
  private readonly lines = this.source.getRepository(Line);
  constructor(private readonly source: DataSource) {
    this.orders = source.getRepository(Order);
  }
  async count() {
    return (await this.orders.count()) + (await this.lines.count());
  }
}
`;
    expect(dbSites(text)).toEqual(["await | count Order | function", "await | count Line | function"]);
  });

  test("does not find a handle that a project's class keeps, without types", () => {
    const text = `import { Repository } from "typeorm";
class Orders extends Repository<Order> { async all() { return this.find(); } }
`;
    expect(dbSites(text)).toEqual([]);
  });
});

describe("the SDK's major decides which drivers it traces", () => {
  const pool = 'import { Pool } from "pg";\nconst pool = new Pool();\nawait pool.query("vacuum");\n';
  const prisma =
    'import { PrismaClient } from "@prisma/client";\nconst db = new PrismaClient();\nawait db.order.count();\n';
  const sql = 'import postgres from "postgres";\nconst sql = postgres();\nawait sql`vacuum`;\n';
  const knex = 'import knex from "knex";\nconst db = knex({ client: "pg" });\nawait db("orders");\n';
  const lite =
    'import { drizzle } from "drizzle-orm/pglite";\nconst db = drizzle();\nawait db.delete(orders);\n';

  test.each([
    [8, pool, "await | vacuum | sdk-too-old"],
    [11, pool, "await | vacuum | covered-by-sdk"],
    [8, prisma, "await | count order | sdk-too-old"],
    [9, prisma, "await | count order | covered-by-sdk"],
    [8, sql, "await | vacuum | sdk-too-old"],
    [9, sql, "await | vacuum | covered-by-sdk"],
    [10, knex, "await | select orders | covered-by-sdk"],
    [11, lite, "await | delete orders | db.query postgresql"],
  ])("%i: %s", (sdk, text, expected) => {
    expect(dbSites(text, {}, sdk)).toEqual([expected]);
  });
});
