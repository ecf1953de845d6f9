import { test } from "vitest";
import { runDbCase } from "./support/db-case.ts";

test("node-sqlite runs each query once", () => runDbCase("node-sqlite"));
