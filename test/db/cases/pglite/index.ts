import type { PGlite } from "@electric-sql/pglite";

let db: PGlite;

export function open(client: PGlite): void {
  db = client;
}

export async function add(item: string) {
  const { rows } = await db.query<{ id: number }>(
    "insert into orders (item, pieces) values ($1, 1) returning id",
    [item],
  );
  return rows[0]?.id;
}

export async function byItem(item: string) {
  const { rows } = await db.sql<{ id: number }>`select id from orders where item = ${item}`;
  return rows.map(({ id }) => id);
}

export async function move(from: number, to: number) {
  await db.transaction(async (tx) => {
    await tx.query("update orders set pieces = pieces - 1 where id = $1", [from]);
    await tx.exec("update orders set pieces = pieces + 1 where id = " + String(to));
  });
}

export function divide() {
  return db.query("update orders set pieces = pieces / 0");
}

export function forget(): void {
  void db.query("delete from nowhere");
}
