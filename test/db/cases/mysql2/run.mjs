import { databaseScenarios } from "../../support/scenarios.mjs";
import { mysqlDatabase } from "../../support/servers.mjs";

export const scenarios = databaseScenarios(await mysqlDatabase(), [
  {
    name: "a prepared statement",
    run: ({ add }) => add("oar"),
    expect: 3,
    statements: ["insert"],
    manual: ["function | insert orders"],
  },
  {
    name: "a transaction, then two at once",
    run: ({ move }) => move(1, 2),
    expect: { pieces: [4, 3], sum: 7 },
    statements: ["start", "update", "update", "commit", "select", "select"],
    manual: [
      "function | update orders",
      "function | update orders",
      "function | select orders",
      "function | select orders",
    ],
  },
  {
    name: "a floating query keeps its catch",
    run: async ({ broken }) => (await new Promise((resolve) => broken(resolve))).code,
    expect: "ER_BAD_FIELD_ERROR",
    statements: ["update"],
    manual: ["function | update orders | failed"],
  },
]);
