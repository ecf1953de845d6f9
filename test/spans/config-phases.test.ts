import { expect, test } from "vitest";
import { readConfig } from "../../spans/config-schema.ts";

test("phases are names, or objects with a call", () => {
  const read = (phases: unknown): string[] =>
    readConfig({ ticks: [{ function: "poll", phases }] }).problems.map(
      ({ path, message }) => `${path}: ${message}`,
    );
  expect(read(["research", { call: "#review", name: "review" }])).toEqual([]);
  expect(read([7])).toEqual(["ticks[0].phases[0]: must be a string or an object"]);
  expect(read([{ name: "review" }])).toEqual(["ticks[0].phases[0]: must be a string or an object"]);
});
