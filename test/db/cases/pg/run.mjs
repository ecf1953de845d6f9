import { databaseScenarios, errorOf } from "../../support/scenarios.mjs";
import { postgresDatabase } from "../../support/servers.mjs";

export const scenarios = databaseScenarios(await postgresDatabase(), [
  {
    name: "a query with values",
    run: ({ add }) => add("oar"),
    expect: 3,
    statements: ["insert"],
    manual: ["function | insert orders"],
  },
  {
    name: "a transaction by hand",
    run: ({ move }) => move(1, 2),
    expect: [{ pieces: 4 }, { pieces: 3 }],
    statements: ["begin", "update", "update", "commit", "select"],
    manual: [
      "function | begin",
      "function | update orders",
      "function | update orders",
      "function | commit",
      "function | select orders",
    ],
  },
  {
    name: "a transaction that fails",
    run: ({ move }) => errorOf(move(1, "two")),
    expect: 'invalid input syntax for type integer: "two"',
    statements: ["begin", "update", "update", "rollback"],
    manual: [
      "function | begin",
      "function | update orders",
      "function | update orders | failed",
      "function | rollback",
    ],
  },
  {
    name: "an error",
    run: ({ divide }) => errorOf(divide()),
    expect: "division by zero",
    statements: ["update"],
    manual: ["function | update orders | failed"],
  },
  {
    name: "a callback, which is left alone",
    run: ({ withCallback }) => new Promise((resolve) => withCallback(resolve)),
    expect: 2,
    statements: ["select"],
    manual: [],
  },
]);
