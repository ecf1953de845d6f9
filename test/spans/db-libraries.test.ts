import { describe, expect, test } from "vitest";
import { dbSites } from "./db-sites.ts";

/** Code in an async function, and what the tool must see in it: `consumer | name | op system`, or a reason in the op's place. */
type Lines = Readonly<Record<string, readonly string[]>>;

function given(head: string, lines: Lines, sdk?: number): void {
  test.each(Object.entries(lines))("%s", (code, expected) => {
    const text = `${head}\nexport async function run(input: Input) {\n  ${code}\n}\n`;
    expect(dbSites(text, { db: { covered: "wrap" } }, sdk)).toEqual(expected);
  });
}

describe("drizzle", () => {
  given(
    'import { drizzle } from "drizzle-orm/pglite";\nimport { exists } from "drizzle-orm";\nconst db = drizzle();',
    {
      "await db.select().from(orders)": ["await | select orders | db.query postgresql"],
      "await db.selectDistinct({ id: orders.id }).from(schema.orders)": [
        "await | select orders | db.query postgresql",
      ],
      "await db.insert(orders).values(input).returning()": ["await | insert orders | db.query postgresql"],
      "await db.update(orders).set(input)": ["await | update orders | db.query postgresql"],
      "await db.delete(orders)": ["await | delete orders | db.query postgresql"],
      "await db.query.orders.findFirst({ with: { lines: true } })": [
        "await | findFirst orders | db.query postgresql",
      ],
      "await db.$count(orders)": ["await | count orders | db.query postgresql"],
      "await db.execute(sql`select id from orders`)": ["await | select orders | db.query postgresql"],
      "const rows = db.select().from(orders).execute()": ["floating | select orders | db.query postgresql"],
      "await db.batch([db.delete(lines), db.delete(orders)])": ["await | batch | db.query postgresql"],
      "await db.select().from(db.select().from(lines).as('l'))": ["await | select | db.query postgresql"],
      "await db.select().from(orders).where(exists(db.select().from(lines)))": [
        "await | select orders | db.query postgresql",
      ],
      "const latest = db.select().from(orders).as('latest')": [],
      "const some = db.select().from(orders).prepare('some'); await some.execute({ id: 1 })": [
        "await | select orders | db.query postgresql",
      ],
      "const all = db.select().from(orders); await all": ["await | select orders | db.query postgresql"],
      "let all = db.select().from(orders).$dynamic(); all = all.limit(5); const rows = await all": [
        "await | select orders | db.query postgresql",
      ],
      "const ids = db.select().from(lines); await db.select().from(orders).where(inArray(orders.id, ids))": [
        "await | select orders | db.query postgresql",
      ],
      "const all = db.select().from(orders)": ["builder | select orders | unconsumed-builder"],
      "return db.select().from(orders)": ["return | select orders | db.query postgresql"],
      "return [db.select().from(orders)]": ["builder | select orders | unconsumed-builder"],
      "db.delete(orders); await db.select().from(orders)": [
        "builder | delete orders | unconsumed-builder",
        "await | select orders | db.query postgresql",
      ],
      "const all = db.delete(orders); return typeof all.then": [
        "builder | delete orders | unconsumed-builder",
      ],
      "if (db.delete(orders).then) use(1)": ["builder | delete orders | unconsumed-builder"],
      "void db.delete(orders)": ["builder | delete orders | unconsumed-builder"],
      "for await (const order of db.select().from(orders).iterator()) use(order)": [
        "builder | select orders | unconsumed-builder",
      ],
    },
  );

  test.each([
    ["node-postgres", "function"],
    ["postgres-js", "function"],
    ["mysql2", "function"],
    ["libsql", "db.query sqlite"],
    ["better-sqlite3", "db.query sqlite"],
    ["d1", "db.query sqlite"],
    ["planetscale-serverless", "db.query mysql"],
    ["unheard-of", "function"],
  ])("drizzle-orm/%s decides the op", (driver, op) => {
    const text = `import { drizzle } from "drizzle-orm/${driver}";\nconst db = drizzle(url);\nawait db.select().from(orders);\n`;
    expect(dbSites(text, { db: { covered: "wrap" } })).toEqual([`await | select orders | ${op}`]);
  });

  describe("on better-sqlite3", () => {
    given('import { drizzle } from "drizzle-orm/better-sqlite3";\nconst db = drizzle("shop.db");', {
      "const rows = db.select().from(orders).all()": ["sync | select orders | db.query sqlite"],
      "use(db.select().from(orders).get()?.total)": ["sync | select orders | db.query sqlite"],
      "const ids = db.select().from(orders).all().map((order) => order.id)": [
        "sync | select orders | db.query sqlite",
      ],
      "db.delete(orders).run()": ["sync | delete orders | db.query sqlite"],
      "await db.select().from(orders)": ["await | select orders | db.query sqlite"],
    });
  });
});

