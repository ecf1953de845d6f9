import { PGlite } from "@electric-sql/pglite";
import { databaseScenarios, errorOf, refill } from "../../support/scenarios.mjs";
import { tapPglite } from "../../support/tap.mjs";

const take = tapPglite(PGlite);
const client = new PGlite();

async function start({ open }) {
  await refill((sql) => client.exec(sql), "serial");
  open(client);
}

export const scenarios = databaseScenarios({ start, take }, [
  {
    name: "a query and a template",
    run: async ({ add, byItem }) => [await add("oar"), await byItem("oar")],
    expect: [3, [3]],
    statements: ["insert", "select"],
    manual: ["db.query | insert orders", "db.query | select orders"],
  },
  {
    name: "a transaction",
    run: async ({ move }) => {
      await move(1, 2);
      const { rows } = await client.query("select pieces from orders order by id");
      return rows.map(({ pieces }) => pieces);
    },
    expect: [4, 3],
    statements: ["begin", "update", "update", "commit", "select"],
    manual: ["db.query | update orders", "db.query | update orders", "db.query | transaction"],
  },
  {
    name: "a promise that is handed out un-awaited",
    run: ({ divide }) => errorOf(divide()),
    expect: "division by zero",
    statements: ["update"],
    manual: ["db.query | update orders | failed"],
  },
  {
    name: "a floating query that nobody catches is one unhandled rejection",
    run: async ({ forget }) => {
      const unhandled = [];
      const listener = (error) => unhandled.push(error.message);
      process.on("unhandledRejection", listener);
      forget();
      while (unhandled.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 20));
      process.off("unhandledRejection", listener);
      return unhandled;
    },
    expect: ['relation "nowhere" does not exist'],
    statements: [],
    manual: ["db.query | delete nowhere | failed"],
  },
]);
