import { afterAll, describe, test } from "vitest";
import { runServerCase, serverDatabase } from "./support/server-case.ts";

const database = await serverDatabase("mysql");
afterAll(() => database?.drop());

describe.skipIf(database === undefined)("knex with mysql2", () => {
  test("runs each query once", () => runServerCase("knex-mysql2", database));
});
