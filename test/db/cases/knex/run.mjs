import { databaseScenarios, errorOf } from "../../support/scenarios.mjs";
import { postgresDatabase } from "../../support/servers.mjs";

// The first query of a pool asks for the server's version, too.
const database = await postgresDatabase(({ warmUp }) => warmUp());

export const scenarios = databaseScenarios(database, [
  {
    name: "an insert, destructured",
    run: ({ add }) => add("oar"),
    expect: { id: 3 },
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
    name: "a transaction with a callback and one without",
    run: ({ move }) => move(1, 2),
    expect: [4, 3],
    statements: ["begin", "update", "update", "commit", "begin", "select", "select", "commit"],
    manual: [
      "function | update orders",
      "function | update orders",
      "function | transaction",
      "function | begin",
      "function | select orders",
      "function | select orders",
    ],
  },
  {
    name: "each attempt of a retry",
    run: async ({ divide }) => (await errorOf(divide())).replace(/^.* - /, ""),
    expect: "division by zero",
    statements: ["update", "update"],
    manual: ["function | update orders | failed", "function | update orders | failed"],
  },
  {
    name: "a then behind a builder",
    run: ({ names }) => names(),
    expect: ["rope", "sail"],
    statements: ["select"],
    manual: ["function | select orders"],
  },
  {
    name: "a builder that is handed out goes on being one",
    run: ({ held }) => held().limit(1).select("id"),
    expect: [{ id: 1 }],
    statements: ["select"],
    manual: [],
  },
  {
    name: "a floating query keeps its catch",
    run: async ({ note }) =>
      (await new Promise((resolve) => note("rope", resolve))).message.replace(/^.* - /, ""),
    expect: "division by zero",
    statements: ["update"],
    manual: ["function | update orders | failed"],
  },
  {
    name: "a floating query keeps its finally",
    run: ({ remove }) => new Promise((resolve) => remove("rope", () => resolve("done"))),
    expect: "done",
    statements: ["delete"],
    manual: ["function | delete orders"],
  },
]);
