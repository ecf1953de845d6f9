import { test } from "vitest";
import { runDbCase } from "./support/db-case.ts";

test("drizzle on libsql runs each query once", () => runDbCase("drizzle-libsql"));