describe("knex", () => {
  given('import knex from "knex";\nconst db = knex({ client: "better-sqlite3" });', {
    'await db("orders").where({ open: true })': ["await | select orders | function"],
    'await db("orders as o").first()': ["await | select orders | function"],
    'await db("orders").insert(input, ["id"])': ["await | insert orders | function"],
    'await db("orders").where({ id: 1 }).update(input)': ["await | update orders | function"],
    'await db("orders").where({ id: 1 }).del()': ["await | delete orders | function"],
    'await db.select("id").from("orders")': ["await | select orders | function"],
    'await db.raw("select count(*) from orders")': ["await | select orders | function"],
    'await db.batchInsert("orders", input)': ["await | insert orders | function"],
    'await db.schema.createTable("orders", define)': ["await | create orders | function"],
    'await db("orders").whereIn("id", db("lines").select("order"))': ["await | select orders | function"],
    'await db("orders").whereIn("id", () => db("lines").select("order"))': [
      "await | select orders | function",
    ],
    'await db.transaction(async (trx) => { await trx("orders").del() })': [
      "await | transaction | function",
      "await | delete orders | function",
    ],
    'await db.transaction((trx) => trx("orders").del())': [
      "await | transaction | function",
      "return | delete orders | function",
    ],
    'const trx = await db.transaction(); await trx("orders").del(); await trx.commit()': [
      "await | begin | function",
      "await | delete orders | function",
    ],
    'const open = db("orders"); if (input) open.where(input); return open': [
      "return | select orders | function",
    ],
    'const now = db.fn.now(); const id = db.ref("id")': [],
    'db("orders").stream().pipe(output)': ["builder | select orders | unconsumed-builder"],
    "await db.destroy()": [],
  });

  test.each([
    [10, "db.query sqlite"],
    [11, "function"],
  ])("is traced by the SDK from major 11 on: %i", (sdk, op) => {
    const text =
      'import knex from "knex";\nconst db = knex({ client: "better-sqlite3" });\nawait db("orders");\n';
    expect(dbSites(text, { db: { covered: "wrap" } }, sdk)).toEqual([`await | select orders | ${op}`]);
  });
});

describe("kysely", () => {
  given(
    'import SQLite from "better-sqlite3";\nimport { Kysely, sql, SqliteDialect } from "kysely";\nconst db = new Kysely<Schema>({ dialect });',
    {
      'await db.selectFrom("orders").selectAll().execute()': ["await | select orders | db.query sqlite"],
      'await db.selectFrom("orders as o").selectAll().executeTakeFirst()': [
        "await | select orders | db.query sqlite",
      ],
      'await db.insertInto("orders").values(input).executeTakeFirstOrThrow()': [
        "await | insert orders | db.query sqlite",
      ],
      'await db.updateTable("orders").set(input).execute()': ["await | update orders | db.query sqlite"],
      'await db.deleteFrom("orders").execute()': ["await | delete orders | db.query sqlite"],
      'await db.schema.createTable("orders").execute()': ["await | create orders | db.query sqlite"],
      'await db.selectFrom("orders").where("id", "in", db.selectFrom("lines").select("order")).execute()': [
        "await | select orders | db.query sqlite",
      ],
      'await db.selectFrom("orders").where((eb) => eb.exists(db.selectFrom("lines"))).execute()': [
        "await | select orders | db.query sqlite",
      ],
      'await db.transaction().execute(async (trx) => { await trx.deleteFrom("orders").execute() })': [
        "await | transaction | db.query sqlite",
        "await | delete orders | db.query sqlite",
      ],
      'const trx = await db.startTransaction().execute(); await trx.deleteFrom("orders").execute()': [
        "await | delete orders | db.query sqlite",
      ],
      'let open = db.selectFrom("orders"); if (input) open = open.limit(1); return await open.execute()': [
        "await | select orders | db.query sqlite",
      ],
      "await sql`delete from lines`.execute(db)": ["await | delete lines | db.query sqlite"],
      'const open = db.selectFrom("orders").selectAll()': ["builder | select orders | unconsumed-builder"],
      'for await (const order of db.selectFrom("orders").stream()) use(order)': [
        "builder | select orders | unconsumed-builder",
      ],
      'const { sql: text } = db.selectFrom("orders").compile()': [],
    },
  );
});

