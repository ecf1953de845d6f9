import { test } from "vitest";
import { runDbCase } from "./support/db-case.ts";

test("better-sqlite3 runs each query once", () => runDbCase("better-sqlite3"));
