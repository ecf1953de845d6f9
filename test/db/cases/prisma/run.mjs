import { databaseScenarios } from "../../support/scenarios.mjs";
import { executed, failure } from "../../stand-ins/prisma.mjs";

const caught = async (work) => {
  try {
    await work();
    return "nothing";
  } catch (error) {
    return error === failure ? "the same error" : String(error);
  }
};

const database = { start: async () => undefined, take: () => executed.splice(0) };

export const scenarios = databaseScenarios(database, [
  {
    name: "an awaited query",
    run: async ({ add }) => (await add("oar")).query,
    expect: "create order",
    statements: ["create"],
    manual: ["function | create order"],
  },
  {
    name: "the same error object",
    run: ({ add }) => caught(() => add("rope")),
    expect: "the same error",
    statements: ["create"],
    manual: ["function | create order | failed"],
  },
  {
    name: "two at once, then SQL in a template",
    run: async ({ overview }) => {
      const { orders, count, large } = await overview();
      return [orders.query, count.query, large.args];
    },
    expect: ["findMany order", "count order", [3]],
    statements: ["findmany", "count", "select"],
    manual: ["function | findMany order", "function | count order", "function | select orders"],
  },
  {
    name: "a list as a transaction runs in it only; then a callback",
    run: async ({ move }) => (await move(1, 2)).query,
    expect: "count order",
    statements: ["begin", "update", "update", "commit", "begin", "delete", "count", "commit"],
    manual: [
      "function | transaction",
      "function | delete order",
      "function | count order",
      "function | transaction",
    ],
  },
  {
    name: "a held query",
    run: async ({ heldThenRun }) => {
      const { type, found } = await heldThenRun(2);
      return { type, found: found.args };
    },
    expect: { type: "function", found: { where: { id: 2 } } },
    statements: ["findunique"],
    manual: ["function | findUnique order"],
  },
  {
    name: "a floating query keeps its catch",
    run: ({ note }) => new Promise((resolve) => note("rope", (error) => resolve(error === failure))),
    expect: true,
    statements: ["create"],
    manual: ["function | create order | failed"],
  },
  {
    name: "a query that nobody runs does not run",
    run: ({ never }) => never(),
    expect: "function",
    statements: [],
    manual: [],
  },
]);
