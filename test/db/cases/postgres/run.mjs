import { databaseScenarios, errorOf } from "../../support/scenarios.mjs";
import { postgresDatabase } from "../../support/servers.mjs";

const database = await postgresDatabase();

export const scenarios = databaseScenarios(database, [
  {
    name: "an awaited template with a helper in it",
    run: ({ add }) => add("oar"),
    expect: 3,
    statements: ["insert"],
    manual: ["function | insert orders"],
  },
  {
    name: "fragments, a held query, and values()",
    run: async ({ find }) => [await find("sail"), await find(undefined)],
    expect: [
      { ids: [2], pairs: [[2, 2]] },
      {
        ids: [1, 2],
        pairs: [
          [1, 5],
          [2, 2],
        ],
      },
    ],
    statements: ["select", "select", "select", "select"],
    manual: [
      "function | select orders",
      "function | select orders",
      "function | select orders",
      "function | select orders",
    ],
  },
  {
    name: "a transaction, then two at once",
    run: async ({ move }) => (await move(1, 2)).map(([order]) => order.pieces),
    expect: [4, 3],
    statements: ["begin", "update", "update", "commit", "select", "select"],
    manual: [
      "function | begin",
      "function | update orders",
      "function | update orders",
      "function | select orders",
      "function | select orders",
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
    name: "a floating query keeps its catch",
    run: ({ note }) => new Promise((resolve) => note((error) => resolve(error.message))),
    expect: "division by zero",
    statements: ["update"],
    manual: ["function | update orders | failed"],
  },
  {
    name: "a query that nobody runs does not run",
    run: async ({ held }) => {
      const type = held();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return type;
    },
    expect: "function",
    statements: [],
    manual: [],
  },
  {
    name: "a cursor, which is left alone",
    run: async ({ streamed }, probe) => {
      const rows = await streamed();
      // A cursor asks the server again and again for the same statement.
      probe.sent.push(...new Set(database.take()));
      return rows;
    },
    expect: 2,
    statements: ["select"],
    manual: [],
  },
]);
