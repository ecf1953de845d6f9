import { afterAll, describe, test } from "vitest";
import { runServerCase, serverDatabase } from "./support/server-case.ts";

const database = await serverDatabase("mysql");
afterAll(() => database?.drop());

describe.skipIf(database === undefined)("mysql2", () => {
  test("runs each query once", () => runServerCase("mysql2", database));
});
