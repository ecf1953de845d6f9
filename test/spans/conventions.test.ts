import * as attributes from "@sentry/conventions/attributes";
import * as ops from "@sentry/conventions/op";
import { describe, expect, test } from "vitest";
import { readCases } from "../support/cases.ts";

const knownOps = new Set<string>(Object.values(ops).filter((value) => typeof value === "string"));
const knownAttributes = attributes.ATTRIBUTE_METADATA as Record<
  string,
  { readonly deprecation?: object } | undefined
>;

/** No convention exists for these, and the facts behind them are worth having. */
const ownAttributes = new Set(["agent.max_turns", "agent.tools_enabled"]);

/** Cases in which the config or the code that was there gives the op or the attributes. */
const outputs = readCases().flatMap(({ config, files }) => {
  const isNamed = /"(?:op|attributes)":/.test(JSON.stringify(config));
  return isNamed
    ? []
    : files
        .filter(({ input }) => !/\bop:|attributes:/.test(input))
        .map(({ path, output }) => [path, output] as const);
});

describe.each(outputs)("%s", (_, output) => {
  test("the ops that are written are Sentry's", () => {
    const written = [...output.matchAll(/\bop: ["']([^"']+)["']/g)].map(([, op]) => op ?? "");
    expect(written.filter((op) => !knownOps.has(op))).toEqual([]);
  });

  test("the attributes that are written are Sentry's, and current", () => {
    const written = [...output.matchAll(/["']((?:db|gen_ai|messaging|agent|mcp|code)\.[\w.]+)["']:/g)].map(
      ([, key]) => key ?? "",
    );
    const foreign = written.filter(
      (key) =>
        !ownAttributes.has(key) &&
        (knownAttributes[key] === undefined || knownAttributes[key].deprecation !== undefined),
    );
    expect(foreign).toEqual([]);
  });
});
