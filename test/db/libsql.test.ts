import { test } from "vitest";
import { runDbCase } from "./support/db-case.ts";

test("libsql runs each query once", () => runDbCase("libsql"));
