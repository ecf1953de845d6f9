import { createClient, type Client } from "@libsql/client";

let client: Client;

export async function open(): Promise<void> {
  client = createClient({ url: ":memory:" });
  await client.executeMultiple(
    "create table orders (id integer primary key, item text not null, pieces integer); insert into orders values (1, 'rope', 5), (2, 'sail', 2)",
  );
}

export async function add(item: string) {
  const { lastInsertRowid } = await client.execute({
    sql: "insert into orders (item, pieces) values (?, 1)",
    args: [item],
  });
  return Number(lastInsertRowid);
}

export async function move(from: number, to: number) {
  await client.batch(
    [
      { sql: "update orders set pieces = pieces - 1 where id = ?", args: [from] },
      { sql: "update orders set pieces = pieces + 1 where id = ?", args: [to] },
    ],
    "write",
  );
  const tx = await client.transaction("read");
  try {
    const { rows } = await tx.execute("select pieces from orders order by id");
    return rows.map((row) => Number(row["pieces"]));
  } finally {
    tx.close();
  }
}

export function broken() {
  return client.execute("insert into orders (item) values (null)");
}

export function note(report: (error: unknown) => void): void {
  client.execute("insert into orders (item) values (null)").catch((error: unknown) => report(error));
}
