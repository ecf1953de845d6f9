import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTypeFacts } from "../../codemods/types/ts-morph-facts.ts";
import { createTsconfigFinder } from "../../codemods/types/find-tsconfig.ts";
import { rangeOf, STRICT_TSCONFIG, writeProject } from "./project.ts";

const source = `
import { drizzle } from "drizzle-orm/pglite";
import { pgTable, text } from "drizzle-orm/pg-core";
import createKnex from "knex";
import type { Kysely, Transaction } from "kysely";
import pg from "pg";
import postgres from "postgres";
import { model, Schema } from "mongoose";
import type { DataSource } from "typeorm";
import { createReadStream } from "node:fs";
import { exec } from "node:child_process";
import { promisify } from "node:util";

const db = drizzle();
const parcels = pgTable("parcels", { id: text("id").primaryKey(), weight: text("weight") });
const knex = createKnex({ client: "pg" });
declare const kysely: Kysely<{ parcels: { id: string } }>;
const pool = new pg.Pool();
const sql = postgres("postgres://localhost/none");
const Parcel = model("Parcel", new Schema({ weight: Number }));
declare const dataSource: DataSource;
const run = promisify(exec);

class Receipt<T> extends Promise<T> {}
class LazyReceipt<T> extends Promise<T> {
  override then<A = T, B = never>(ok?: ((value: T) => A | PromiseLike<A>) | null, no?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B> {
    return super.then(ok, no);
  }
}
declare const receipt: Receipt<string>;
declare const lazyReceipt: LazyReceipt<string>;
declare const like: PromiseLike<string>;
declare const either: string | Promise<string> | undefined;
declare const mixed: Promise<string> | PromiseLike<string>;
async function* follow(): AsyncGenerator<string> { yield "a"; }
function* count() { yield 1; }
class Bag { *[Symbol.iterator]() { yield 1; } }
declare const untyped: any;
declare const unresolved: import("./nowhere.js").Nothing;

export async function all<T, P extends Promise<string>>(generic: T, bounded: P, answer: Response) {
  /*drizzleSelect<*/db.select().from(parcels)/*>*/;
  /*drizzleInsert<*/db.insert(parcels).values({ id: "a" }).returning()/*>*/;
  /*drizzleExecute<*/db.select().from(parcels).execute()/*>*/;
  /*drizzleQuery<*/db.query/*>*/;
  await db.transaction(async (tx) => { /*drizzleTx<*/tx.update(parcels).set({ weight: "1" })/*>*/; });
  /*knexBuilder<*/knex("parcels").where({ id: "a" }).first()/*>*/;
  /*knexRaw<*/knex.raw("select 1")/*>*/;
  /*kyselyBuilder<*/kysely.selectFrom("parcels").selectAll()/*>*/;
  /*kyselyExecute<*/kysely.selectFrom("parcels").selectAll().execute()/*>*/;
  /*pgQuery<*/pool.query("select 1")/*>*/;
  /*postgresQuery<*/sql\`select 1\`/*>*/;
  /*mongooseQuery<*/Parcel.find({ weight: 1 }).lean()/*>*/;
  /*mongooseExec<*/Parcel.findOne({ weight: 1 }).exec()/*>*/;
  /*typeormBuilder<*/dataSource.createQueryBuilder()/*>*/;
  /*typeormQuery<*/dataSource.query("select 1")/*>*/;
  /*exec<*/run("ls")/*>*/;
  /*subclass<*/receipt/*>*/;
  /*lazySubclass<*/lazyReceipt/*>*/;
  /*like<*/like/*>*/;
  /*either<*/either/*>*/;
  /*mixed<*/mixed/*>*/;
  /*asyncGenerator<*/follow()/*>*/;
  /*generator<*/count()/*>*/;
  /*bag<*/new Bag()/*>*/;
  /*entries<*/new Map<string, number>().entries()/*>*/;
  /*array<*/[1, 2]/*>*/;
  /*map<*/new Map<string, number>()/*>*/;
  /*string<*/"text"/*>*/;
  /*number<*/1 + 1/*>*/;
  /*fileStream<*/createReadStream("a")/*>*/;
  /*body<*/answer.body/*>*/;
  /*webStream<*/new ReadableStream<string>()/*>*/;
  /*untyped<*/untyped/*>*/;
  /*unresolved<*/unresolved/*>*/;
  /*generic<*/generic/*>*/;
  /*bounded<*/bounded/*>*/;
  /*literal<*/({ then: 1 })/*>*/;
}
`;

const project = writeProject({
  "tsconfig.json": STRICT_TSCONFIG,
  "package.json": `{"type":"module"}`,
  "src/parcels.ts": source,
});
afterAll(() => project.remove());
const facts = createTypeFacts(project.root, createTsconfigFinder(project.root), {
  files: ["src/parcels.ts"],
});
const kindOf = (name: string) => facts.kindOfValue("src/parcels.ts", rangeOf(source, name));

beforeAll(() => void kindOf("number"));

describe("kindOfValue", () => {
  test.each([
    ["drizzleSelect", "thenable"],
    ["drizzleInsert", "thenable"],
    ["drizzleExecute", "promise"],
    ["drizzleQuery", "other"],
    ["drizzleTx", "thenable"],
    ["knexBuilder", "thenable"],
    ["knexRaw", "thenable"],
    ["kyselyBuilder", "other"],
    ["kyselyExecute", "promise"],
    ["pgQuery", "promise"],
    ["postgresQuery", "thenable"],
    ["mongooseQuery", "thenable"],
    ["mongooseExec", "promise"],
    ["typeormBuilder", "other"],
    ["typeormQuery", "promise"],
  ])("of a database library: %s is %s", (name, kind) => {
    expect(kindOf(name)).toBe(kind);
  });

  test.each([
    ["exec", "promise"],
    ["subclass", "promise"],
    ["lazySubclass", "thenable"],
    ["like", "thenable"],
    ["either", "promise"],
    ["mixed", "thenable"],
    ["asyncGenerator", "async-iterable"],
    ["generator", "iterable"],
    ["bag", "iterable"],
    ["entries", "iterable"],
    ["array", "other"],
    ["map", "other"],
    ["string", "other"],
    ["number", "other"],
    ["fileStream", "stream"],
    ["body", "stream"],
    ["webStream", "stream"],
    ["bounded", "promise"],
    ["literal", "other"],
  ])("of the language and node: %s is %s", (name, kind) => {
    expect(kindOf(name)).toBe(kind);
  });

  test.each(["untyped", "unresolved", "generic"])("%s is not known", (name) => {
    expect(kindOf(name)).toBe("any");
  });

  test("a range that covers no node is not known", () => {
    const [start, end] = rangeOf(source, "pgQuery");
    expect(facts.kindOfValue("src/parcels.ts", [start + 1, end])).toBe("any");
    expect(facts.kindOfValue("src/missing.ts", [0, 4])).toBe("any");
  });
});
