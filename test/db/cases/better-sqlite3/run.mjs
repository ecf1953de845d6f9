import { take } from "../../stand-ins/sqlite.mjs";
import { databaseScenarios } from "../../support/scenarios.mjs";

export const scenarios = databaseScenarios({ start: () => undefined, take }, [
  {
    name: "a statement that runs at once, and stays sync",
    run: ({ add, piecesOf }) => [typeof add("rope", 5), piecesOf("rope"), piecesOf("none") ?? null],
    expect: ["number", 5, null],
    statements: ["insert", "select", "select"],
    manual: ["db.query | insert orders", "db.query | select orders", "db.query | select orders"],
  },
  {
    name: "rows that an array method goes on with, after a transaction",
    run: ({ addAll, items }) => {
      addAll([
        ["rope", 5],
        ["sail", 2],
      ]);
      return items();
    },
    expect: ["rope", "rope", "sail"],
    statements: ["begin", "insert", "insert", "commit", "select"],
    manual: ["db.query | insert orders", "db.query | insert orders", "db.query | select orders"],
  },
  {
    name: "rows that are read one by one",
    run: ({ add, one }) => [typeof add("oar", 1), one()],
    expect: ["number", "rope"],
    statements: ["insert", "select"],
    manual: ["db.query | insert orders"],
  },
  {
    name: "an error is thrown, not rejected",
    run: ({ broken }) => {
      try {
        return String(broken());
      } catch (error) {
        return error.message;
      }
    },
    expect: "datatype mismatch",
    statements: ["insert"],
    manual: ["db.query | insert orders | failed"],
  },
]);
