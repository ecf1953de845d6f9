import { afterAll, describe, test } from "vitest";
import { runServerCase, serverDatabase } from "./support/server-case.ts";

const database = await serverDatabase("postgres");
afterAll(() => database?.drop());

describe.skipIf(database === undefined)("pg", () => {
  test("runs each query once", () => runServerCase("pg", database));
});
