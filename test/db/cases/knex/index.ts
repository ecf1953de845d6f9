import knex, { type Knex } from "knex";

let db: Knex;

export function open(connection: string): void {
  db = knex({ client: "pg", connection, pool: { min: 0, max: 1 } });
}

export const warmUp = () => db.raw("select 1");

export async function add(item: string) {
  const [order] = await db("orders").insert({ item, pieces: 1 }, ["id"]);
  return order as { id: number };
}

export async function search(item: string | undefined) {
  const query = db("orders").select("id").orderBy("id");
  if (item !== undefined) query.where({ item });
  const rows = await query;
  return rows.map(({ id }: { id: number }) => id);
}

export async function inBig() {
  return db("orders")
    .whereIn("id", db("orders").select("id").where("pieces", ">", 3))
    .whereNotIn("id", (part) => part.select("id").from("orders").where("pieces", ">", 9))
    .pluck("id");
}

export async function move(from: number, to: number) {
  await db.transaction(async (trx) => {
    await trx("orders").where({ id: from }).decrement("pieces", 1);
    await trx.raw("update orders set pieces = pieces + 1 where id = ?", [to]);
  });
  const trx = await db.transaction();
  const [first, second] = await Promise.all([
    trx("orders").where({ id: from }).first(),
    trx("orders").where({ id: to }).first(),
  ]);
  await trx.commit();
  return [first?.pieces as number, second?.pieces as number];
}

async function retry<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch {
    return await work();
  }
}

export const divide = () => retry(() => db("orders").update({ pieces: db.raw("pieces / 0") }));

export async function names() {
  return await db("orders")
    .orderBy("id")
    .then((rows) => rows.map(({ item }: { item: string }) => item));
}

export function held() {
  return db("orders").where({ item: "rope" });
}

export function note(item: string, report: (error: unknown) => void): void {
  db("orders")
    .where({ item })
    .update({ pieces: db.raw("pieces / 0") })
    .catch((error: unknown) => report(error));
}

export function remove(item: string, done: () => void): void {
  void db("orders")
    .where({ item })
    .delete()
    .finally(() => done());
}
