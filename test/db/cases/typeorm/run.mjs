import { databaseScenarios, errorOf } from "../../support/scenarios.mjs";
import { postgresDatabase } from "../../support/servers.mjs";

export const scenarios = databaseScenarios(await postgresDatabase(), [
  {
    name: "a repository saves in a transaction of its own",
    run: ({ add }) => add("oar"),
    expect: 3,
    statements: ["start", "insert", "commit"],
    manual: ["function | save Order"],
  },
  {
    name: "a query builder that grows before it runs",
    run: async ({ search }) => [await search("sail"), await search(undefined)],
    expect: [[2], [1, 2]],
    statements: ["select", "select"],
    manual: ["function | select Order", "function | select Order"],
  },
  {
    name: "a transaction, then two at once",
    run: ({ move }) => move(1, 2),
    expect: [4, 3],
    statements: ["start", "update", "update", "commit", "select", "select"],
    manual: [
      "function | decrement Orders",
      "function | update orders",
      "function | transaction",
      "function | findOneBy Order",
      "function | findOneBy Order",
    ],
  },
  {
    name: "an error from a class",
    run: ({ Storage }) => errorOf(new Storage().divide()),
    expect: "division by zero",
    statements: ["update"],
    manual: ["function | update orders | failed"],
  },
]);
