import { Kysely, PostgresDialect, sql, type Generated } from "kysely";
import pg from "pg";

interface Schema {
  orders: { id: Generated<number>; item: string; pieces: number };
}

let db: Kysely<Schema>;

export function open(connectionString: string): void {
  db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString, max: 1 }) }),
  });
}

export async function add(item: string) {
  const order = await db
    .insertInto("orders")
    .values({ item, pieces: 1 })
    .returning("id")
    .executeTakeFirstOrThrow();
  return order.id;
}

export async function search(item: string | undefined) {
  let query = db.selectFrom("orders").select("id").orderBy("id");
  if (item !== undefined) {
    query = query.where("item", "=", item);
  }
  return (await query.execute()).map(({ id }) => id);
}

export async function inBig() {
  const rows = await db
    .selectFrom("orders")
    .select("id")
    .where("id", "in", db.selectFrom("orders").select("id").where("pieces", ">", 3))
    .where(({ exists }) => exists(db.selectFrom("orders").select("id")))
    .execute();
  return rows.map(({ id }) => id);
}

export async function move(from: number, to: number) {
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable("orders")
      .set((eb) => ({ pieces: eb("pieces", "-", 1) }))
      .where("id", "=", from)
      .execute();
    await sql`update orders set pieces = pieces + 1 where id = ${to}`.execute(trx);
    const [first, second] = await Promise.all([
      trx.selectFrom("orders").select("pieces").where("id", "=", from).executeTakeFirst(),
      trx.selectFrom("orders").select("pieces").where("id", "=", to).executeTakeFirst(),
    ]);
    return [first?.pieces, second?.pieces];
  });
}

export const divide = async () => sql`update orders set pieces = pieces / 0`.execute(db);