describe("prisma", () => {
  given('import { PrismaClient } from "@prisma/client";\nconst prisma = new PrismaClient();', {
    "await prisma.order.findMany({ where: input })": ["await | findMany order | function"],
    "await prisma.order.create({ data: input })": ["await | create order | function"],
    "await prisma.order.findUnique({ where: input }).lines()": ["await | findUnique order | function"],
    "await prisma.$queryRaw`select id from orders`": ["await | select orders | function"],
    'await prisma.$executeRawUnsafe("truncate lines")': ["await | truncate lines | function"],
    "await prisma.$transaction([prisma.line.deleteMany(), prisma.order.deleteMany()])": [
      "await | transaction | function",
    ],
    "await prisma.$transaction(async (tx) => { await tx.order.delete(input) })": [
      "await | transaction | function",
      "await | delete order | function",
    ],
    "const all = prisma.order.findMany(); return await all": ["await | findMany order | function"],
    "const all = prisma.order.findMany()": ["builder | findMany order | unconsumed-builder"],
    "await prisma.$connect()": [],
  });

  given(
    'import { PrismaClient } from "../generated/prisma/client";\nconst prisma = new PrismaClient().$extends(audit);',
    { "await prisma.order.count()": ["await | count order | function"] },
  );
});

describe("typeorm", () => {
  given(
    'import { DataSource } from "typeorm";\nexport const source = new DataSource({ type: "better-sqlite3" });\nconst orders = source.getRepository(Order);',
    {
      "await orders.find({ where: input })": ["await | find Order | db.query sqlite"],
      "await orders.save(orders.create(input))": ["await | save Order | db.query sqlite"],
      "await source.getRepository(Line).count()": ["await | count Line | db.query sqlite"],
      "await source.manager.find(Line)": ["await | find Line | db.query sqlite"],
      'await source.query("delete from lines")': ["await | delete lines | db.query sqlite"],
      'await orders.createQueryBuilder("o").where(input).getMany()': [
        "await | select Order | db.query sqlite",
      ],
      "await source.createQueryBuilder().update(Order).set(input).execute()": [
        "await | update Order | db.query sqlite",
      ],
      'const some = orders.createQueryBuilder("o"); if (input) some.where(input); return some.getMany()': [
        "return | select Order | db.query sqlite",
      ],
      "await source.transaction(async (manager) => { await manager.save(Order, input) })": [
        "await | transaction | db.query sqlite",
        "await | save Order | db.query sqlite",
      ],
      'await source.transaction("SERIALIZABLE", async (manager) => { await manager.save(Order, input) })': [
        "await | transaction | db.query sqlite",
        "await | save Order | db.query sqlite",
      ],
      'const runner = source.createQueryRunner(); await runner.query("vacuum")': [
        "await | vacuum | db.query sqlite",
      ],
      "const order = orders.create(input)": [],
      'const some = orders.createQueryBuilder("o")': ["builder | select Order | unconsumed-builder"],
    },
  );
});

describe("mongoose", () => {
  given('import mongoose, { model } from "mongoose";\nconst Order = model("Order", schema);', {
    "await Order.find({ open: true }).lean()": ["await | find Order | function"],
    "await Order.findById(input.id).exec()": ["await | findById Order | function"],
    "await Order.create(input)": ["await | create Order | function"],
    "await Order.aggregate([{ $match: input }])": ["await | aggregate Order | function"],
    'await mongoose.model("Line", lines).deleteMany({})': ["await | deleteMany Line | function"],
    "const open = Order.find(); open.limit(5); return await open": ["await | find Order | function"],
    "const saved = Order.create(input)": ["floating | create Order | function"],
    "for await (const order of Order.find().cursor()) use(order)": [
      "builder | find Order | unconsumed-builder",
    ],
    "const open = Order.find()": ["builder | find Order | unconsumed-builder"],
  });
});

describe("pg", () => {
  given('import pg from "pg";\nconst pool = new pg.Pool();\nconst SQL = "select id from orders";', {
    'await pool.query("select id from orders where id = $1", [1])': ["await | select orders | function"],
    "await pool.query(SQL)": ["await | select orders | function"],
    'await pool.query({ text: "insert into lines values ($1)", values: [1] })': [
      "await | insert lines | function",
    ],
    "await pool.query(`select id from orders_${input.tenant}`)": ["await | select | function"],
    'await pool.query("update orders " + input.set)': ["await | update orders | function"],
    "await pool.query(input.text)": ["await | query | function"],
    'const client = await pool.connect(); await client.query("begin"); client.release()': [
      "await | begin | function",
    ],
    'pool.query("delete from lines").catch(report)': ["floating | delete lines | function"],
    'const done = pool.query("delete from lines")': ["floating | delete lines | function"],
    'pool.query("delete from lines", (error) => report(error))': ["floating | delete lines | dispatch-only"],
    "await pool.end()": [],
  });
});

