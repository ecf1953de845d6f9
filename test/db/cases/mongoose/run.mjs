import { databaseScenarios, errorOf } from "../../support/scenarios.mjs";

const executed = [];
const failure = new Error("not primary");
const rows = [
  { item: "rope", pieces: 5 },
  { item: "sail", pieces: 2 },
];

/** A collection with two documents, in place of a server. */
const answers = {
  insertOne: () => ({ acknowledged: true }),
  find: ({ item }) => ({
    toArray: async () => rows.filter((row) => item === undefined || row.item === item),
  }),
  findOne: ({ item }) => rows.find((row) => row.item === item) ?? null,
  countDocuments: () => rows.length,
  updateOne: () => ({ acknowledged: true, modifiedCount: 1 }),
  deleteOne: ({ item }) => {
    if (item === "sail") throw failure;
    return { acknowledged: true, deletedCount: 1 };
  },
};

function start({ Orders }) {
  for (const [method, answer] of Object.entries(answers)) {
    Orders.collection[method] = (...args) => {
      executed.push(method);
      return method === "find" ? answer(...args) : Promise.resolve().then(() => answer(...args));
    };
  }
}

export const scenarios = databaseScenarios({ start, take: () => executed.splice(0) }, [
  {
    name: "a document is created",
    run: ({ add }) => add("oar"),
    expect: "oar",
    statements: ["insertone"],
    manual: ["function | create Order"],
  },
  {
    name: "a query that grows before it runs",
    run: async ({ search }) => [await search("sail"), await search(undefined)],
    expect: [["sail"], ["rope", "sail"]],
    statements: ["find", "find"],
    manual: ["function | find Order", "function | find Order"],
  },
  {
    name: "two at once",
    run: ({ summary }) => summary(),
    expect: { first: "rope", count: 2 },
    statements: ["findone", "countdocuments"],
    manual: ["function | findOne Order", "function | countDocuments Order"],
  },
  {
    name: "exec",
    run: ({ rename }) => rename("rope", "oar"),
    expect: 1,
    statements: ["updateone"],
    manual: ["function | updateOne Order"],
  },
  {
    name: "a query that is awaited twice fails the second time, as without a span",
    run: async ({ twice }) => (await errorOf(twice())).replace(/:.*/, ""),
    expect: "Query was already executed",
    statements: ["deleteone"],
    manual: ["function | deleteOne Order", "function | deleteOne Order | failed"],
  },
  {
    name: "a floating query keeps its catch",
    run: ({ note }) => new Promise((resolve) => note("sail", (error) => resolve(error === failure))),
    expect: true,
    statements: ["deleteone"],
    manual: ["function | deleteOne Order | failed"],
  },
]);
