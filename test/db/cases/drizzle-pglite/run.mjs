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
    name: "an awaited insert, destructured",
    run: ({ add }) => add("oar", 4),
    expect: { id: 3, item: "oar", pieces: 4 },
    statements: ["insert"],
    manual: ["db.query | insert orders"],
  },
  {
    name: "a branch of a ternary runs only when it is taken",
    run: async ({ piecesOf }) => [await piecesOf(1), await piecesOf(undefined)],
    expect: [5, null],
    statements: ["select"],
    manual: ["db.query | select orders"],
  },
  {
    name: "a returned query",
    run: async ({ all }) => (await all()).map(({ id }) => id),
    expect: [1, 2],
    statements: ["select"],
    manual: ["db.query | select orders"],
  },
  {
    name: "the elements of a Promise.all, one with a then",
    run: ({ summary }) => summary(),
    expect: { count: 2, pieces: 7, first: "rope" },
    statements: ["select", "select", "select"],
    manual: ["db.query | select orders", "db.query | select orders", "db.query | select orders"],
  },
  {
    name: "a transaction in a transaction",
    run: async ({ move, piecesOf }) => [await move(1, 2, 3), await piecesOf(1), await piecesOf(2)],
    expect: [2, 2, 5],
    statements: ["begin", "update", "savepoint", "update", "release", "select", "commit", "select", "select"],
    manual: [
      "db.query | update orders",
      "db.query | update orders",
      "db.query | transaction",
      "db.query | count orders",
      "db.query | transaction",
      "db.query | select orders",
      "db.query | select orders",
    ],
  },
  {
    name: "every attempt of a retry reaches the database, and the error comes out",
    run: ({ divideWithRetry }) => errorOf(divideWithRetry("rope")),
    expect: "division by zero",
    statements: ["update", "update", "update"],
    manual: [
      "db.query | update orders | failed",
      "db.query | update orders | failed",
      "db.query | update orders | failed",
    ],
  },
  {
    name: "a builder that grows before it runs",
    run: async ({ search }) => [await search("sail"), await search(undefined)],
    expect: [[2], [1, 2]],
    statements: ["select", "select"],
    manual: ["db.query | select orders", "db.query | select orders"],
  },
  {
    name: "a builder that nobody runs does not run",
    run: ({ heldAndNeverRun }) => heldAndNeverRun(),
    expect: "function",
    statements: [],
    manual: [],
  },
  {
    name: "a floating query keeps its catch",
    run: ({ note }) => new Promise((resolve) => note(1, (error) => resolve((error.cause ?? error).message))),
    expect: "division by zero",
    statements: ["select"],
    manual: ["db.query | select orders | failed"],
  },
  {
    name: "a floating delete runs once, in this order, and its span ends behind it",
    run: ({ forget }) => new Promise((resolve) => forget(1, resolve)),
    expect: ["asked", "deleted 1"],
    statements: ["delete"],
    manual: ["db.query | delete orders"],
  },
  {
    name: "a query that cannot be built fails where it is awaited",
    run: ({ settleDates }) => settleDates([new Date(0), new Date(Number.NaN)]),
    expect: ["fulfilled", "RangeError: Invalid time value"],
    statements: ["select"],
    manual: ["db.query | select orders", "db.query | select orders | failed"],
  },
  {
    name: "a query that cannot be built fails behind the try that returns it",
    run: ({ returnedFromTry }) => returnedFromTry(new Date(Number.NaN)).catch(String),
    expect: "RangeError: Invalid time value",
    statements: [],
    manual: ["db.query | select orders | failed"],
  },
  {
    name: "does not send the span of an awaited query that cannot be built: the SDK is not told that it failed",
    run: ({ awaited }) => errorOf(awaited(new Date(Number.NaN))),
    expect: "Invalid time value",
    statements: [],
    manual: [],
  },
]);
