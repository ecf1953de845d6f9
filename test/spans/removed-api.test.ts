import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import {
  hubFunctions,
  integrationFunctions,
  isRemoved,
  removedExports,
} from "../../spans/upgrade/removed.ts";

const require = createRequire(import.meta.url);
const sdks: readonly (readonly [number, Readonly<Record<string, unknown>>])[] = [
  [9, require("sentry-node-9") as Record<string, unknown>],
  [10, require("sentry-node-10") as Record<string, unknown>],
  [11, require("@sentry/node") as Record<string, unknown>],
];

/** Browser code, other packages, and a lower major than those that are installed. */
const elsewhere = new Set([
  "replayIntegration",
  "feedbackIntegration",
  "browserTracingIntegration",
  "breadcrumbsIntegration",
  "globalHandlersIntegration",
  "httpContextIntegration",
  "browserApiErrorsIntegration",
  "nodeProfilingIntegration",
]);

describe.each(sdks)("version %i", (major, sdk) => {
  test("has none of the exports that count as gone, and all that are to replace them", () => {
    for (const [name, removal] of Object.entries(removedExports)) {
      if (isRemoved(removal, major)) expect(sdk, name).not.toHaveProperty(name);
      if (isRemoved(removal, major) && removal.rename !== undefined)
        expect(sdk).toHaveProperty(removal.rename);
    }
  });

  test("has the functions that hubs and classes become", () => {
    const wanted = [...Object.values(hubFunctions), ...Object.values(integrationFunctions)];
    for (const name of [
      ...wanted,
      "startInactiveSpan",
      "setHttpStatus",
      "spanToTraceHeader",
      "getActiveSpan",
    ])
      if (!elsewhere.has(name)) expect(sdk).toHaveProperty(name);
  });

  test("has the span members that old ones become, and spanToJSON's keys", () => {
    const span = (sdk["startInactiveSpan"] as (options: object) => object)({ name: "probe", op: "function" });
    for (const name of ["end", "setAttribute", "updateName", "spanContext", "isRecording"])
      expect(span).toHaveProperty(name);
    for (const name of [
      "finish",
      "setTag",
      "setData",
      "setName",
      "startChild",
      "toTraceparent",
      "setHttpStatus",
    ])
      expect(span).not.toHaveProperty(name);
  });
});

test("exports that are gone in one major only are there before and after", () => {
  const before = (name: string, major: number): boolean =>
    name in (sdks.find(([one]) => one === major)?.[1] ?? {});
  for (const [name, { since, until }] of Object.entries(removedExports)) {
    if (until !== undefined) expect(before(name, until), name).toBe(true);
    // Version 8 is not installed; what went in 11 was there in 10.
    if (since === 11) expect(before(name, 10), name).toBe(true);
  }
});
