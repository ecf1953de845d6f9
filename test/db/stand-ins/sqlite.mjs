// SQLite in this process for better-sqlite3, which compiles for minutes, and for node:sqlite, which Node 20 has not. The engine that
// comes with @libsql/client has better-sqlite3's methods.
import { createRequire } from "node:module";

const Database = createRequire(import.meta.resolve("@libsql/client"))("libsql");
const { prepare, exec } = Database.prototype;
const executed = [];
let depth = 0;

/** Counts a call; the engine's own calls of its methods are part of it. */
function counted(sql, call) {
  if (depth === 0) executed.push(sql);
  depth += 1;
  try {
    return call();
  } finally {
    depth -= 1;
  }
}

Database.prototype.exec = function (sql) {
  return counted(sql, () => exec.call(this, sql));
};

Database.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql);
  for (const method of ["run", "get", "all", "iterate"]) {
    const call = statement[method].bind(statement);
    statement[method] = (...values) => counted(sql, () => call(...values));
  }
  return statement;
};

/** The statements since the last call. */
export const take = () => executed.splice(0);

// Both packages' names for it.
export { Database as default, Database as DatabaseSync };
