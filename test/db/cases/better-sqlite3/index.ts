import Database from "better-sqlite3";

const db = new Database(":memory:");
db.exec("create table orders (id integer primary key, item text, pieces integer)");
const insert = db.prepare("insert into orders (item, pieces) values (?, ?)");

export function add(item: string, pieces: number): number {
  const { lastInsertRowid } = insert.run(item, pieces);
  return Number(lastInsertRowid);
}

export const items = (): string[] =>
  db
    .prepare("select item from orders order by id")
    .all()
    .map((row) => (row as { item: string }).item);

export function piecesOf(item: string): number | undefined {
  const row = db.prepare("select pieces from orders where item = ?").get(item) as
    { pieces: number } | undefined;
  return row?.pieces;
}

export const addAll = db.transaction((list: [string, number][]) => {
  for (const [item, pieces] of list) insert.run(item, pieces);
});

export function one(): string {
  for (const row of db.prepare("select item from orders limit 1").iterate())
    return (row as { item: string }).item;
  return "";
}

export function broken(): unknown {
  return db.prepare("insert into orders (id) values ('x')").run();
}
