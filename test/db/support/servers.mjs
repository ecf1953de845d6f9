import mysql from "mysql2/promise";
import pg from "pg";
import { refill } from "./scenarios.mjs";
import { tapMysql, tapPostgres } from "./tap.mjs";

const url = process.env.SPANWRIGHT_CASE_URL ?? "";

/** @param warmUp - what a library does once, such as asking for the server's version. */
export async function postgresDatabase(warmUp = async () => undefined) {
  const take = tapPostgres();
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const start = async (app) => {
    await refill((sql) => admin.query(sql), "serial");
    await app.open(url);
    await warmUp(app);
  };
  return { start, take };
}

export async function mysqlDatabase(warmUp = async () => undefined) {
  const take = tapMysql();
  const admin = await mysql.createConnection(url);
  const start = async (app) => {
    await refill((sql) => admin.query(sql), "int auto_increment");
    await app.open(url);
    await warmUp(app);
  };
  return { start, take };
}
