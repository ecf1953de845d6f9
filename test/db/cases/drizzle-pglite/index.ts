import type { PGlite } from "@electric-sql/pglite";
import { eq, sql } from "drizzle-orm";
import { integer, pgTable, serial, text } from "drizzle-orm/pg-core";
import { drizzle, type PgliteDatabase } from "drizzle-orm/pglite";

const orders = pgTable("orders", {
  id: serial("id").primaryKey(),
  item: text("item").notNull(),
  pieces: integer("pieces").notNull(),
});

let db: PgliteDatabase;

export function open(client: PGlite): void {
  db = drizzle(client);
}

export async function add(item: string, pieces: number) {
  const [order] = await db.insert(orders).values({ item, pieces }).returning();
  return order;
}

export async function piecesOf(id: number | undefined) {
  const rows = id === undefined ? [] : await db.select().from(orders).where(eq(orders.id, id));
  return rows[0]?.pieces;
}

export async function all() {
  return db.select().from(orders).orderBy(orders.id);
}

export async function summary() {
  const [rows, [sum], first] = await Promise.all([
    db.select({ id: orders.id }).from(orders),
    db.select({ pieces: sql<number>`sum(${orders.pieces})::int` }).from(orders),
    db
      .select()
      .from(orders)
      .limit(1)
      .then(([order]) => order?.item),
  ]);
  return { count: rows.length, pieces: sum?.pieces, first };
}

export async function move(from: number, to: number, pieces: number) {
  return db.transaction(async (tx) => {
    await tx
      .update(orders)
      .set({ pieces: sql`${orders.pieces} - ${pieces}` })
      .where(eq(orders.id, from));
    await tx.transaction(async (inner) => {
      await inner
        .update(orders)
        .set({ pieces: sql`${orders.pieces} + ${pieces}` })
        .where(eq(orders.id, to))
        .execute();
    });
    return tx.$count(orders);
  });
}

async function retry<T>(work: () => Promise<T>, attempts: number): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

/** Fails in the database, each time. */
export async function divideWithRetry(item: string) {
  return retry(() => db.execute(sql`update orders set pieces = pieces / 0 where item = ${item}`), 3);
}

export async function search(item: string | undefined) {
  let query = db.select().from(orders).$dynamic();
  if (item !== undefined) {
    query = query.where(eq(orders.item, item));
  }
  const found = await query.orderBy(orders.id);
  return found.map(({ id }) => id);
}

export async function heldAndNeverRun() {
  const held = db.delete(orders);
  return typeof held.then;
}

export function note(id: number, report: (error: unknown) => void): void {
  db.execute(sql`select pieces / 0 from orders where id = ${id}`).catch((error: unknown) => report(error));
}

export function forget(id: number, report: (log: readonly string[]) => void): void {
  const log: string[] = [];
  db.delete(orders)
    .where(eq(orders.id, id))
    .returning()
    .then(({ length }) => log.push(`deleted ${length}`))
    .catch((error: unknown) => log.push(String(error)))
    .finally(() => report(log));
  log.push("asked");
}

const since = (date: Date) =>
  sql`${sql.param(date, { mapToDriverValue: (value: Date) => value.toISOString() })}`;

/** A date that is none makes the builder throw when it is asked to run. */
export async function settleDates(dates: readonly Date[]) {
  const settled = await Promise.allSettled(
    dates.map((date) =>
      db
        .select()
        .from(orders)
        .where(sql`${since(date)}::date is not null`),
    ),
  );
  return settled.map((one) => (one.status === "rejected" ? String(one.reason) : one.status));
}

export async function returnedFromTry(date: Date) {
  try {
    return db
      .select()
      .from(orders)
      .where(sql`${since(date)}::date is not null`);
  } catch {
    return [];
  }
}

export async function awaited(date: Date) {
  return await db
    .select()
    .from(orders)
    .where(sql`${since(date)}::date is not null`);
}
