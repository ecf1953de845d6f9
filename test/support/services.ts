import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import mysql from "mysql2/promise";
import pg from "pg";

/** A database of its own on a server, for one test file. */
export interface TestDatabase {
  readonly url: string;
  /** Removes it again. */
  readonly drop: () => Promise<void>;
}

interface Service {
  readonly title: string;
  readonly variable: string;
  readonly url: string;
  readonly create: (server: string, name: string) => Promise<TestDatabase>;
}

const services = {
  postgres: {
    title: "PostgreSQL",
    variable: "SPANWRIGHT_POSTGRES_URL",
    url: "postgres://postgres@127.0.0.1:5432",
    create: createPostgres,
  },
  mysql: {
    title: "MariaDB or MySQL",
    variable: "SPANWRIGHT_MYSQL_URL",
    url: "mysql://root@127.0.0.1:3306",
    create: createMysql,
  },
} as const satisfies Record<string, Service>;

/**
 * A new database on a server that the tests may use, or `undefined`, with the reason printed, where none listens.
 *
 * @throws where none listens and `SPANWRIGHT_SERVICES=required`.
 */
export async function createTestDatabase(service: keyof typeof services): Promise<TestDatabase | undefined> {
  const { title, variable, url: usual, create } = services[service];
  const server = process.env[variable] ?? usual;
  if (!(await isListening(new URL(server)))) {
    const reason = `${title} does not listen at ${new URL(server).host} (${variable} names another server)`;
    if (process.env["SPANWRIGHT_SERVICES"] === "required") throw new Error(reason);
    console.warn(`skipped: ${reason}`);
    return undefined;
  }
  return create(server, `spanwright_${randomBytes(6).toString("hex")}`);
}

function isListening({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 2000 });
    const finish = (listens: boolean): void => {
      socket.destroy();
      resolve(listens);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
    socket.once("timeout", () => finish(false));
  });
}

async function createPostgres(server: string, name: string): Promise<TestDatabase> {
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server, database: "postgres" });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  return { url: withPath(server, name), drop: () => run(`drop database ${name} with (force)`) };
}

async function createMysql(server: string, name: string): Promise<TestDatabase> {
  const run = async (statement: string): Promise<void> => {
    const connection = await mysql.createConnection(server);
    await connection.query(statement);
    await connection.end();
  };
  await run(`create database ${name}`);
  return { url: withPath(server, name), drop: () => run(`drop database ${name}`) };
}

function withPath(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
