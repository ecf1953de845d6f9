import { DatabaseSync } from "node:sqlite";

const db = new DatabaseSync(":memory:");
db.exec("create table orders (id integer primary key, item text, pieces integer)");

export function add(item: string, pieces: number) {
  return db.prepare("insert into orders (item, pieces) values (?, ?)").run(item, pieces).changes;
}

export function total(item: string): number {
  const statement = db.prepare("select sum(pieces) as total from orders where item = ?");
  return Number((statement.get(item) as { total: number }).total);
}

export async function totalLater(item: string) {
  return Promise.all([db.prepare("select count(*) as count from orders").get(), total(item)]);
}