describe("postgres", () => {
  given('import postgres from "postgres";\nconst sql = postgres(url);', {
    "await sql`select id from orders where id = ${1}`": ["await | select orders | function"],
    "await sql`insert into orders ${sql(input)}`": ["await | insert orders | function"],
    "await sql`select id from orders ${input ? sql`where open` : sql``}`": [
      "await | select orders | function",
    ],
    "const open = sql`and open`; await sql`select id from orders where true ${open}`": [
      "await | select orders | function",
    ],
    "await sql`select id from orders`.values()": ["await | select orders | function"],
    'await sql.unsafe("delete from lines")': ["await | delete lines | function"],
    "await sql.begin(async (sql) => { await sql`delete from lines` })": [
      "await | begin | function",
      "await | delete lines | function",
    ],
    "await sql.begin((sql) => [sql`delete from lines`, sql`delete from orders`])": [
      "await | begin | function",
      "builder | delete lines | unconsumed-builder",
      "builder | delete orders | unconsumed-builder",
    ],
    "const rows = sql`select id from orders`; return await rows": ["await | select orders | function"],
    "for await (const [order] of sql`select id from orders`.cursor()) use(order)": [
      "builder | select orders | unconsumed-builder",
    ],
    "await sql.end()": [],
  });
});

describe("mysql2", () => {
  given('import mysql from "mysql2/promise";\nconst pool = mysql.createPool(url);', {
    'const [rows] = await pool.query("select id from orders")': ["await | select orders | function"],
    'await pool.execute("replace into `order lines` values (?)", [1])': [
      "await | replace order lines | function",
    ],
    'await pool.execute("replace into `lines` values (?)", [1])': ["await | replace lines | function"],
    'const client = await pool.getConnection(); await client.execute("commit")': [
      "await | commit | function",
    ],
    "await pool.end()": [],
  });

  test("without promises, its queries take callbacks: does not find them", () => {
    const text =
      'import mysql from "mysql2";\nconst pool = mysql.createPool(url);\npool.query("select 1", done);\n';
    expect(dbSites(text)).toEqual([]);
  });
});

describe.each([
  ["better-sqlite3", 'import Database from "better-sqlite3";\nconst db = new Database("shop.db");'],
  ["node:sqlite", 'import { DatabaseSync } from "node:sqlite";\nconst db = new DatabaseSync("shop.db");'],
])("%s", (_, head) => {
  given(head, {
    'const rows = db.prepare("select id from orders").all()': ["sync | select orders | db.query sqlite"],
    'db.prepare("insert into lines values (?)").run(1)': ["sync | insert lines | db.query sqlite"],
    'const byId = db.prepare("select id from orders where id = ?"); return byId.get("begin")': [
      "sync | select orders | db.query sqlite",
    ],
    'const ids = db.prepare("select id from orders").all().map(({ id }) => id)': [
      "sync | select orders | db.query sqlite",
    ],
    'db.exec("create table if not exists orders (id int)")': ["sync | create orders | db.query sqlite"],
    'db.prepare("insert into lines values (?)").run(await price(input))': [
      "sync | insert lines | await-in-operand",
    ],
    'for (const row of db.prepare("select id from orders").iterate()) use(row)': [
      "builder | select orders | unconsumed-builder",
    ],
    'const byId = db.prepare("select id from orders")': [],
    'db.pragma("journal_mode = WAL")': [],
  });
});

describe("libsql", () => {
  given('import { createClient } from "@libsql/client";\nconst client = createClient({ url });', {
    'await client.execute("select id from orders")': ["await | select orders | db.query sqlite"],
    'await client.execute({ sql: "delete from lines where id = ?", args: [1] })': [
      "await | delete lines | db.query sqlite",
    ],
    'await client.batch(["delete from lines"], "write")': ["await | batch | db.query sqlite"],
    'const tx = await client.transaction("write"); await tx.execute("delete from lines"); await tx.commit()':
      ["await | delete lines | db.query sqlite"],
    "client.close()": [],
  });
});

describe("PGlite", () => {
  given('import { PGlite } from "@electric-sql/pglite";\nconst db = await PGlite.create();', {
    'await db.query("select id from orders")': ["await | select orders | db.query postgresql"],
    'await db.exec("create table orders (id int)")': ["await | create orders | db.query postgresql"],
    "await db.sql`delete from lines`": ["await | delete lines | db.query postgresql"],
    'await db.transaction(async (tx) => { await tx.query("delete from lines") })': [
      "await | transaction | db.query postgresql",
      "await | delete lines | db.query postgresql",
    ],
    "await db.close()": [],
  });
});
