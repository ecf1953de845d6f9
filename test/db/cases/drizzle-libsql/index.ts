import type { Client } from "@libsql/client";
import { eq, sql } from "drizzle-orm";
import { drizzle, type LibSQLDatabase } from "drizzle-orm/libsql";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

const orders = sqliteTable("orders", {
  id: integer("id").primaryKey(),
  item: text("item").notNull(),
  pieces: integer("pieces").notNull(),
});

let db: LibSQLDatabase;

export function open(client: Client): void {
  db = drizzle(client);
}

export async function ends() {
  const all = await db.select().from(orders).all();
  const one = await db.select().from(orders).where(eq(orders.id, 2)).get();
  const { rowsAffected } = await db.update(orders).set({ pieces: 3 }).where(eq(orders.id, 2)).run();
  return [all.length, one?.item, rowsAffected];
}

export async function raw() {
  const { rowsAffected } = await db.run(sql`update orders set pieces = pieces + 1`);
  const row = await db.get<{ pieces: number }>(sql`select sum(pieces) as pieces from orders`);
  return [rowsAffected, row.pieces];
}

export async function together() {
  const [gone, left] = await db.batch([
    db.delete(orders).where(eq(orders.id, 1)).returning(),
    db.select().from(orders),
  ]);
  return [gone.length, left.length];
}

export async function prepared() {
  const byId = db
    .select()
    .from(orders)
    .where(eq(orders.id, sql.placeholder("id")))
    .prepare();
  const [rope] = await byId.execute({ id: 1 });
  const sail = await byId.get({ id: 2 });
  return [rope?.item, sail?.item];
}

export function rawAndForget(report: (error: unknown) => void): void {
  db.run(sql`update orders set item = null`).catch((error: unknown) => report(error));
}
