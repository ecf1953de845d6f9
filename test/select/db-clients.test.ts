import { describe, expect, it } from "vitest";
import { select } from "./select.ts";

const clientsOf = (...args: Parameters<typeof select>): unknown => select(...args).db?.clients;

describe("database handles", () => {
  it("finds a handle with its driver and every specifier that leads to it", () => {
    const files = {
      "packages/store/src/client.ts": `
        import { drizzle } from "drizzle-orm/node-postgres";
        import { Pool } from "pg";
        export const db = drizzle(new Pool());
      `,
      "packages/store/src/index.ts": `export { db } from "./client.js";`,
      "packages/store/src/orders.ts": `import { db } from "./client.js"; export const orders = () => db.select();`,
      "app/routes/orders.ts": `import { db } from "@shop/store"; db.select();`,
      "app/routes/bills.ts": `import { db } from "@/store"; db.select();`,
    };
    const facts = {
      packages: [{ folder: "packages/store", name: "@shop/store" }],
      tsconfigPaths: [{ folder: "app", paths: { "@/store": ["packages/store/src/index.ts"] } }],
    };
    expect(clientsOf(files, facts)).toEqual([
      {
        name: "db",
        from: ["@/store", "@shop/store", "packages/store/src/client"],
        library: "drizzle",
        driver: "pg",
      },
    ]);
  });

  it.each([
    [
      "a lazy proxy with a type",
      `import type { NodePgDatabase } from "drizzle-orm/node-postgres"; export const db = new Proxy({} as NodePgDatabase, {});`,
      { library: "drizzle", driver: "pg" },
    ],
    [
      "a typed const",
      `import type { Kysely } from "kysely"; import { make } from "./make"; export const db: Kysely<object> = make();`,
      { library: "kysely" },
    ],
    [
      "a function that makes it",
      `import knex from "knex"; function open() { return knex({ client: "pg" }); } export const db = open();`,
      { library: "knex" },
    ],
    [
      "knex",
      `import knex from "knex"; export const db = knex({ client: "mysql2" });`,
      { library: "knex", driver: "mysql2" },
    ],
    [
      "a cached client",
      `import { PrismaClient } from "@prisma/client"; export const db = globalThis.prisma ?? new PrismaClient();`,
      { library: "prisma", driver: "@prisma/client" },
    ],
    ["a pool", `import { Pool } from "pg"; export const db = new Pool();`, { library: "pg", driver: "pg" }],
  ])("knows %s", (_, text, expected) => {
    const files = { "src/db.ts": text, "src/use.ts": `import { db } from "./db.js"; db.query();` };
    expect(clientsOf(files)).toEqual([{ name: "db", from: ["src/db"], ...expected }]);
  });

  it("gives a renamed and a default export the names that importing files have for them", () => {
    const files = {
      "src/db.ts": `import { Pool } from "pg"; const pool = new Pool(); export default pool; export { pool as store };`,
      "src/a.ts": `import pool from "./db.js"; pool.query();`,
      "src/b.ts": `import { store } from "./db.js"; store.query();`,
    };
    expect(clientsOf(files)).toEqual([
      { name: "pool", from: ["src/db"], library: "pg", driver: "pg" },
      { name: "store", from: ["src/db"], library: "pg", driver: "pg" },
    ]);
  });

  it("leaves out tables, begun queries, types, and handles that nobody imports", () => {
    const files = {
      "src/db.ts": `
        import { pgTable } from "drizzle-orm/pg-core";
        import { drizzle } from "drizzle-orm/pglite";
        import type { PGlite } from "@electric-sql/pglite";
        export const orders = pgTable("orders", {});
        export type Store = PGlite;
        const db = drizzle();
        export const all = db.select();
        export const lonely = drizzle();
      `,
      "src/use.ts": `import { all, orders, type Store } from "./db.js"; all; orders;`,
    };
    expect(clientsOf(files)).toBeUndefined();
  });
});
