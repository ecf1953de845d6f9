import postgres from "postgres";

let sql: postgres.Sql;

export function open(url: string): void {
  sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => undefined });
}

export async function add(item: string) {
  const [order] = await sql`insert into orders ${sql({ item, pieces: 1 })} returning id`;
  return order?.["id"] as number;
}

export async function find(item: string | undefined) {
  const filter = item === undefined ? sql`` : sql`where item = ${item}`;
  const held = sql`select id from orders ${filter} order by id`;
  const rows = await held;
  const pairs = await sql`select id, pieces from orders ${filter} order by id`.values();
  return { ids: rows.map((row) => row["id"] as number), pairs: [...pairs] };
}

export async function move(from: number, to: number) {
  await sql.begin(async (sql) => {
    await sql`update orders set pieces = pieces - 1 where id = ${from}`;
    await sql.unsafe("update orders set pieces = pieces + 1 where id = $1", [to]);
  });
  return Promise.all([
    sql`select pieces from orders where id = ${from}`,
    sql`select pieces from orders where id = ${to}`,
  ]);
}

export async function divide() {
  return sql`update orders set pieces = pieces / 0`;
}

export async function streamed() {
  let count = 0;
  for await (const rows of sql`select id from orders`.cursor(1)) count += rows.length;
  return count;
}

export function note(report: (error: unknown) => void): void {
  sql`update orders set pieces = pieces / 0`.catch((error: unknown) => report(error));
}

export function held() {
  return typeof sql`delete from orders`.then;
}
