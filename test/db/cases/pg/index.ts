import pg from "pg";

let pool: pg.Pool;

export function open(url: string): void {
  pool = new pg.Pool({ connectionString: url, max: 2 });
}

export const close = () => pool.end();

export async function add(item: string) {
  const { rows } = await pool.query<{ id: number }>(
    "insert into orders (item, pieces) values ($1, 1) returning id",
    [item],
  );
  return rows[0]?.id;
}

export async function move(from: number, to: number) {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("update orders set pieces = pieces - 1 where id = $1", [from]);
    await client.query({ text: "update orders set pieces = pieces + 1 where id = $1", values: [to] });
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
  return (await pool.query<{ pieces: number }>("select pieces from orders order by id")).rows;
}

export async function divide(): Promise<unknown> {
  return pool.query("update orders set pieces = pieces / 0");
}

export function withCallback(done: (rows: number) => void): void {
  pool.query("select id from orders", (_error, result) => done(result.rows.length));
}
