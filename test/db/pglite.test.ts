import { test } from "vitest";
import { runDbCase } from "./support/db-case.ts";

test("pglite runs each query once", () => runDbCase("pglite"));
