import { test } from "vitest";
import { runDbCase, sdks } from "./support/db-case.ts";

// Lazy thenables come out of `startSpan` as other things in each major (facts: 1.3).
test.each(sdks)("drizzle on PGlite runs each query once, %s", (module, sdk) =>
  runDbCase("drizzle-pglite", { module, sdk }),
);
