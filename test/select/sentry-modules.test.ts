import { expect, it } from "vitest";
import { select } from "./select.ts";

it.each([
  [
    "an import that is exported",
    `import * as Sentry from "@sentry/node"; Sentry.init({}); export { Sentry };`,
  ],
  ["a namespace re-export", `export * as Sentry from "@sentry/nextjs";`],
  ["everything of the SDK", `export * from "@sentry/node";`],
])("knows a module that hands on the SDK by %s", (_, text) => {
  expect(select({ "src/instrument.ts": text }).sentryModules).toEqual(["src/instrument"]);
});

it("follows such a module through another one", () => {
  const files = {
    "src/instrument.ts": `import * as Sentry from "@sentry/node"; export { Sentry };`,
    "src/observe/index.ts": `export { Sentry } from "../instrument.js";`,
  };
  expect(select(files).sentryModules).toEqual(["src/instrument", "src/observe"]);
});

it.each([
  ["a stub", `export const Sentry = { startSpan: () => undefined };`],
  [
    "the SDK or a stub",
    `import * as Sdk from "@sentry/node"; export const Sentry = process.env.DSN ? Sdk : { startSpan: () => undefined };`,
  ],
  [
    "helpers over the SDK",
    `import * as Sentry from "@sentry/node"; export function report(error: Error) { Sentry.captureException(error); }`,
  ],
  ["a browser SDK", `export * as Sentry from "@sentry/react";`],
  ["a type", `import type * as Sentry from "@sentry/node"; export type { Sentry };`],
])("does not take %s for it", (_, text) => {
  expect(select({ "src/sentry.ts": text }).sentryModules).toBeUndefined();
});
