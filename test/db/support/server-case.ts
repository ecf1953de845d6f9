import { createTestDatabase, type TestDatabase } from "../../support/services.ts";
import { runDbCase, type SdkChoice } from "./db-case.ts";

/** A database on one of the servers, for the cases of one file. */
export const serverDatabase = createTestDatabase;

/** Runs a case whose program finds its database by `SPANWRIGHT_CASE_URL`. */
export async function runServerCase(
  name: string,
  database: TestDatabase | undefined,
  choice?: SdkChoice,
): Promise<void> {
  if (database === undefined) throw new Error(`${name}: no database`);
  process.env["SPANWRIGHT_CASE_URL"] = database.url;
  await runDbCase(name, choice);
}
