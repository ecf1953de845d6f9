import { createClient } from "@libsql/client";
import { databaseScenarios } from "../../support/scenarios.mjs";
import { take } from "../../stand-ins/sqlite.mjs";

async function start({ open }) {
  const client = createClient({ url: ":memory:" });
  await client.executeMultiple(
    "create table orders (id integer primary key, item text not null, pieces integer not null); insert into orders values (1, 'rope', 5), (2, 'sail', 2)",
  );
  open(client);
}

export const scenarios = databaseScenarios({ start, take }, [
  {
    name: "all, get and run",
    run: ({ ends }) => ends(),
    expect: [2, "sail", 1],
    statements: ["select", "select", "update"],
    manual: ["db.query | select orders", "db.query | select orders", "db.query | update orders"],
  },
  {
    name: "SQL on the handle itself",
    run: ({ raw }) => raw(),
    expect: [2, 9],
    statements: ["update", "select"],
    manual: ["db.query | select orders", "db.query | update orders"],
  },
  {
    name: "a batch runs its queries, nobody else does",
    run: ({ together }) => together(),
    expect: [1, 1],
    statements: ["begin", "delete", "select", "commit"],
    manual: ["db.query | batch"],
  },
  {
    name: "a prepared query",
    run: ({ prepared }) => prepared(),
    expect: ["rope", "sail"],
    statements: ["select", "select"],
    manual: ["db.query | select orders", "db.query | select orders"],
  },
  {
    name: "a floating query keeps its catch",
    run: ({ rawAndForget }) =>
      new Promise((resolve) => rawAndForget((error) => resolve((error.cause ?? error).code))),
    expect: "SQLITE_CONSTRAINT",
    statements: ["update"],
    manual: ["db.query | update orders | failed"],
  },
]);
