import mysql, {
  type Pool,
  type PoolConnection,
  type ResultSetHeader,
  type RowDataPacket,
} from "mysql2/promise";

let pool: Pool;

export function open(url: string): void {
  pool = mysql.createPool({ uri: url, connectionLimit: 1 });
}

export async function add(item: string) {
  const [result] = await pool.execute<ResultSetHeader>("insert into orders (item, pieces) values (?, 1)", [
    item,
  ]);
  return result.insertId;
}

export async function move(from: number, to: number) {
  const connection = await pool.getConnection();
  await connection.beginTransaction();
  await take(connection, from);
  await connection.query("update orders set pieces = pieces + 1 where id = ?", [to]);
  await connection.commit();
  connection.release();
  const [[rows], [[sum]]] = await Promise.all([
    pool.query<RowDataPacket[]>("select pieces from orders order by id"),
    pool.query<RowDataPacket[]>("select cast(sum(pieces) as int) as pieces from orders"),
  ]);
  return { pieces: rows.map((row) => row["pieces"] as number), sum: sum?.["pieces"] as number };
}

async function take(connection: PoolConnection, id: number) {
  return connection.query("update orders set pieces = pieces - 1 where id = ?", [id]);
}

export function broken(report: (error: unknown) => void): void {
  pool.query("update orders set colour = 1").catch((error: unknown) => report(error));
}
