import { visitorKeys as oxcKeys } from "oxc-parser";
import { visitorKeys as eslintKeys } from "@typescript-eslint/visitor-keys";
import { expect, test } from "vitest";
import { visitorKeys } from "../../spans/visitor-keys.ts";

test("the table holds every node type of typescript-eslint with the same keys", () => {
  const wanted = Object.entries(eslintKeys).filter(([type]) => !type.startsWith("Experimental"));
  expect(visitorKeys).toEqual(Object.fromEntries(wanted));
});

test("oxc's tree has its children under the same keys", () => {
  const shared = Object.entries(oxcKeys).filter(([type]) => Object.hasOwn(visitorKeys, type));
  expect(shared.length).toBeGreaterThan(150);
  for (const [type, keys] of shared) expect([type, Reflect.get(visitorKeys, type)]).toEqual([type, keys]);
});
