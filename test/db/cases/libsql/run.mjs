import { take } from "../../stand-ins/sqlite.mjs";
import { databaseScenarios, errorOf } from "../../support/scenarios.mjs";

export const scenarios = databaseScenarios({ start: ({ open }) => open(), take }, [
  {
    name: "a statement with values",
    run: ({ add }) => add("oar"),
    expect: 3,
    statements: ["insert"],
    manual: ["db.query | insert orders"],
  },
  {
    name: "a batch, then a transaction",
    run: ({ move }) => move(1, 2),
    expect: [4, 3],
    statements: ["begin", "update", "update", "commit", "begin", "select", "rollback"],
    manual: ["db.query | batch", "db.query | select orders"],
  },
  {
    name: "an error from a promise that is handed out",
    run: ({ broken }) => errorOf(broken()),
    expect: "NOT NULL constraint failed: orders.item",
    statements: ["insert"],
    manual: ["db.query | insert orders | failed"],
  },
  {
    name: "a floating statement keeps its catch",
    run: ({ note }) => new Promise((resolve) => note((error) => resolve(error.code))),
    expect: "SQLITE_CONSTRAINT",
    statements: ["insert"],
    manual: ["db.query | insert orders | failed"],
  },
]);
