import { databaseScenarios } from "../../support/scenarios.mjs";
import { mysqlDatabase } from "../../support/servers.mjs";

// A connection of the pool asks for its variables, too.
const database = await mysqlDatabase(({ warmUp }) => warmUp());

export const scenarios = databaseScenarios(database, [
  {
    name: "an insert, destructured",
    run: ({ add }) => add("oar"),
    expect: 3,
    statements: ["insert"],
    manual: ["function | insert orders"],
  },
  {
    name: "a transaction",
    run: ({ move }) => move(1, 2),
    expect: [4, 3],
    statements: ["begin", "update", "update", "select", "commit"],
    manual: [
      "function | update orders",
      "function | update orders",
      "function | select orders",
      "function | transaction",
    ],
  },
  {
    name: "a floating query keeps its catch",
    run: async ({ note }) => (await new Promise((resolve) => note(resolve))).code,
    expect: "ER_BAD_FIELD_ERROR",
    statements: ["update"],
    manual: ["function | update orders | failed"],
  },
]);
