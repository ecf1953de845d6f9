import { readFileSync } from "node:fs";
import { ATTRIBUTE_METADATA } from "@sentry/conventions/attributes";
import { describe, expect, test } from "vitest";
import { generateConventions } from "../../scripts/generate-conventions.ts";
import {
  attributeKeys,
  conventionsVersion,
  findAttribute,
  findDeprecatedOp,
  isKnownOp,
} from "../../spans/conventions.ts";
import { readCases } from "../support/cases.ts";

describe("the table", () => {
  test("is what the locked version of the conventions gives", async () => {
    const data = new URL("../../spans/conventions.data.ts", import.meta.url);
    expect(readFileSync(data, "utf8")).toBe(await generateConventions());
    const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")) as {
      readonly packages: Readonly<Record<string, { readonly version?: string }>>;
    };
    expect(lock.packages["node_modules/@sentry/conventions"]?.version).toBe(conventionsVersion);
  });

  test("has every attribute, its type and what replaces it", () => {
    const metadata: Readonly<
      Record<string, { readonly type: string; readonly deprecation?: { readonly replacement?: string } }>
    > = ATTRIBUTE_METADATA;
    expect([...attributeKeys()].sort()).toEqual(Object.keys(metadata).sort());
    for (const [key, { type, deprecation }] of Object.entries(metadata)) {
      const found = findAttribute(key);
      expect(found?.deprecation?.replacement, key).toBe(deprecation?.replacement);
      const isGone = deprecation !== undefined && deprecation.replacement === undefined;
      expect(found?.type, key).toBe(isGone ? undefined : type);
    }
  });

  test("tells a rename from a change", () => {
    expect(findAttribute("db.system")?.deprecation).toEqual({
      replacement: "db.system.name",
      status: "backfill",
      isRename: true,
    });
    // Another type; another shape of the value; a pattern.
    for (const key of ["ai.tools", "gen_ai.request.messages", "url.path.params.<key>"])
      expect(findAttribute(key)?.deprecation, key).toMatchObject({ isRename: false });
    expect(findAttribute("http.request.header.x-tenant")).toMatchObject({ type: "string[]" });
    expect(findAttribute("query.limit")).toBeUndefined();
    expect(findAttribute("task.id")).toBeUndefined();
  });

  test("knows the ops, and what replaces the deprecated ones", () => {
    expect(isKnownOp("gen_ai.chat")).toBe(true);
    expect(isKnownOp("ai.run")).toBe(false);
    expect(findDeprecatedOp("db.redis")).toEqual({ replacement: "db.query" });
    expect(findDeprecatedOp("gen_ai.rerank")).toEqual({ replacement: undefined });
    expect(findDeprecatedOp("db.query")).toBeUndefined();
  });
});

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
    expect(written.filter((op) => !isKnownOp(op))).toEqual([]);
  });

  test("the attributes that are written are Sentry's, and current", () => {
    const written = [...output.matchAll(/["']((?:db|gen_ai|messaging|agent|mcp|code)\.[\w.]+)["']:/g)].map(
      ([, key]) => key ?? "",
    );
    const foreign = written.filter(
      (key) =>
        !ownAttributes.has(key) &&
        (findAttribute(key) === undefined || findAttribute(key)?.deprecation !== undefined),
    );
    expect(foreign).toEqual([]);
  });
});
