import { conventionsData } from "./conventions.data.ts";

/** The generated table: lists are words with spaces between them, pairs are `old=new`. */
export interface ConventionsData {
  /** Of `@sentry/conventions`. */
  readonly version: string;
  readonly ops: string;
  readonly deprecatedOps: string;
  /** Type -> namespace with its dot -> keys. */
  readonly attributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly replacements: string;
  /** Replaced keys of which the status is another than `backfill`. */
  readonly statuses: Readonly<Record<string, string>>;
  readonly withoutReplacement: string;
  /** Replaced keys of which the type is another than the new key's. */
  readonly otherTypes: string;
}

export type AttributeType = "string" | "boolean" | "integer" | "double" | "string[]";

/** What Sentry does with a deprecated key on the way in: the first two give the same data under the new key. */
export type DeprecationStatus = "backfill" | "normalize" | "transform" | "none";

export interface Attribute {
  readonly key: string;
  readonly type: AttributeType | undefined;
  readonly deprecation?: {
    readonly replacement: string | undefined;
    readonly status: DeprecationStatus;
    /** The new key takes the same values, is no pattern, and Sentry sees the two as one: to rename it changes nothing. */
    readonly isRename: boolean;
  };
}

/** The version of `@sentry/conventions` that the table comes from. */
export const conventionsVersion = conventionsData.version;

interface Tables {
  readonly ops: ReadonlySet<string>;
  readonly deprecatedOps: ReadonlyMap<string, string | undefined>;
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Keys that end with `<key>`, without it. */
  readonly prefixes: readonly (readonly [prefix: string, attribute: Attribute])[];
}

let tables: Tables | undefined;

/** Whether an op is one of Sentry's, and current. */
export function isKnownOp(op: string): boolean {
  return read().ops.has(op);
}

/** What the conventions put in the place of a deprecated op; `replacement` is absent where that depends, or nothing does. */
export function findDeprecatedOp(op: string): { readonly replacement: string | undefined } | undefined {
  const { deprecatedOps } = read();
  return deprecatedOps.has(op) ? { replacement: deprecatedOps.get(op) } : undefined;
}

/** What the conventions say of an attribute key; `undefined` for a key that they do not have. */
export function findAttribute(key: string): Attribute | undefined {
  const { attributes, prefixes } = read();
  return attributes.get(key) ?? prefixes.find(([prefix]) => key.startsWith(prefix))?.[1];
}

/** All attribute keys of the table, in no order. */
export function attributeKeys(): readonly string[] {
  return [...read().attributes.keys()];
}

/** Unpacked when it is first asked for: most files never need it. */
function read(): Tables {
  if (tables !== undefined) return tables;
  const attributes = readAttributes();
  tables = {
    ops: new Set(words(conventionsData.ops)),
    deprecatedOps: new Map(words(conventionsData.deprecatedOps).map(pair)),
    attributes,
    prefixes: [...attributes.values()].flatMap((attribute) => {
      const [prefix, rest] = attribute.key.split("<key>");
      // The deprecated ones begin with words of everybody's: `query.`, `params.`.
      const isOwn = rest === "" && prefix !== undefined && attribute.deprecation === undefined;
      return isOwn ? [[prefix, attribute] as const] : [];
    }),
  };
  return tables;
}

function readAttributes(): ReadonlyMap<string, Attribute> {
  const attributes = new Map<string, Attribute>();
  for (const [type, namespaces] of Object.entries(conventionsData.attributes)) {
    for (const [namespace, names] of Object.entries(namespaces)) {
      for (const name of words(names)) {
        const key = namespace + name;
        attributes.set(key, { key, type: type as AttributeType });
      }
    }
  }
  const statuses = new Map<string, string>(
    Object.entries(conventionsData.statuses).flatMap(([status, keys]) =>
      words(keys).map((key) => [key, status] as const),
    ),
  );
  const types = new Map(words(conventionsData.otherTypes).map(pair));
  for (const [key, replacement] of words(conventionsData.replacements).map(pair)) {
    const status = (statuses.get(key) ?? "backfill") as DeprecationStatus;
    const other = types.get(key) as AttributeType | undefined;
    const isMapped = status === "backfill" || status === "normalize";
    const isRename = isMapped && other === undefined && !`${key}${replacement ?? ""}`.includes("<");
    const type = other ?? attributes.get(replacement ?? "")?.type;
    attributes.set(key, { key, type, deprecation: { replacement, status, isRename } });
  }
  for (const key of words(conventionsData.withoutReplacement)) {
    const deprecation = { replacement: undefined, status: "none", isRename: false } as const;
    attributes.set(key, { key, type: undefined, deprecation });
  }
  return attributes;
}

function words(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}

function pair(text: string): readonly [string, string | undefined] {
  const [from = "", to] = text.split("=");
  return [from, to];
}
