import { test } from "vitest";
import { runDbCase, sdks } from "./support/db-case.ts";

// Lazy thenables come out of `startSpan` as other things in each major (facts: 1.3).
test.each(sdks)("prisma runs each query once, %s", (module, sdk) => runDbCase("prisma", { module, sdk }));
