import { databaseScenarios, errorOf } from "../../support/scenarios.mjs";
import { postgresDatabase } from "../../support/servers.mjs";

export const scenarios = databaseScenarios(await postgresDatabase(), [
  {
    name: "executeTakeFirstOrThrow",
    run: ({ add }) => add("oar"),
    expect: 3,
    statements: ["insert"],
    manual: ["function | insert orders"],
  },
  {
    name: "a builder that grows before it runs",
    run: async ({ search }) => [await search("sail"), await search(undefined)],
    expect: [[2], [1, 2]],
    statements: ["select", "select"],
    manual: ["function | select orders", "function | select orders"],
  },
  {
    name: "subqueries run in their query only",
    run: ({ inBig }) => inBig(),
    expect: [1],
    statements: ["select"],
    manual: ["function | select orders"],
  },
  {
    name: "a transaction",
    run: ({ move }) => move(1, 2),
    expect: [4, 3],
    statements: ["begin", "update", "update", "select", "select", "commit"],
    manual: [
      "function | update orders",
      "function | update orders",
      "function | select orders",
      "function | select orders",
      "function | transaction",
    ],
  },
  {
    name: "an error",
    run: ({ divide }) => errorOf(divide()),
    expect: "division by zero",
    statements: ["update"],
    manual: ["function | update orders | failed"],
  },
]);
