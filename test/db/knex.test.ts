import { afterAll, describe, test } from "vitest";
import { runServerCase, serverDatabase } from "./support/server-case.ts";
import { sdks } from "./support/db-case.ts";

const database = await serverDatabase("postgres");
afterAll(() => database?.drop());

describe.skipIf(database === undefined)("knex", () => {
  // Lazy thenables come out of `startSpan` as other things in each major (facts: 1.3).
  test.each(sdks)("runs each query once, %s", (module, sdk) =>
    runServerCase("knex", database, { module, sdk }),
  );
});
