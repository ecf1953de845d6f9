import knex, { type Knex } from "knex";

let db: Knex;

export function open(connection: string): void {
  db = knex({ client: "mysql2", connection, pool: { min: 0, max: 1 } });
}

export const warmUp = () => db.raw("select 1");

export async function add(item: string) {
  const [id] = await db("orders").insert({ item, pieces: 1 });
  return id;
}

export async function move(from: number, to: number) {
  return db.transaction(async (trx) => {
    await trx("orders").where({ id: from }).decrement("pieces", 1);
    await trx.raw("update orders set pieces = pieces + 1 where id = ?", [to]);
    return trx("orders").orderBy("id").pluck("pieces");
  });
}

export function note(report: (error: unknown) => void): void {
  db("orders")
    .update({ colour: 1 })
    .catch((error: unknown) => report(error));
}
