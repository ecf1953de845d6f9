import { take } from "../../stand-ins/sqlite.mjs";
import { databaseScenarios } from "../../support/scenarios.mjs";

export const scenarios = databaseScenarios({ start: () => undefined, take }, [
  {
    name: "statements that run at once, and stay sync",
    run: ({ add, total }) => [add("rope", 5), add("rope", 2), total("rope")],
    expect: [1, 1, 7],
    statements: ["insert", "insert", "select"],
    manual: ["db.query | insert orders", "db.query | insert orders", "db.query | select orders"],
  },
  {
    name: "rows among promises",
    run: async ({ totalLater }) => {
      const [row, total] = await totalLater("rope");
      return [row.count, total];
    },
    expect: [2, 7],
    statements: ["select", "select"],
    manual: ["db.query | select orders", "db.query | select orders"],
  },
]);
