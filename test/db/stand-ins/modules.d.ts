// As much of these packages' types as the cases need; none of them is installed.
declare module "better-sqlite3" {
  interface Statement {
    run(...values: unknown[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
    get(...values: unknown[]): unknown;
    all(...values: unknown[]): unknown[];
    iterate(...values: unknown[]): IterableIterator<unknown>;
  }
  class Database {
    constructor(path: string);
    prepare(sql: string): Statement;
    exec(sql: string): this;
    transaction<Values extends unknown[]>(work: (...values: Values) => void): (...values: Values) => void;
  }
  export { Database as default };
}

declare module "node:sqlite" {
  interface Statement {
    run(...values: unknown[]): { readonly changes: number };
    get(...values: unknown[]): unknown;
  }
  export class DatabaseSync {
    constructor(path: string);
    prepare(sql: string): Statement;
    exec(sql: string): void;
  }
}

declare module "@prisma/client" {
  interface Answer {
    readonly query: string;
    readonly args: unknown;
  }
  type Query = (args?: object) => Promise<Answer>;
  export class PrismaClient {
    readonly order: Readonly<
      Record<"findMany" | "findUnique" | "create" | "update" | "delete" | "count", Query>
    >;
    $queryRaw(strings: TemplateStringsArray, ...values: unknown[]): Promise<Answer>;
    $transaction(queries: readonly Promise<Answer>[]): Promise<Answer[]>;
    $transaction<T>(work: (tx: PrismaClient) => Promise<T>): Promise<T>;
  }
}
