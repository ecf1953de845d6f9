/**
 * Writes `spans/conventions.data.ts` from the locked `@sentry/conventions`: the ops, the attribute keys with their types, and what
 * replaces the deprecated ones. Part of `npm run generate`; a test compares the two.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { ATTRIBUTE_METADATA } from "@sentry/conventions/attributes";
import * as opConstants from "@sentry/conventions/op";
import { format } from "prettier";

interface Metadata {
  readonly type: string;
  readonly deprecation?: { readonly replacement?: string; readonly status?: string };
}

/** The text of `conventions.data.ts` as the installed version of the conventions asks for it. */
export async function generateConventions(): Promise<string> {
  // The package exports neither its manifest nor its declarations by name.
  const entry = createRequire(import.meta.url).resolve("@sentry/conventions");
  const manifest = JSON.parse(await readFile(new URL("../package.json", `file://${entry}`), "utf8")) as {
    readonly version: string;
  };
  const declarations = await readFile(new URL("op.d.ts", `file://${entry}`), "utf8");
  const ops = readOps(declarations);
  const attributes = Object.entries(ATTRIBUTE_METADATA as Readonly<Record<string, Metadata>>).sort(
    ([a], [b]) => (a < b ? -1 : 1),
  );
  const current = attributes.filter(([, { deprecation }]) => deprecation === undefined);
  const deprecated = attributes.flatMap(([key, { type, deprecation }]) =>
    deprecation === undefined ? [] : [{ key, type, ...deprecation }],
  );
  const replaced = deprecated.filter(({ replacement }) => replacement !== undefined);
  const typeOf = new Map(attributes.map(([key, { type }]) => [key, type]));
  const text = `// Generated from @sentry/conventions by scripts/generate-conventions.ts: run \`npm run generate\`.
import type { ConventionsData } from "./conventions.ts";

export const conventionsData: ConventionsData = {
  version: "${manifest.version}",
  ops: ${words(ops.filter(({ isDeprecated }) => !isDeprecated).map(({ op }) => op))},
  deprecatedOps: ${words(ops.filter(({ isDeprecated }) => isDeprecated).map(({ op, replacement }) => (replacement === undefined ? op : `${op}=${replacement}`)))},
  attributes: ${JSON.stringify(Object.fromEntries(groups(current)))},
  replacements: ${words(replaced.map(({ key, replacement = "" }) => `${key}=${replacement}`))},
  statuses: ${JSON.stringify(
    Object.fromEntries(
      ["normalize", "transform", "none"].map((status) => [
        status,
        replaced.flatMap((one) => ((one.status ?? "none") === status ? [one.key] : [])).join(" "),
      ]),
    ),
  )},
  withoutReplacement: ${words(deprecated.flatMap(({ key, replacement }) => (replacement === undefined ? [key] : [])))},
  otherTypes: ${words(
    replaced.flatMap(({ key, type, replacement = "" }) =>
      type === typeOf.get(replacement) ? [] : [`${key}=${type}`],
    ),
  )},
};
`;
  return format(text, { parser: "typescript", printWidth: 110 });
}

/** The keys of each type, those of one namespace with their common beginning once: `db. operation.name query.text`. */
function groups(
  attributes: readonly (readonly [string, Metadata])[],
): (readonly [string, Readonly<Record<string, string>>])[] {
  const types = [...new Set(attributes.map(([, { type }]) => type))].sort();
  return types.map((type) => {
    const names = new Map<string, string[]>();
    for (const [key, own] of attributes) {
      if (own.type !== type) continue;
      const dot = key.indexOf(".") + 1;
      const space = key.slice(0, dot);
      names.set(space, [...(names.get(space) ?? []), key.slice(dot)]);
    }
    return [type, Object.fromEntries([...names].map(([space, keys]) => [space, keys.join(" ")]))] as const;
  });
}

function words(all: readonly string[]): string {
  return JSON.stringify(all.join(" "));
}

interface Op {
  readonly op: string;
  readonly isDeprecated: boolean;
  readonly replacement: string | undefined;
}

/** Ops say that they are deprecated only in the comments of their declarations. */
function readOps(declarations: string): Op[] {
  const ops = new Map<string, Op>();
  for (const [, comment = "", op = ""] of declarations.matchAll(
    /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?declare const \w+ = "([^"]+)";/g,
  )) {
    const isDeprecated = comment.includes("@deprecated");
    const replacement = /@deprecated Use \{@link \w+\} \(([^)]+)\) instead/.exec(comment)?.[1];
    ops.set(op, { op, isDeprecated, replacement });
  }
  const known = Object.values(opConstants).filter((value) => typeof value === "string");
  const missing = known.filter((op) => !ops.has(op));
  if (missing.length > 0) throw new Error(`no declaration of the ops ${missing.join(", ")}`);
  return [...ops.values()].sort((a, b) => (a.op < b.op ? -1 : 1));
}
